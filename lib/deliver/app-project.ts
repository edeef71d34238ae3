import { compare } from '../model/finding';
import type { Cluster, Fleet } from '../model/fleet';
import { groupOf, type Manifest } from '../model/manifest';
import type { Chart, ChartKind, Unit } from '../model/unit';
import { destinationCluster, destinationOf, hubServer, type Destination } from './destination';
import { deliveryLabels, projectNames } from './names';

/** Above this many destinations the clusters become one pattern: 10,000 entries would pass the size of one object. */
const destinationLimit = 500;

/** Collects, unit by unit, what the fleet's Applications need their AppProjects to permit: that and nothing else. */
export class Permissions {
  private readonly fleet = new Permitted();
  private readonly charts = new Permitted();

  /** A rendered unit's object, as it lies in the unit's folder. */
  addManifest(unit: Unit, cluster: Cluster, fleet: Fleet, manifest: Manifest): void {
    const { apiVersion, kind, metadata } = manifest;
    const target = destinationOf(destinationCluster(unit, cluster, fleet));
    if (metadata.namespace !== undefined) this.fleet.addNamespace(target, metadata.namespace);
    this.fleet.addKind({ group: groupOf(apiVersion), kind, clusterScoped: metadata.namespace === undefined });
  }

  /** The namespace that an Application names as its own must be permitted even where all its objects are cluster-scoped. */
  addApplication(destination: Destination, namespace: string): void {
    this.fleet.addNamespace(destination, namespace);
  }

  addChart(chart: Chart, cluster: Cluster): void {
    this.charts.addSource(chart.source.repoURL);
    for (const namespace of [chart.namespace, ...chart.alsoIn])
      this.charts.addNamespace(destinationOf(cluster), namespace);
    for (const kind of chart.creates) this.charts.addKind(kind);
  }

  /** The three AppProjects of the environment. */
  projects(fleet: Fleet, argocdNamespace: string): Manifest[] {
    const names = projectNames(fleet.environment);
    const { repoURL } = fleet.gitops;
    const root = new Permitted();
    root.addNamespace({ server: hubServer }, argocdNamespace);
    root.addKind({ group: 'argoproj.io', kind: 'Application', clusterScoped: false });
    return [
      appProject(fleet, argocdNamespace, names.root, 'Applications of this environment, and nothing else.', root, [
        repoURL,
      ]),
      appProject(fleet, argocdNamespace, names.fleet, 'What this environment renders.', this.fleet, [repoURL]),
      appProject(fleet, argocdNamespace, names.charts, 'What the charts declare.', this.charts, this.charts.sources()),
    ];
  }
}

class Permitted {
  private readonly destinations = new Map<string, Destination & { readonly namespace: string }>();
  private readonly kinds = new Map<string, ChartKind>();
  private readonly repositories = new Set<string>();

  addKind(kind: ChartKind): void {
    this.kinds.set(`${kind.clusterScoped ? 'cluster' : 'namespace'} ${kind.group}/${kind.kind}`, kind);
  }

  addNamespace(destination: Destination, namespace: string): void {
    const target = 'name' in destination ? destination.name : destination.server;
    this.destinations.set(`${target} ${namespace}`, { namespace, ...destination });
  }

  addSource(repoURL: string): void {
    this.repositories.add(repoURL);
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

  targets(): object[] {
    const all = sortedBy(this.destinations, () => true);
    if (all.length <= destinationLimit) return all;
    const namespaces = new Set(all.flatMap((entry) => ('name' in entry ? [entry.namespace] : [])));
    return [
      ...[...namespaces].sort(compare).map((namespace) => ({ name: '*', namespace })),
      ...all.filter((entry) => 'server' in entry),
    ];
  }
}

function sortedBy<T>(map: ReadonlyMap<string, T>, keep: (entry: [string, T]) => boolean): T[] {
  return [...map]
    .filter(keep)
    .sort(([a], [b]) => compare(a, b))
    .map(([, value]) => value);
}

function appProject(
  fleet: Fleet,
  namespace: string,
  name: string,
  description: string,
  permitted: Permitted,
  sourceRepos: readonly string[],
): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { labels: deliveryLabels(fleet), name, namespace },
    spec: {
      clusterResourceWhitelist: permitted.whitelist(true),
      description,
      destinations: permitted.targets(),
      namespaceResourceWhitelist: permitted.whitelist(false),
      sourceRepos,
    },
  };
}
