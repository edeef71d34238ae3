import { compare } from '../../model/finding';
import { groupBy } from '../../model/json';
import type { Observation, Observed } from './observed';

/** How the values of one row compare: equal, different by a declared variable (`for`, a fact of a cluster), or different otherwise. */
export const verdicts = ['equal', 'declared', 'otherwise'] as const;
export type Verdict = (typeof verdicts)[number];

/** One setting, or one rendered field, in all environments or clusters that are compared. */
export interface ParityRow {
  /** `setting energetiscope.training.window`, `field clusters on kind, serving Deployment models/minio spec.replicas`. */
  readonly what: string;
  readonly verdict: Verdict;
  /** Each value with those that have it; sorted. */
  readonly values: readonly ParityValue[];
}

export interface ParityValue {
  readonly value: string;
  /** Environments, or the clusters of the only one. */
  readonly of: readonly string[];
  /** The positions of a setting in the files. */
  readonly places: readonly string[];
}

/** The value where the object has no such field, or the unit no such object, and others have it. */
export const absent = '(absent)';

/** Compares environments with each other, or the clusters of a single one. */
export function parityOf(observed: readonly Observed[]): ParityRow[] {
  const alone = observed.length === 1;
  const subjectOf = ({ environment, cluster }: Observation) => (alone ? cluster : environment);
  const all = observed.flatMap(({ observations }) => observations).filter((each) => subjectOf(each) !== undefined);
  // Blocks say where units run, and `on` says which cluster has which of their objects: neither is a difference by itself.
  const whole = ({ unit, object }: Observation) => (alone ? object : unit);
  const having = new Map<string, Set<string>>();
  for (const each of all) {
    const known = having.get(whole(each)) ?? new Set();
    having.set(whole(each), known.add(subjectOf(each) ?? ''));
  }
  return [...groupBy(all, ({ row }) => row)]
    .map(([what, its]) =>
      rowOf(
        what,
        groupBy(its, (each) => subjectOf(each) ?? ''),
        having.get(whole(its[0])) ?? new Set(),
      ),
    )
    .sort((a, b) => compare(a.what, b.what));
}

function rowOf(
  what: string,
  bySubject: ReadonlyMap<string, readonly Observation[]>,
  subjects: ReadonlySet<string>,
): ParityRow {
  const values = new Map<string, { readonly of: Set<string>; readonly places: Set<string> }>();
  const neutral = new Set<string>();
  for (const subject of [...subjects].sort(compare)) {
    const its = bySubject.get(subject) ?? [];
    for (const { value, place } of its.length === 0 ? [{ value: absent, place: undefined }] : its) {
      const known = values.get(value) ?? { of: new Set(), places: new Set() };
      known.of.add(subject);
      if (place !== undefined) known.places.add(place);
      values.set(value, known);
    }
    const common = its.length === 0 ? [absent] : its.map((each) => each.neutral ?? absent);
    neutral.add(JSON.stringify([...new Set(common)].sort(compare)));
  }
  return {
    what,
    verdict: values.size === 1 ? 'equal' : neutral.size === 1 ? 'declared' : 'otherwise',
    values: [...values]
      .map(([value, { of, places }]) => ({ value, of: [...of], places: [...places] }))
      .sort((a, b) => compare(a.of[0] ?? '', b.of[0] ?? '')),
  };
}
