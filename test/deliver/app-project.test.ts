import { Permissions } from '../../lib/deliver/app-project';
import type { Cluster } from '../../lib/model/fleet';
import type { Manifest } from '../../lib/model/manifest';
import { chartUnit, configMap, fleet, hub, unit, worker } from './fleet';

interface Project {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly sourceRepos: readonly string[];
    readonly destinations: readonly { name?: string; server?: string; namespace: string }[];
    readonly clusterResourceWhitelist: readonly object[];
    readonly namespaceResourceWhitelist: readonly object[];
  };
}

function projects(permissions: Permissions): Record<'root' | 'fleet' | 'charts', Project> {
  const [root, own, charts] = permissions.projects(fleet, 'argocd') as unknown as [Project, Project, Project];
  expect([root, own, charts].map(({ metadata }) => metadata)).toMatchObject([
    { name: 'kind-root', namespace: 'argocd' },
    { name: 'kind', namespace: 'argocd' },
    { name: 'kind-charts', namespace: 'argocd' },
  ]);
  return { root, fleet: own, charts };
}

const server = 'https://kubernetes.default.svc';
const role: Manifest = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'reader' },
};

test('the root may make Applications in Argo CD’s namespace from this repository, and nothing else', () => {
  expect(projects(new Permissions()).root.spec).toMatchObject({
    sourceRepos: [fleet.gitops.repoURL],
    destinations: [{ server, namespace: 'argocd' }],
    clusterResourceWhitelist: [],
    namespaceResourceWhitelist: [{ group: 'argoproj.io', kind: 'Application' }],
  });
});

test('the fleet may make what it renders where it renders it; with nothing rendered, nothing', () => {
  const permissions = new Permissions();
  expect(projects(permissions).fleet.spec).toMatchObject({
    destinations: [],
    clusterResourceWhitelist: [],
    namespaceResourceWhitelist: [],
  });
  permissions.addManifest(unit('app'), worker, fleet, configMap('a'));
  permissions.addManifest(unit('app'), worker, fleet, configMap('b'));
  permissions.addManifest(unit('app'), worker, fleet, role);
  const work = configMap('work', '', { namespace: 'worker01' });
  permissions.addManifest(unit('carried', { delivery: 'work' }), worker, fleet, work);
  expect(projects(permissions).fleet.spec).toMatchObject({
    sourceRepos: [fleet.gitops.repoURL],
    destinations: [
      { server, namespace: 'worker01' },
      { name: 'worker01', namespace: 'demo' },
    ],
    clusterResourceWhitelist: [{ group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' }],
    namespaceResourceWhitelist: [{ group: '', kind: 'ConfigMap' }],
  });
});

test('charts may come from their repositories and make what they declare, in their namespaces', () => {
  const permissions = new Permissions();
  const { content } = chartUnit('kserve', {
    alsoIn: ['kube-system'],
    creates: [
      { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', clusterScoped: true },
      { group: 'apps', kind: 'Deployment', clusterScoped: false },
    ],
  });
  if (content.type !== 'chart') throw new Error('a chart');
  permissions.addChart(content, worker);
  permissions.addChart(
    { ...content, source: { type: 'git', repoURL: 'https://a.example/b.git', commit: 'c', path: '.' } },
    hub,
  );
  const { charts, fleet: own } = projects(permissions);
  expect(charts.spec).toMatchObject({
    sourceRepos: ['https://a.example/b.git', 'https://charts.example.org'],
    destinations: [
      { server, namespace: 'kserve' },
      { server, namespace: 'kube-system' },
      { name: 'worker01', namespace: 'kserve' },
      { name: 'worker01', namespace: 'kube-system' },
    ],
    clusterResourceWhitelist: [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' }],
    namespaceResourceWhitelist: [{ group: 'apps', kind: 'Deployment' }],
  });
  expect(own.spec.destinations).toEqual([]);
});

test('the order in which units come changes nothing', () => {
  const forth = new Permissions();
  const back = new Permissions();
  const manifests = [configMap('a'), role, configMap('b', '', { namespace: 'other' })];
  for (const manifest of manifests) forth.addManifest(unit('app'), worker, fleet, manifest);
  for (const manifest of manifests.toReversed()) back.addManifest(unit('app'), worker, fleet, manifest);
  expect(back.projects(fleet, 'argocd')).toEqual(forth.projects(fleet, 'argocd'));
});

test('above 500 destinations the managed clusters become one pattern for each namespace, and the hub stays', () => {
  const clusters = (count: number): Cluster[] =>
    Array.from({ length: count }, (_, index) => ({ ...worker, name: `worker${String(index).padStart(4, '0')}` }));
  const destinations = (count: number) => {
    const permissions = new Permissions();
    permissions.addManifest(unit('hub', { cluster: 'hub01' }), hub, fleet, configMap('a'));
    for (const cluster of clusters(count))
      permissions.addManifest(unit('app', { cluster: cluster.name }), cluster, fleet, configMap('a'));
    return projects(permissions).fleet.spec.destinations;
  };
  expect(destinations(499)).toHaveLength(500);
  expect(destinations(500)).toEqual([
    { name: '*', namespace: 'demo' },
    { server, namespace: 'demo' },
  ]);
});
