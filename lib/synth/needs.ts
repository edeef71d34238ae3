import { compare } from '../model/finding';
import type { Fleet } from '../model/fleet';
import { platformOf } from '../platforms/catalogue';
import { generatedHeader } from '../publish/owned-trees';
import { nameOf } from '../kinds/kind-named';
import { formatRef } from '../model/ref';
import type { Need, Unit } from '../model/unit';

/** One thing that must exist before Argo CD can sync, with the clusters on which it must. */
export interface NeedLine {
  readonly what: string;
  /** The keys that it must hold, sorted. @default - whatever it holds */
  readonly keys?: readonly string[];
  readonly clusters: readonly string[];
  readonly why: string;
}

/** What must exist, each thing once with all its clusters, sorted. */
export function needLines(fleet: Fleet, units: readonly Unit[], needs: readonly Need[]): NeedLine[] {
  const wanted = new Map<string, Wanted>();
  const add = (what: string, why: string, cluster: string, key?: string) => {
    const id = [what, why, key ?? ''].join('\n');
    const one = wanted.get(id) ?? { what, why, key, clusters: new Set() };
    one.clusters.add(cluster);
    wanted.set(id, one);
  };
  for (const { ref, why } of needs) {
    const { key, ...object } = ref;
    add(formatRef({ ...object, kind: nameOf(object) }), why, ref.cluster, key);
  }
  for (const cluster of clusterEntries(fleet, units)) {
    add(`Argo CD cluster entry ${cluster}`, 'Applications go to the cluster by this name', fleet.hub.name);
  }
  for (const chart of chartsWithRoles(fleet, units)) {
    const why = 'its roles are not seen here, and Argo CD must hold what they grant: bind it to them';
    add(`Rights of Argo CD for chart ${chart}`, why, fleet.hub.name);
  }
  return withKeys([...wanted].sort(([a], [b]) => compare(a, b)).map(([, one]) => one));
}

/** An object, or one key of it, with the clusters on which it must exist. */
interface Wanted {
  readonly what: string;
  readonly why: string;
  readonly key: string | undefined;
  readonly clusters: Set<string>;
}

/** One line for all keys of an object that are wanted on the same clusters for the same reason. */
function withKeys(wanted: readonly Wanted[]): NeedLine[] {
  const lines = new Map<string, { line: NeedLine; keys: string[] }>();
  for (const { what, why, key, clusters } of wanted) {
    const line = { what, clusters: [...clusters].sort(compare), why };
    const id = JSON.stringify(line);
    const known = lines.get(id) ?? { line, keys: new Array<string>() };
    if (key !== undefined) known.keys.push(key);
    lines.set(id, known);
  }
  return [...lines.values()].map(({ line, keys }) => (keys.length === 0 ? line : { ...line, keys }));
}

/** Why it must exist, for people, with the keys that it must hold: `login of the registry (keys password, user)`. */
export function reason({ why, keys = [] }: NeedLine): string {
  if (keys.length === 0) return why;
  return `${why} (${keys.length === 1 ? 'key' : 'keys'} ${keys.join(', ')})`;
}

/** Text of a person that must not end a cell or a row. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
}

/** The managed clusters that Argo CD talks to itself: those that get more than ManifestWorks. */
function clusterEntries(fleet: Fleet, units: readonly Unit[]): string[] {
  const direct = new Set(units.flatMap(({ delivery, cluster }) => (delivery === 'argo' ? [cluster] : [])));
  direct.delete(fleet.hub.name);
  return [...direct].sort(compare);
}

/** Under an operator, Argo CD has only the permissions of the bootstrap, not those that a chart's own roles grant. */
function chartsWithRoles({ hub }: Fleet, units: readonly Unit[]): string[] {
  if (platformOf(hub).argocd.configuredBy !== 'operator') return [];
  return units.flatMap(({ name, cluster, content }) =>
    cluster === hub.name &&
    content.type === 'chart' &&
    content.creates.some(({ kind }) => /^(Cluster)?Role$/.test(kind))
      ? [name]
      : [],
  );
}

/** `files/needs.md`: what must exist before Argo CD can sync. */
export function needsDocument(fleet: Fleet, lines: readonly NeedLine[]): string {
  const rows = lines.map((line) => `| ${[line.what, line.clusters.join(', '), reason(line)].map(cell).join(' | ')} |`);
  const table = rows.length === 0 ? ['Nothing.'] : ['| what | on | why |', '|---|---|---|', ...rows];
  return [generatedHeader, `# What must exist before ${fleet.environment} can sync`, '', ...table, ''].join('\n');
}
