import type { Rendered } from '../model/unit';

/**
 * The last step for an object that delivery itself writes: the labels of all objects, and patches.
 *
 * @param trial for a preview: nothing is reported
 */
export type Finish = (rendered: Rendered, trial?: boolean) => Rendered;

export const asItIs: Finish = (rendered) => rendered;
