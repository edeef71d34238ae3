import { byCluster, type Expansion } from '../../synth/expand';
import type { Unit } from '../../model/unit';
import { platformOf } from '../../platforms/catalogue';
import { table } from './table';

/** Above this many clusters, those with the same units share a line. */
const manyClusters = 8;

/** Clusters and what each gets, straight from the units. */
export function fleetTable({ fleet, units }: Expansion, columns?: number): string[] {
  const all = byCluster(units);
  const rows = fleet.clusters.map(({ name, role, ...cluster }) => ({
    name,
    what: [platformOf(cluster).name, role, (all.get(name) ?? []).map(unitLabel).join(', ') || 'nothing'],
  }));
  const head = ['cluster', 'platform', 'role', 'units'];
  if (rows.length <= manyClusters)
    return table([head, ...rows.map(({ name, what }) => [name, ...what])], '  ', columns);
  const groups = new Map<string, { names: string[]; what: string[] }>();
  for (const { name, what } of rows) {
    const key = JSON.stringify(what);
    const group = groups.get(key) ?? { names: [], what };
    group.names.push(name);
    groups.set(key, group);
  }
  return table([head, ...[...groups.values()].map(({ names, what }) => [span(names), ...what])], '  ', columns);
}

function unitLabel({ name, delivery }: Unit): string {
  return { argo: name, work: `${name} (work)`, workReplicaSet: `${name} (replica set)` }[delivery];
}

function span(names: readonly string[]): string {
  const [first = '', second = '', third] = names;
  if (third === undefined) return [first, second].filter(Boolean).join(', ');
  return `${names.length} clusters: ${first}, ${second}, …`;
}
