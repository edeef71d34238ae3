import { fileList } from '../model/file-list';
import type { Cluster, Fleet } from '../model/fleet';
import type { Manifest } from '../model/manifest';
import type { Chart, Unit } from '../model/unit';
import { defaultsInLists } from './defaults-in-lists';
import { destinationCluster, destinationOf, hubServer, type Destination } from './destination';
import { applicationName, clusterUnit, deliveryLabels, projectNames, repositoryPath, rootUnit } from './names';

/** What every Application needs to converge by itself: it never gives up, and a newer commit replaces a failing one. */
const retry = { backoff: { duration: '10s', factor: 2, maxDuration: '5m' }, limit: -1, refresh: true };

/** Without it a child Application that disappears would leave its objects behind. */
const cascade = 'resources-finalizer.argocd.argoproj.io';

const wave = 'argocd.argoproj.io/sync-wave';

/** The prefix of annotations that Argo CD's notifications read. */
const subscription = 'notifications.argoproj.io/subscribe';

/** On an Application that a person syncs: the health check of its parent reads it, so that no wave waits for that person. */
export const syncedByHand = { 'scorewright.dev/sync': 'manual' } as const;

/**
 * The Application that a person applies once; it holds one Application per cluster. It carries no finalizer: deleting
 * it by mistake must not delete the fleet.
 */
export function rootApplication(fleet: Fleet, argocdNamespace: string): Manifest {
  return application(fleet, argocdNamespace, {
    name: applicationName(fleet.environment),
    project: projectNames(fleet.environment).root,
    destination: { namespace: argocdNamespace, server: hubServer },
    source: folderSource(fleet, fleet.hub.name, rootUnit),
    list: `../${fileList}`,
  });
}

/**
 * The Application of one cluster; it holds the Applications of that cluster's units.
 *
 * @param cluster its name; `replica-sets` is none and has no list, but nothing ever leaves its one Application's folder
 */
export function clusterApplication(fleet: Fleet, cluster: string, argocdNamespace: string): Manifest {
  return application(fleet, argocdNamespace, {
    name: applicationName(fleet.environment, cluster),
    project: projectNames(fleet.environment).root,
    destination: { namespace: argocdNamespace, server: hubServer },
    source: folderSource(fleet, fleet.hub.name, clusterUnit(cluster)),
    list: `../../${cluster}/${fileList}`,
    finalizers: [cascade],
  });
}

/** What an Application needs to know of a unit besides the unit itself. */
export interface UnitPlace {
  readonly fleet: Fleet;
  readonly cluster: Cluster;
  readonly argocdNamespace: string;
  /** Sync wave among the units of the cluster. */
  readonly wave: number;
  /** Namespace of its objects, or the first of them: its AppProject permits the Application by it. */
  readonly namespace: string;
  /** What lies in its folder. */
  readonly files: readonly Manifest[];
}

/** The Application of one unit. */
export function unitApplication(unit: Unit, place: UnitPlace): Manifest {
  const { fleet } = place;
  const target = destinationCluster(unit, place.cluster, fleet);
  const chart = unit.content.type === 'chart' ? unit.content : undefined;
  const projects = projectNames(fleet.environment);
  const manual = unit.sync === 'manual' || fleet.gitops.argocd?.sync === 'manual';
  return application(fleet, place.argocdNamespace, {
    name: applicationName(fleet.environment, unit.cluster, unit.name),
    project: chart ? projects.charts : projects.fleet,
    destination: { namespace: place.namespace, ...destinationOf(target) },
    source: chart ? chartSource(chart) : folderSource(fleet, unit.cluster, unit.name),
    ...(!chart && { list: `../${fileList}` }),
    finalizers: [cascade],
    annotations: { [wave]: String(place.wave), ...(manual && syncedByHand) },
    manual,
    ignoreDifferences: unit.content.ignoreDifferences ?? [],
    defaults: defaultsInLists(place.files),
  });
}

interface Parts {
  readonly name: string;
  readonly project: string;
  readonly destination: Destination & { readonly namespace: string };
  readonly source: object;
  /** The list of the files that may leave its folder, from there. @default - none: a chart comes from elsewhere */
  readonly list?: string;
  readonly finalizers?: readonly string[];
  readonly annotations?: Readonly<Record<string, string>>;
  /** What the cluster writes, and a sync leaves as it is. @default - none */
  readonly ignoreDifferences?: readonly object[];
  /**
   * What the cluster fills in where nothing is rendered. A sync applies these lists as they are rendered: to leave a field
   * inside as it is, Argo CD would put the whole list of the cluster in place of the rendered one. @default - none
   */
  readonly defaults?: readonly object[];
  /** @default false */
  readonly manual?: boolean;
}

function application(fleet: Fleet, namespace: string, parts: Parts): Manifest {
  const { annotations, finalizers, list, ignoreDifferences = [], defaults = [], manual = false } = parts;
  const ignored = [...ignoreDifferences, ...defaults];
  const watched = list === undefined ? '.' : `.;${list}`;
  const { selfHeal = true, notifications = {} } = fleet.gitops.argocd ?? {};
  const told = Object.entries(notifications).map(([trigger, whom]) => [`${subscription}.${trigger}`, whom] as const);
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      // Relative to the source's path: a commit elsewhere in the repository then costs this Application nothing.
      annotations: {
        'argocd.argoproj.io/manifest-generate-paths': watched,
        ...Object.fromEntries(told),
        ...annotations,
      },
      ...(finalizers ? { finalizers } : {}),
      labels: deliveryLabels(fleet),
      name: parts.name,
      namespace,
    },
    spec: {
      destination: parts.destination,
      ...(ignored.length === 0 ? {} : { ignoreDifferences: ignored }),
      project: parts.project,
      source: parts.source,
      syncPolicy: {
        // A run that failed is for the person who started it to look at: it is not tried again forever.
        ...(manual ? {} : { automated: { prune: true, selfHeal }, retry }),
        syncOptions: [
          'ServerSideApply=true',
          'SkipDryRunOnMissingResource=true',
          ...(ignoreDifferences.length === 0 ? [] : ['RespectIgnoreDifferences=true']),
        ],
      },
    },
  };
}

function folderSource(fleet: Fleet, cluster: string, unit: string): object {
  const { repoURL, revision } = fleet.gitops;
  return { path: repositoryPath(fleet, cluster, unit), repoURL, targetRevision: revision };
}

function chartSource({ source }: Chart): object {
  if (source.type === 'git') {
    return {
      ...(source.include === undefined ? {} : { directory: { include: source.include } }),
      ...(source.images === undefined ? {} : { kustomize: { images: source.images } }),
      path: source.path,
      repoURL: source.repoURL,
      targetRevision: source.commit,
    };
  }
  const { chart, releaseName, repoURL, values, version } = source;
  const helm = { releaseName, ...(Object.keys(values).length === 0 ? {} : { valuesObject: values }) };
  return { chart, helm, repoURL, targetRevision: version };
}
