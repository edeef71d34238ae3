import { changeClasses, type ChangeClass } from '../kinds/changed';

/** The effect on an object where it runs; `none`: the API server stores the same object, or the part is not an object. */
export type ReviewClass = ChangeClass | 'none';

/** The plan's words about an edit, the same for all clusters of an entry. */
export interface Note {
  readonly class: ReviewClass;
  readonly reasons: readonly { readonly class: ChangeClass; readonly why: string; readonly fix: string | null }[];
  /** `environments/kind.yaml:24:3`; null where no setting differs. */
  readonly line: string | null;
}

const ranks = new Map<ReviewClass, number>((['none', ...changeClasses] as const).map((word, index) => [word, index]));

/** From harmless to grave. */
export function rankOf(word: ReviewClass): number {
  return ranks.get(word) ?? 0;
}

/** The note of an edit that the plan does not judge. */
export const noNote: Note = { class: 'none', reasons: [], line: null };
