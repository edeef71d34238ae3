import { parseAllDocuments } from 'yaml';
import { ArgocdRights } from '../../lib/deliver/argocd-rights';
import { Delivery } from '../../lib/deliver/delivery';
import { platformOf } from '../../lib/platforms/catalogue';
import type { Manifest } from '../../lib/model/manifest';
import { buildUnit } from '../../lib/synth/build';
import { toYaml } from '../../lib/publish/yaml';
import { expanded } from '../components/synthesized';
import { fleet } from './fleet';

const environment = (hub: string, gitops = '') => `environment: test
gitops: { repoURL: https://git.example/fleet.git, revision: main, path: dist${gitops} }
clusters:
  hub01: { platform: ${hub}, role: hub, appsDomain: apps.example.com }
secrets: { backend: external-secrets, store: { name: vault } }
charts: { external-secrets: { on: hub01 } }
serving:
  on: hub01
  namespace: demo
  openshift-ai: { version: 2 }
  storage: { minio: { size: 5Gi }, bucket: models }
  runtimes: [triton]
  models:
    fraud: { runtime: triton, format: onnx/1, source: { path: fraud } }
`;

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

function delivered(text: string): { bootstrap: Manifest[]; files: Manifest[] } {
  const { fleet, units } = expanded(text);
  const delivery = new Delivery(fleet, platformOf(fleet.hub).argocd, units);
  const files = units.flatMap((unit) =>
    delivery.deliver(unit, unit.content.type === 'chart' ? [] : buildUnit(unit, unit.content).rendered),
  );
  const manifests = (list: readonly { manifest: Manifest }[]) =>
    parseAllDocuments(list.map(({ manifest }) => toYaml(manifest)).join('---\n')).map(
      (each) => each.toJS() as Manifest,
    );
  return { bootstrap: manifests(delivery.bootstrap()), files: manifests(files.map(({ rendered }) => rendered)) };
}

const kinds = (manifests: readonly Manifest[]) => manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`);

describe('on an OpenShift hub', () => {
  const { bootstrap, files } = delivered(environment('openshift'));
  const rules = (bootstrap.find(({ kind }) => kind === 'ClusterRole')?.rules ?? []) as Rule[];
  const allows = (group: string, resource: string, verb: string, name?: string) =>
    rules.some(
      ({ apiGroups, resources, resourceNames, verbs }) =>
        apiGroups.includes(group) &&
        resources.includes(resource) &&
        verbs.includes(verb) &&
        (resourceNames === undefined || (name !== undefined && resourceNames.includes(name))),
    );

  test('the bootstrap installs Argo CD and gives it a role of its own', () => {
    expect(kinds(bootstrap).slice(0, 3)).toEqual([
      'Subscription/openshift-gitops-operator',
      'ClusterRole/test-argocd',
      'ClusterRoleBinding/test-argocd',
    ]);
    expect(bootstrap[2]).toMatchObject({
      roleRef: { kind: 'ClusterRole', name: 'test-argocd' },
      subjects: [{ namespace: 'openshift-gitops', name: 'openshift-gitops-argocd-application-controller' }],
    });
  });

  test.each([
    ['', 'persistentvolumeclaims'],
    ['apps', 'deployments'],
    ['route.openshift.io', 'routes'],
    ['template.openshift.io', 'templates'],
    ['serving.kserve.io', 'inferenceservices'],
    ['serving.kserve.io', 'servingruntimes'],
    ['datasciencecluster.opendatahub.io', 'datascienceclusters'],
    ['operators.coreos.com', 'subscriptions'],
  ])('the role holds the verbs on %s %s, which are rendered', (group, resource) => {
    for (const verb of ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'])
      expect(allows(group, resource, verb)).toBe(true);
  });

  test('it holds every rule of the roles that it makes', () => {
    const made = files.filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole');
    expect(made).not.toHaveLength(0);
    for (const rule of made.flatMap((role) => role.rules as Rule[]))
      for (const group of rule.apiGroups)
        for (const resource of rule.resources)
          for (const verb of rule.verbs) expect(allows(group, resource, verb, rule.resourceNames?.[0])).toBe(true);
  });

  test('it may bind just the sets of which it makes bindings: the hub’s webhook asks for that', () => {
    const binding: Manifest = {
      apiVersion: 'cluster.open-cluster-management.io/v1beta2',
      kind: 'ManagedClusterSetBinding',
      metadata: { name: 'global', namespace: 'demo' },
      spec: { clusterSet: 'global' },
    };
    const argocdRights = new ArgocdRights();
    for (const manifest of [binding, { ...binding, metadata: { name: 'global', namespace: 'other' } }])
      argocdRights.addManifest(manifest);
    const [role] = argocdRights.manifests(fleet);
    expect(((role?.rules ?? []) as Rule[]).filter(({ resourceNames }) => resourceNames)).toEqual([
      {
        apiGroups: ['cluster.open-cluster-management.io'],
        resourceNames: ['global'],
        resources: ['managedclustersets/bind'],
        verbs: ['create'],
      },
    ]);
    expect(rules.flatMap(({ resources }) => resources)).not.toContain('managedclustersets/bind');
  });

  test('it holds nothing that nobody renders, and no wildcard', () => {
    expect(allows('', 'pods', 'get')).toBe(false);
    expect(allows('apps', 'statefulsets', 'get')).toBe(false);
    expect(JSON.stringify(rules)).not.toContain('*');
  });

  test('an operator that is there is not installed again', () => {
    expect(kinds(delivered(environment('openshift', ', operator: installed')).bootstrap)[0]).toBe(
      'ClusterRole/test-argocd',
    );
  });

  test('where Argo CD applies nothing on its own cluster it gets no role, which could hold no rule', () => {
    const text = environment('openshift')
      .replace(/^clusters:\n/m, 'clusters:\n  ocp01: { platform: openshift, appsDomain: apps.ocp01.example.com }\n')
      .replaceAll('on: hub01', 'on: ocp01');
    const { bootstrap: other, files: theirs } = delivered(text);
    expect(theirs.map(({ kind }) => kind)).toContain('Deployment');
    expect(kinds(other)).toEqual([
      'Subscription/openshift-gitops-operator',
      'ArgoCD/openshift-gitops',
      'AppProject/test-root',
      'AppProject/test',
      'AppProject/test-charts',
      'Application/test',
    ]);
  });
});
