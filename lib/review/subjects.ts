import { compare } from '../model/compare';
import { groupBy } from '../model/json';
import { nameText } from './edits';
import { contentOfEntry, expanded, type Content, type Entry } from './fold';
import { rankOf, type Note, type ReviewClass } from './note';
import type { Population } from './population';

/** Clusters on which an object changes in one way. */
export interface Variant {
  readonly entry: Entry<Note>;
  readonly content: Content<Note>;
  /** Where it runs, sorted. */
  readonly clusters: readonly string[];
}

/** One object, or one text, with its changes on all clusters that have it. */
export interface Subject {
  readonly class: ReviewClass;
  /** The ways in which it changes, that of most clusters first. */
  readonly variants: readonly Variant[];
  /** Clusters that have it, on either side. */
  readonly of: number;
  /** Clusters that have it and on which it stays as it is, sorted. */
  readonly unchanged: readonly string[];
  /** The clusters that differ from most, and how. Empty where no way has most of the clusters. */
  readonly deviating: readonly Deviation[];
}

/** A few clusters that differ from the others. */
export interface Deviation {
  readonly clusters: readonly string[];
  /** Absent where the object stays as it is there. */
  readonly variant?: Variant;
}

/** Among fewer clusters, none is called different. */
const fewest = 3;

/** The entries by their objects, the gravest first, then those of most clusters. */
export function subjectsOf(entries: readonly Entry<Note>[], population: Population): Subject[] {
  const variants = variantsOf(entries);
  const groups = groupBy(variants, ({ content: { root, file, part } }) => JSON.stringify([root, file, part]));
  return [...groups.values()]
    .map((group) => subjectOf(group, population))
    .sort(
      (a, b) =>
        rankOf(b.class) - rankOf(a.class) ||
        (b.variants[0]?.clusters.length ?? 0) - (a.variants[0]?.clusters.length ?? 0),
    );
}

/** The entries with the clusters of each. */
export function variantsOf(entries: readonly Entry<Note>[]): Variant[] {
  return entries.map((entry) => {
    const clusters = new Set(entry.members.flatMap(({ cluster, on }) => on ?? (cluster === '' ? [] : [cluster])));
    return { entry, content: contentOfEntry(entry), clusters: [...clusters].sort(compare) };
  });
}

function subjectOf(group: readonly Variant[], population: Population): Subject {
  const variants = [...group].sort((a, b) => b.clusters.length - a.clusters.length);
  const word = group.reduce<ReviewClass>(
    (worst, { entry: { note } }) => (rankOf(note.class) > rankOf(worst) ? note.class : worst),
    'none',
  );
  const changing = new Set(variants.flatMap(({ clusters }) => clusters));
  const [first] = variants;
  const carried = variants.some(({ entry }) => entry.members.some(({ on }) => on !== undefined));
  const having =
    first === undefined || carried ? [] : population.having(first.content.file, first.entry.members[0]?.folder ?? '');
  const unchanged = having.filter((cluster) => !changing.has(cluster)).sort(compare);
  const of = changing.size + unchanged.length;
  return { class: word, variants, of, unchanged, deviating: deviationsOf(variants, unchanged, of) };
}

/** The other clusters, where more than half change alike or stay as they are. */
function deviationsOf(variants: readonly Variant[], unchanged: readonly string[], of: number): Deviation[] {
  if (of < fewest) return [];
  const ways: Deviation[] = variants.map((variant) => ({ clusters: variant.clusters, variant }));
  if (unchanged.length > 0) ways.push({ clusters: unchanged });
  const most = ways.find(({ clusters }) => clusters.length * 2 > of);
  return most === undefined ? [] : ways.filter((way) => way !== most);
}

/** The places of a variant's object, one for each of its clusters. */
export function* placesOf({ entry }: Variant): Iterable<{
  readonly folder: string;
  readonly unit: string;
  /** `Deployment demo/web`; empty for a text. */
  readonly object: string;
}> {
  for (const { path, object } of expanded(entry)) {
    const [, , folder = '', unit = ''] = path.split('/');
    yield { folder, unit, object: object === undefined ? '' : nameText(object) };
  }
}
