import { groupBy } from '../../model/json';
import type { EnvironmentReview } from '../environment-review';
import type { ReviewClass } from '../note';
import type { Deviation, Subject, Variant } from '../subjects';
import { readFor, shownEdits, type ShownEdit } from './shown-edits';

/** Objects that change alike on the same clusters, as one entry of a review. */
export interface Item {
  readonly class: ReviewClass;
  /** `Deployment demo/web`; for a text its path from the folder of its cluster. */
  readonly objects: readonly string[];
  /** Sorted. */
  readonly clusters: readonly string[];
  /** Of how many that have it. */
  readonly of: number;
  readonly edits: readonly ShownEdit[];
  readonly whys: readonly string[];
  readonly fixes: readonly string[];
  /** `environments/kind.yaml:24:3`; null where no setting differs. */
  readonly line: string | null;
  /** Whether these are few clusters that differ from most. */
  readonly isDeviation: boolean;
  /** Clusters on which it changes in another way, or not at all; empty where there is no "most". */
  readonly deviating: readonly string[];
}

/** The entries of an environment, the gravest first; objects that change alike stand together. */
export function itemsOf({ subjects }: EnvironmentReview): Item[] {
  const items = subjects.flatMap((subject) => subject.variants.map((variant) => itemOf(subject, variant)));
  const alike = groupBy(items, ({ objects: _, ...rest }) => JSON.stringify(rest));
  return [...alike.values()].map(([first, ...rest]) => ({
    ...first,
    objects: [first, ...rest].flatMap(({ objects }) => objects),
  }));
}

function itemOf(subject: Subject, variant: Variant): Item {
  const { note } = variant.entry;
  const isDeviation = subject.deviating.some((one) => one.variant === variant);
  return {
    class: note.class,
    objects: [labelOf(variant)],
    clusters: variant.clusters,
    of: subject.of,
    edits: shownEdits(variant),
    whys: [...new Set(variant.content.note.reasons.map(({ why }) => readFor(variant, why)))],
    fixes: [
      ...new Set(variant.content.note.reasons.flatMap(({ fix }) => (fix === null ? [] : [readFor(variant, fix)]))),
    ],
    line: note.line,
    isDeviation,
    deviating:
      subject.variants[0] === variant && !isDeviation ? subject.deviating.flatMap(({ clusters }) => clusters) : [],
  };
}

/** What a variant is about, in words. */
export function labelOf(variant: Variant): string {
  const { object, file } = variant.content;
  if (object === undefined) return readFor(variant, file);
  const { kind, namespace, name } = object;
  return readFor(variant, `${kind} ${namespace === null ? '' : `${namespace}/`}${name}`);
}

/** Clusters that do something else than most, with all that they do otherwise. */
export interface Outlier {
  readonly clusters: readonly string[];
  readonly of: number;
  readonly ways: readonly { readonly subject: Subject; readonly deviation: Deviation }[];
}

/** The clusters that differ, by what they do: the fewest first. What no cluster reads makes none differ. */
export function outliersOf({ subjects }: EnvironmentReview): Outlier[] {
  const ways = subjects.flatMap((subject) =>
    subject.class === 'none' ? [] : subject.deviating.map((deviation) => ({ subject, deviation })),
  );
  return [...groupBy(ways, ({ deviation }) => JSON.stringify(deviation.clusters)).values()]
    .map((own) => ({
      clusters: own[0].deviation.clusters,
      of: Math.max(...own.map(({ subject }) => subject.of)),
      ways: own,
    }))
    .sort((a, b) => a.clusters.length - b.clusters.length);
}
