import { show } from '../model/words';
import { isObject } from '../model/json';
import { findingKind } from '../model/finding-kind';
import { compare, type Fault } from '../model/finding';
import { identity, label, type Manifest } from '../model/manifest';
import { formatPath, type Path } from '../model/origin';
import type { Rendered, Unit } from '../model/unit';

export const replicaSetDiffers = findingKind({
  code: 'replica-set-differs',
  why: 'One ManifestWorkReplicaSet carries the same objects to all its clusters; what differs between them would be lost on all but one.',
  fix: 'Make the objects equal on all clusters, or write `delivery: work`: a ManifestWork for each cluster.',
  messages: {
    differs:
      'got {got}{more}, but {expected}; one ManifestWorkReplicaSet carries the same everywhere: make it equal, or write delivery: work',
  },
});

/** An object that is not the same on every cluster of a replica set. */
export type ObjectDiffers = Fault<{
  /** The object, and the first field of it that differs. */
  readonly path: string;
  /** The patch that changed it on one of the clusters. */
  readonly patch?: Path;
}>;

interface Seen {
  readonly path: string;
  /** What there is on the first cluster that differs, and what on the one that all are held against. */
  readonly got: string;
  readonly right: string;
  readonly patch: Path | undefined;
  clusters: number;
}

/**
 * Holds a unit of many clusters against the first of them that comes by. Of the others nothing is kept but what differs:
 * the first field of each object, however many clusters differ in it.
 */
export class Sameness {
  private readonly texts: ReadonlyMap<string, { readonly item: Rendered; readonly text: string }>;
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly unit: Unit,
    readonly first: readonly Rendered[],
  ) {
    this.texts = new Map(
      first.map((item) => [identity(item.manifest), { item, text: JSON.stringify(item.manifest) }] as const),
    );
  }

  /** @param cluster another cluster, with what the same unit renders there */
  compare(cluster: string, rendered: readonly Rendered[]): void {
    const home = this.unit.cluster;
    const found = new Set<string>();
    for (const item of rendered) {
      const key = identity(item.manifest);
      found.add(key);
      const own = this.texts.get(key);
      if (own === undefined) this.note(item, { got: `such an object on ${cluster}`, right: `none on ${home}` });
      else if (own.text !== JSON.stringify(item.manifest)) this.compareFields(own.item, item, cluster);
    }
    for (const [key, { item }] of this.texts)
      if (!found.has(key)) this.note(item, { got: `no such object on ${cluster}`, right: `one on ${home}` });
  }

  /** Every object that differs, sorted by its name. */
  differences(): ObjectDiffers[] {
    return [...this.seen.values()]
      .sort((a, b) => compare(a.path, b.path))
      .map(({ path, got, right, patch, clusters }) => {
        const more = clusters === 1 ? '' : ` (${clusters === 2 ? '1 more differs' : `${clusters - 1} more differ`})`;
        return replicaSetDiffers.fault('differs', { got, more, expected: right }, { path, ...(patch && { patch }) });
      });
  }

  private compareFields(own: Rendered, other: Rendered, cluster: string): void {
    const field = firstDifference(own.manifest, other.manifest);
    // The same fields in another order are the same object.
    if (field === undefined) return;
    const at = ` ${formatPath(field.path)}`;
    const got = `${show(field.other)} on ${cluster}`;
    const right = `${show(field.own)} on ${this.unit.cluster}`;
    this.note(other, { at, got, right, patch: own.origin.patch });
  }

  private note(item: Rendered, { at = '', got, right, patch }: Note): void {
    const key = identity(item.manifest);
    const known = this.seen.get(key);
    if (known !== undefined) known.clusters++;
    else {
      const path = `${label(item.manifest)}${at}`;
      this.seen.set(key, { path, got, right, patch: item.origin.patch ?? patch, clusters: 1 });
    }
  }
}

interface Note {
  readonly at?: string;
  readonly got: string;
  readonly right: string;
  readonly patch?: Path | undefined;
}

interface Field {
  readonly path: Path;
  readonly own: unknown;
  readonly other: unknown;
}

/** The first field, by name and place, in which two manifests differ; undefined where they are the same but for order of keys. */
export function firstDifference(own: Manifest, other: Manifest): Field | undefined {
  return differenceAt([], own, other);
}

function differenceAt(path: Path, own: unknown, other: unknown): Field | undefined {
  if (Array.isArray(own) && Array.isArray(other)) {
    const length = Math.max(own.length, other.length);
    return firstOf(
      Array.from({ length }, (_, index) => index),
      (index) => differenceAt([...path, index], own[index], other[index]),
    );
  }
  if (isObject(own) && isObject(other)) {
    const keys = [...new Set([...Object.keys(own), ...Object.keys(other)])].sort(compare);
    return firstOf(keys, (key) => differenceAt([...path, key], own[key], other[key]));
  }
  return JSON.stringify(own) === JSON.stringify(other) ? undefined : { path, own, other };
}

function firstOf<T>(items: readonly T[], difference: (item: T) => Field | undefined): Field | undefined {
  for (const item of items) {
    const found = difference(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
