import { compare } from '../model/finding';
import type { Fleet } from '../model/fleet';
import { generatedHeader } from '../publish/owned-trees';
import { formatRef } from '../model/ref';
import type { Need, Unit } from '../model/unit';

/** One thing that must exist before Argo CD can sync, with the clusters on which it must. */
export interface NeedLine {
  readonly what: string;
  readonly clusters: readonly string[];
  readonly why: string;
}

/** What must exist, each thing once with all its clusters, sorted. */
export function needLines(fleet: Fleet, units: readonly Unit[], needs: readonly Need[]): NeedLine[] {
  const lines = new Map<string, { what: string; clusters: Set<string>; why: string }>();
  const add = (what: string, why: string, cluster: string) => {
    const key = `${what}\n${why}`;
    const line = lines.get(key) ?? { what, why, clusters: new Set() };
    line.clusters.add(cluster);
    lines.set(key, line);
  };
  for (const { ref, why } of needs) add(formatRef(ref), why, ref.cluster);
  for (const cluster of clusterEntries(fleet, units)) {
    add(`Argo CD cluster entry ${cluster}`, 'Applications go to the cluster by this name', fleet.hub.name);
  }
  for (const chart of chartsWithRoles(fleet, units)) {
    const why = 'its roles are not seen here, and Argo CD must hold what they grant: bind it to them';
    add(`Rights of Argo CD for chart ${chart}`, why, fleet.hub.name);
  }
  return [...lines.keys()].sort(compare).flatMap((key) => {
    const line = lines.get(key);
    return line === undefined ? [] : [{ ...line, clusters: [...line.clusters].sort(compare) }];
  });
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

/** On OpenShift Argo CD has just the rights that the bootstrap gives it; what a chart's own roles grant is not among them. */
function chartsWithRoles({ hub }: Fleet, units: readonly Unit[]): string[] {
  if (hub.platform !== 'openshift') return [];
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
  const rows = lines.map(({ what, clusters, why }) => `| ${[what, clusters.join(', '), why].map(cell).join(' | ')} |`);
  const table = rows.length === 0 ? ['Nothing.'] : ['| what | on | why |', '|---|---|---|', ...rows];
  return [generatedHeader, `# What must exist before ${fleet.environment} can sync`, '', ...table, ''].join('\n');
}
