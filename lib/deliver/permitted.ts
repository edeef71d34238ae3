import { compare } from '../model/compare';
import type { ChartKind } from '../model/unit';
import type { Destination } from './destination';

/** Above this many destinations the clusters become one pattern: 10,000 entries would pass the size of one object. */
const destinationLimit = 500;
const anyCluster = '*';

type Target = Destination & { readonly namespace: string };

/** What one AppProject permits: sources, destinations, and kinds. */
export class Permitted {
  private readonly destinations = new Map<string, Target>();
  private readonly kinds = new Map<string, ChartKind>();
  private readonly repositories = new Set<string>();

  addKind(kind: ChartKind): void {
    this.kinds.set(kindLine(kind), kind);
  }

  addNamespace(destination: Destination, namespace: string): void {
    const target = { namespace, ...destination };
    this.destinations.set(targetLine(target), target);
  }

  addSource(repoURL: string): void {
    this.repositories.add(repoURL);
  }

  /** This and the other together. */
  with(other: Permitted): Permitted {
    const both = new Permitted();
    for (const { destinations, kinds, repositories } of [this, other]) {
      for (const [line, target] of destinations) both.destinations.set(line, target);
      for (const [line, kind] of kinds) both.kinds.set(line, kind);
      for (const repository of repositories) both.repositories.add(repository);
    }
    return both;
  }

  /** In words, a line each and sorted, what this permits as it is written out and the other does not. */
  without(other: Permitted): string[] {
    const known = new Set(other.lines());
    return this.lines().filter((line) => !known.has(line));
  }

  /** The same without what these lines say. */
  less(lines: ReadonlySet<string>): Permitted {
    const rest = new Permitted();
    for (const [line, target] of this.destinations) if (!lines.has(line)) rest.destinations.set(line, target);
    for (const [line, kind] of this.kinds) if (!lines.has(line)) rest.kinds.set(line, kind);
    for (const url of this.repositories) if (!lines.has(sourceLine(url))) rest.repositories.add(url);
    return rest;
  }

  sources(): string[] {
    return [...this.repositories].sort(compare);
  }

  whitelist(clusterScoped: boolean): object[] {
    return sortedBy(this.kinds, ([, kind]) => kind.clusterScoped === clusterScoped).map(({ group, kind }) => ({
      group,
      kind,
    }));
  }

  /** Once one of them is a pattern, all are: which ones it stood for is not known. */
  targets(): readonly Target[] {
    const all = sortedBy(this.destinations, () => true);
    const named = all.filter((entry) => 'name' in entry);
    if (all.length <= destinationLimit && !named.some(({ name }) => name === anyCluster)) return all;
    const namespaces = new Set(named.map(({ namespace }) => namespace));
    return [
      ...[...namespaces].sort(compare).map((namespace) => ({ name: anyCluster, namespace })),
      ...all.filter((entry) => 'server' in entry),
    ];
  }

  private lines(): string[] {
    return [...this.targets().map(targetLine), ...this.kinds.keys(), ...this.sources().map(sourceLine)].sort(compare);
  }
}

function targetLine(target: Target): string {
  return `destination ${'name' in target ? target.name : target.server} ${target.namespace}`;
}

function kindLine({ group, kind, clusterScoped }: ChartKind): string {
  return `${clusterScoped ? 'cluster' : 'namespaced'} kind ${group}/${kind}`;
}

function sourceLine(repoURL: string): string {
  return `source ${repoURL}`;
}

function sortedBy<T>(map: ReadonlyMap<string, T>, keep: (entry: [string, T]) => boolean): T[] {
  return [...map]
    .filter(keep)
    .sort(([a], [b]) => compare(a, b))
    .map(([, value]) => value);
}
