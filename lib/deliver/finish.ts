import type { Rendered } from '../model/unit';

/**
 * What is done last to an object that delivery itself writes: labels of all objects, and patches.
 *
 * @param trial only to see what would come of it: nothing is reported
 */
export type Finish = (rendered: Rendered, trial?: boolean) => Rendered;

export const asItIs: Finish = (rendered) => rendered;
