import { isObject } from '../model/json';
import { groupKind } from '../kinds/group-kind';
import { outsideApi } from '../model/group-kind';
import { everyAgent } from './edge';
import type { Located } from './located';
import type { ReferenceRow, Target } from './reference-row';

const addOn = ['addon.open-cluster-management.io/ClusterManagementAddOn'];
const clusterAddOn = ['addon.open-cluster-management.io/ManagedClusterAddOn'];
const placement = ['cluster.open-cluster-management.io/Placement'];
const scorer = ['dynamic-scoring.open-cluster-management.io/DynamicScorer'];

/** The namespace in which every agent reads its tokens: the add-on's install namespace. */
export const agentNamespace = 'dynamic-scoring';

/** What Open Cluster Management, dynamic scoring and Argo CD refer to. */
export const fleetReferences: readonly ReferenceRow[] = [
  {
    of: [
      'addon.open-cluster-management.io/ManagedClusterAddOn',
      'cluster.open-cluster-management.io/AddOnPlacementScore',
      'work.open-cluster-management.io/ManifestWork',
    ],
    at: 'metadata',
    name: 'namespace',
    to: 'cluster.open-cluster-management.io/ManagedCluster',
    order: 'before',
  },
  {
    of: ['work.open-cluster-management.io/ManifestWork'],
    at: 'spec.executor.subject.serviceAccount',
    resolve: (account, { manifest }) => {
      if (!isObject(account)) return [];
      const { name, namespace } = account;
      const cluster = manifest.metadata.namespace;
      if (typeof name !== 'string' || typeof namespace !== 'string' || cluster === undefined) return [];
      return [{ cluster, ...groupKind('/ServiceAccount'), namespace, name, order: 'late', path: ['name'] }];
    },
    example: { value: { name: 'thing', namespace: 'other' }, to: 'ServiceAccount other/thing' },
  },
  {
    of: ['work.open-cluster-management.io/ManifestWorkReplicaSet'],
    at: 'spec.placementRefs[*]',
    name: 'name',
    to: 'cluster.open-cluster-management.io/Placement',
    order: 'late',
  },

  {
    of: clusterAddOn,
    at: 'metadata',
    name: 'name',
    to: 'addon.open-cluster-management.io/ClusterManagementAddOn',
    order: 'late',
  },
  {
    of: addOn,
    at: 'spec.installStrategy.placements[*]',
    name: 'name',
    to: 'cluster.open-cluster-management.io/Placement',
    namespace: { field: 'namespace' },
    order: 'late',
  },
  ...[
    { of: addOn, at: 'spec.installStrategy.placements[*].configs[*]' },
    { of: addOn, at: 'spec.defaultConfigs[*]' },
    { of: clusterAddOn, at: 'spec.configs[*]' },
  ].map((where): ReferenceRow => ({
    ...where,
    name: 'name',
    to: 'addon.open-cluster-management.io/AddOnDeploymentConfig',
    namespace: { field: 'namespace' },
    when: { field: 'resource', is: ['addondeploymentconfigs'] },
    order: 'before',
  })),

  // A Placement sees a cluster set only through a binding of the set's own name in its namespace.
  {
    of: placement,
    at: 'spec.clusterSets[*]',
    name: '',
    to: 'cluster.open-cluster-management.io/ManagedClusterSetBinding',
    order: 'before',
  },
  {
    of: ['cluster.open-cluster-management.io/ManagedClusterSetBinding'],
    at: 'spec',
    name: 'clusterSet',
    to: 'cluster.open-cluster-management.io/ManagedClusterSet',
    order: 'before',
  },
  {
    of: placement,
    at: 'spec.prioritizerPolicy.configurations[*].scoreCoordinate.addOn',
    name: 'resourceName',
    to: 'cluster.open-cluster-management.io/AddOnPlacementScore',
    namespace: 'none',
    key: 'scoreName',
    order: 'late',
  },
  {
    of: ['policy.open-cluster-management.io/PlacementBinding'],
    at: 'placementRef',
    name: 'name',
    to: { field: 'kind', group: 'apiGroup', kinds: ['cluster.open-cluster-management.io/Placement'] },
    order: 'late',
  },
  {
    of: ['policy.open-cluster-management.io/PlacementBinding'],
    at: 'subjects[*]',
    name: 'name',
    to: { field: 'kind', group: 'apiGroup', kinds: ['policy.open-cluster-management.io/Policy'] },
    order: 'late',
  },

  // The controller asks configURL from its own pod on the hub; the agents ask the other two hosts, each on its cluster.
  { of: scorer, at: 'spec.configURL', url: 'own', order: 'late' },
  { of: scorer, at: 'spec.scoring.host', url: 'agents', order: 'late' },
  { of: scorer, at: 'spec.source.host', url: 'agents', order: 'late' },
  tokenOnAgents('spec.scoring.auth.tokenSecretRef'),
  tokenOnAgents('spec.source.auth.tokenSecretRef'),
  {
    of: ['dynamic-scoring.open-cluster-management.io/DynamicScoringConfig'],
    at: 'spec.masks[*]',
    name: 'clusterName',
    to: 'cluster.open-cluster-management.io/ManagedCluster',
    order: 'late',
  },

  { of: ['argoproj.io/Application'], at: 'spec', name: 'project', to: 'argoproj.io/AppProject', order: 'before' },
  ...['spec.source', 'spec.sources[*]'].map((at): ReferenceRow => ({
    of: ['argoproj.io/Application'],
    at,
    resolve: folderOf,
    example: { value: { repoURL: 'https://git.example/r.git', path: 'dist/a' }, to: 'Folder dist/a' },
  })),
];

function tokenOnAgents(at: string): ReferenceRow {
  return {
    of: scorer,
    at,
    resolve: (secret, located) => {
      if (!isObject(secret) || typeof secret.name !== 'string' || typeof secret.key !== 'string') return [];
      const score = scoreOf(located);
      const target: Target = {
        cluster: everyAgent,
        ...groupKind('/Secret'),
        namespace: agentNamespace,
        name: secret.name,
        key: secret.key,
        order: 'late',
        path: ['name'],
      };
      return [score === undefined ? target : { ...target, score }];
    },
    example: { value: { name: 'thing', key: 'token' }, to: `Secret ${agentNamespace}/thing#token` },
  };
}

/** The score's name as far as the DynamicScorer itself tells it. */
export function scoreOf({ manifest }: Pick<Located, 'manifest'>): string | undefined {
  const scoring = isObject(manifest.spec) ? manifest.spec.scoring : undefined;
  const params = isObject(scoring) ? scoring.params : undefined;
  return isObject(params) && typeof params.name === 'string' ? params.name : undefined;
}

/** A folder's Ref has the repository's URL for its cluster. */
function folderOf(source: unknown): Target[] {
  if (!isObject(source) || typeof source.path !== 'string' || typeof source.repoURL !== 'string') return [];
  return [{ cluster: source.repoURL, ...outsideApi('Folder'), name: source.path, order: 'late', path: ['path'] }];
}
