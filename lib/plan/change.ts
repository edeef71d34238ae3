import { changeClasses, type ChangeClass, type Changed } from '../kinds/changed';
import type { RunningObject } from './running-object';

/** One thing that a change means, with the field that says so. */
export interface Reason {
  readonly class: ChangeClass;
  /** A JSON pointer into the object; empty for the object as a whole. */
  readonly field: string;
  readonly old?: unknown;
  readonly new?: unknown;
  /** What happens, in a sentence without its full stop. */
  readonly why: string;
  readonly fix?: string;
}

/** An object that a commit adds, changes or removes where it runs. */
export interface Change {
  /** Cluster, group, kind, namespace and name. */
  readonly key: string;
  readonly old?: RunningObject;
  readonly new?: RunningObject;
  /** Both sides in normal form, where there are two. */
  readonly changed?: Changed;
  readonly reasons: readonly Reason[];
}

const rank = new Map(changeClasses.map((word, index) => [word, index]));

/** The gravest class of some reasons. */
export function worstOf(reasons: readonly Pick<Reason, 'class'>[]): ChangeClass {
  return reasons.reduce<ChangeClass>((worst, { class: word }) => (isWorse(word, worst) ? word : worst), 'add');
}

export function isWorse(word: ChangeClass, than: ChangeClass): boolean {
  return (rank.get(word) ?? 0) > (rank.get(than) ?? 0);
}

/** The object as it will be, or as it was where it goes. */
export function objectOf({ old, new: now }: Change): RunningObject {
  const object = now ?? old;
  if (object === undefined) throw new Error('a change has an object on at least one side');
  return object;
}
