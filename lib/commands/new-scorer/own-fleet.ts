import { join } from 'node:path';
import { readNames } from '../../environment/names';
import { YamlFiles } from '../../environment/yaml-files';
import { at } from '../../model/json';

/** Where a new scorer could run in the environments that a repository has. */
export interface OwnFleet {
  /** The environment file. */
  readonly file: string;
  /** A managed cluster, the first with an address that the others reach. */
  readonly cluster: string;
  /** Whether it has that address, which a NodePort needs. */
  readonly reached: boolean;
  /** Whether the environment says already which clusters have agents. */
  readonly scoring: boolean;
  /** Whether the chart is there whose Prometheus the new engine asks. */
  readonly monitored: boolean;
  /** A port that no Service of its has. */
  readonly nodePort: number;
}

/** The first environment of a folder that has a managed cluster; undefined where there is none. */
export function ownFleet(folder: string): OwnFleet | undefined {
  const files = new YamlFiles();
  for (const name of [...files.names(folder)].sort().filter((each) => each.endsWith('.yaml'))) {
    const file = join(folder, name);
    const source = files.read(file);
    if (!('data' in source)) continue;
    const { data } = source;
    const managed = [...readNames(data).clusters].flatMap(([cluster, { role }]) =>
      role === 'managed' ? [cluster] : [],
    );
    const hasAddress = (cluster: string) => at(data, 'clusters', cluster, 'address') !== undefined;
    const cluster = managed.find(hasAddress) ?? managed[0];
    if (cluster === undefined) continue;
    const taken = new Set([...JSON.stringify(data).matchAll(/"nodePort":(\d+)/g)].map(([, number]) => Number(number)));
    return {
      file,
      cluster,
      reached: hasAddress(cluster),
      scoring: at(data, 'dynamic-scoring') !== undefined,
      monitored: at(data, 'charts', 'kube-prometheus-stack') !== undefined,
      nodePort: freePort(taken),
    };
  }
  return undefined;
}

const first = 30_010;

function freePort(taken: ReadonlySet<number>): number {
  return Array.from({ length: taken.size + 1 }, (_, index) => first + index).find((port) => !taken.has(port)) ?? first;
}
