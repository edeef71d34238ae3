import { manifestWorks } from '../../lib/deliver/manifest-work';
import type { Manifest } from '../../lib/model/manifest';
import { schemaFaults } from '../../lib/schema/schema-faults';
import { configMap, rendered, unit } from './fleet';

const carried = unit('scorers', { delivery: 'work' });
const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

function object(apiVersion: string, kind: string, name = 'web'): Manifest {
  return { apiVersion, kind, metadata: { name, namespace: 'demo' } };
}

function worksOf(...items: readonly (readonly [construct: string, manifest: Manifest])[]) {
  return manifestWorks(
    carried,
    items.map(([construct, manifest]) => rendered(carried, manifest, construct)),
  );
}

/** What each work carries, by its name. */
function carriedBy(...items: readonly (readonly [string, Manifest])[]): Readonly<Record<string, readonly Manifest[]>> {
  return Object.fromEntries(
    worksOf(...items).map(({ manifest }) => {
      const { workload } = manifest.spec as { readonly workload: { readonly manifests: readonly Manifest[] } };
      return [manifest.metadata.name, workload.manifests];
    }),
  );
}

test('a work with custom resources brings its agent the right to manage just those, before they come', () => {
  const monitor = object('monitoring.coreos.com/v1', 'ServiceMonitor');
  const rule = object('monitoring.coreos.com/v1', 'PrometheusRule');
  const certificate = object('cert-manager.io/v1', 'Certificate');
  expect(carriedBy(['agent', configMap('a')], ['agent', monitor], ['agent', rule], ['agent', certificate])).toEqual({
    'scorers-agent': [
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: {
          name: 'open-cluster-management:klusterlet-work:scorers-agent',
          labels: {
            'app.kubernetes.io/managed-by': 'scorewright',
            'open-cluster-management.io/aggregate-to-work': 'true',
          },
        },
        rules: [
          { apiGroups: ['cert-manager.io'], resources: ['certificates'], verbs },
          { apiGroups: ['monitoring.coreos.com'], resources: ['prometheusrules', 'servicemonitors'], verbs },
        ],
      },
      configMap('a'),
      monitor,
      rule,
      certificate,
    ],
  });
});

test.each([
  ['v1', 'Secret'],
  ['v1', 'Namespace'],
  ['apps/v1', 'Deployment'],
  ['batch/v1', 'CronJob'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
  ['route.openshift.io/v1', 'Route'],
])('the agent manages %s %s from the start', (apiVersion, kind) => {
  const own = object(apiVersion, kind);
  expect(carriedBy(['a', own])).toEqual({ 'scorers-a': [own] });
});

test.each([
  ['v1', 'ResourceQuota', '', 'resourcequotas'],
  ['storage.k8s.io/v1', 'StorageClass', 'storage.k8s.io', 'storageclasses'],
])('%s %s is built in, and yet not the agent’s to manage', (apiVersion, kind, group, resource) => {
  const [role] = carriedBy(['a', object(apiVersion, kind)])['scorers-a'] ?? [];
  expect(role?.rules).toEqual([{ apiGroups: [group], resources: [resource], verbs }]);
});

test('two works never carry one role, and each leaves its own behind: without it nothing else could be deleted', () => {
  const monitor = (name: string): Manifest => ({
    ...object('monitoring.coreos.com/v1', 'ServiceMonitor', name),
    spec: { endpoints: [], selector: {} },
  });
  const works = worksOf(['a', monitor('a')], ['b', monitor('b')]);
  expect(works.map(({ manifest }) => (manifest.spec as { readonly deleteOption: object }).deleteOption)).toEqual(
    ['a', 'b'].map((name) => ({
      propagationPolicy: 'SelectivelyOrphan',
      selectivelyOrphans: {
        orphaningRules: [
          {
            group: 'rbac.authorization.k8s.io',
            resource: 'clusterroles',
            name: `open-cluster-management:klusterlet-work:scorers-${name}`,
          },
        ],
      },
    })),
  );
  expect(works.flatMap(({ manifest }) => schemaFaults(manifest))).toEqual([]);
});
