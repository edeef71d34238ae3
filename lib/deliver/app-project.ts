import type { Cluster, Fleet } from '../model/fleet';
import { groupOf, type Manifest } from '../model/manifest';
import type { Chart, Unit } from '../model/unit';
import { destinationCluster, destinationOf, hubServer, type Destination } from './destination';
import { deliveryLabels, projectNames } from './names';
import { Permitted } from './permitted';
import { permittedBy, retainedNote, StandingRights } from './standing-rights';

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

  /**
   * The three AppProjects of the environment. They permit what is needed, and still what those that stand now permit: Argo CD
   * neither sees nor prunes what its project no longer permits, so a right may go only after what needed it.
   */
  projects(
    fleet: Fleet,
    argocdNamespace: string,
    standing = new StandingRights(),
    /** The project as it is written in the end, for example with patches. */
    tried: (project: Manifest) => Manifest = (project) => project,
  ): Manifest[] {
    const names = projectNames(fleet.environment);
    const { repoURL } = fleet.gitops;
    const root = new Permitted();
    root.addSource(repoURL);
    root.addNamespace({ server: hubServer }, argocdNamespace);
    root.addKind({ group: 'argoproj.io', kind: 'Application', clusterScoped: false });
    this.fleet.addSource(repoURL);
    const project = (name: string, description: string, needed: Permitted): Manifest => {
      // The standing file also permits what a patch permits, which is not a right that was needed before.
      const given = permittedBy(tried(appProject(fleet, argocdNamespace, name, description, needed, [])));
      const permitted = needed.with(standing.permittedBy(name).less(new Set(given.without(needed))));
      return appProject(fleet, argocdNamespace, name, description, permitted, permitted.without(needed));
    };
    return [
      project(names.root, 'Applications of this environment, and nothing else.', root),
      project(names.fleet, 'What this environment renders.', this.fleet),
      project(names.charts, 'What the charts declare.', this.charts),
    ];
  }
}

/** @param retained what nothing needs any more */
function appProject(
  fleet: Fleet,
  namespace: string,
  name: string,
  description: string,
  permitted: Permitted,
  retained: readonly string[],
): Manifest {
  // The root project has no windows: its Applications only list what there is to sync.
  const isRoot = name === projectNames(fleet.environment).root;
  const windows = isRoot ? [] : (fleet.gitops.argocd?.windows ?? []);
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { ...retainedNote(retained), labels: deliveryLabels(fleet), name, namespace },
    spec: {
      clusterResourceWhitelist: permitted.whitelist(true),
      description,
      destinations: permitted.targets(),
      namespaceResourceWhitelist: permitted.whitelist(false),
      sourceRepos: permitted.sources(),
      ...(windows.length > 0 && { syncWindows: windows.map((window) => ({ ...window, applications: ['*'] })) }),
    },
  };
}
