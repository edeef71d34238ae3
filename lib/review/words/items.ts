import { groupBy } from '../../model/json';
import { nameText } from '../edits';
import type { EnvironmentReview } from '../environment-review';
import type { ReviewClass } from '../note';
import type { Deviation, Subject, Variant } from '../subjects';
import { readFor, shownEdits, type ShownEdit } from './shown-edits';

/** Objects that change alike on the same clusters, as one entry of a review. */
export interface Item {
  readonly class: ReviewClass;
  /** `Deployment demo/web`; for a text, its path below the folder of its cluster. */
  readonly objects: readonly string[];
  /** Sorted. */
  readonly clusters: readonly string[];
  /** The number of clusters that have it. */
  readonly of: number;
  readonly edits: readonly ShownEdit[];
  readonly whys: readonly string[];
  readonly fixes: readonly string[];
  /** `environments/kind.yaml:24:3`; null where no setting differs. */
  readonly line: string | null;
  /** Whether these are a few clusters that differ from most. */
  readonly isDeviation: boolean;
  /** Clusters on which it changes in another way, or not at all; empty where no way has most of the clusters. */
  readonly deviating: readonly string[];
}

/** The entries of an environment, the gravest first; objects that change alike are together. */
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
  const { reasons } = variant.content.note;
  const isDeviation = subject.deviating.some((one) => one.variant === variant);
  return {
    class: note.class,
    objects: [labelOf(variant)],
    clusters: variant.clusters,
    of: subject.of,
    edits: shownEdits(variant),
    whys: [...new Set(reasons.map(({ why }) => readFor(variant, why)))],
    fixes: [...new Set(reasons.flatMap(({ fix }) => (fix === null ? [] : [readFor(variant, fix)])))],
    line: note.line,
    isDeviation,
    deviating:
      subject.variants[0] === variant && !isDeviation ? subject.deviating.flatMap(({ clusters }) => clusters) : [],
  };
}

/** The object or text of a variant, in words. */
export function labelOf(variant: Variant): string {
  const { object, file } = variant.content;
  if (object === undefined) return readFor(variant, file);
  return readFor(variant, nameText(object));
}

/** Clusters that differ from most, with all their differences. */
export interface Outlier {
  readonly clusters: readonly string[];
  readonly of: number;
  readonly ways: readonly { readonly subject: Subject; readonly deviation: Deviation }[];
}

/** The clusters that differ, grouped by their differences, the smallest group first. A text that no cluster reads does not count. */
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
