import { carriedBy } from '../../lib/kinds/carriers';
import { fromKey } from '../../lib/kinds/group-kind';
import { kindNamed, nameOf } from '../../lib/kinds/kind-named';
import { factsOf, knownKinds } from '../../lib/kinds/kind-table';
import { definitionName, pluralOf } from '../../lib/kinds/resource-name';
import { isBuiltInGroup, isClusterScoped } from '../../lib/kinds/scope';
import { outsideApi } from '../../lib/model/group-kind';
import { references } from '../../lib/graph/references';

describe('the table of kinds', () => {
  test('knows every kind that a row of the graph speaks of', () => {
    const targets = references.flatMap((row) => {
      if (!('to' in row)) return [];
      return [...(typeof row.to === 'string' ? [row.to] : row.to.kinds), ...(row.or === undefined ? [] : [row.or])];
    });
    const spoken = new Set([...references.flatMap(({ of }) => of), ...targets]);
    expect([...spoken].filter((key) => !knownKinds.has(key))).toEqual([]);
  });

  test('tells kinds of one name apart by their group', () => {
    expect(isClusterScoped(fromKey('project.openshift.io/Project'))).toBe(true);
    expect(isClusterScoped(fromKey('example.com/Project'))).toBe(false);
    expect(isClusterScoped(fromKey('networking.k8s.io/IngressClass'))).toBe(true);
  });

  test.each([
    ['networking.k8s.io/Ingress', 'ingresses'],
    ['networking.k8s.io/NetworkPolicy', 'networkpolicies'],
    ['/Endpoints', 'endpoints'],
    ['example.com/Gateway', 'gateways'],
    ['example.com/Policy', 'policies'],
  ])('has the resource name of %s', (key, plural) => {
    expect(pluralOf(fromKey(key))).toBe(plural);
  });

  test('names definitions', () => {
    expect(definitionName(fromKey('cert-manager.io/ClusterIssuer'))).toBe('clusterissuers.cert-manager.io');
  });

  test.each([
    ['', true],
    ['apps', true],
    ['resource.k8s.io', true],
    ['gateway.networking.k8s.io', false],
    ['project.openshift.io', false],
  ])('knows whether the API server has the group %p by itself', (group, expected) => {
    expect(isBuiltInGroup(group)).toBe(expected);
  });

  test('has the versions with a schema, and those without', () => {
    expect(factsOf(fromKey('autoscaling/HorizontalPodAutoscaler'))?.versions).toEqual({ v2: 'k8s', v1: null });
  });
});

describe('a kind that a person names', () => {
  test.each([
    ['Deployment', 'apps/Deployment'],
    ['Service', '/Service'],
    ['Event', '/Event'],
    ['serving.knative.dev/Service', 'serving.knative.dev/Service'],
    ['ManagedCluster', 'cluster.open-cluster-management.io/ManagedCluster'],
    ['Widget', '/Widget'],
  ])('%s is %s', (text, key) => {
    expect(kindNamed(text)).toEqual(fromKey(key));
  });

  test('may be that an API group is served', () => {
    expect(kindNamed('APIGroup')).toEqual(outsideApi('APIGroup'));
  });

  test.each([
    ['apps/Deployment', 'Deployment'],
    ['serving.knative.dev/Service', 'serving.knative.dev/Service'],
    ['scorewright.dev/IAM role', 'IAM role'],
    ['example.com/Widget', 'example.com/Widget'],
  ])('%s is called %s', (key, name) => {
    expect(nameOf(fromKey(key))).toBe(name);
  });
});

describe('what an object carries', () => {
  const item = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
  const carrier = (apiVersion: string, kind: string, fields: object) => ({
    apiVersion,
    kind,
    metadata: { name: 'carrier', namespace: 'demo' },
    ...fields,
  });

  test('is found by the table, with its path', () => {
    const fields = { spec: { workload: { manifests: [item, item] } } };
    const work = carrier('work.open-cluster-management.io/v1', 'ManifestWork', fields);
    expect(carriedBy(work).map(({ path }) => path.join('.'))).toEqual([
      'spec.workload.manifests.0',
      'spec.workload.manifests.1',
    ]);
    expect(carriedBy(carrier('example.com/v1', 'ManifestWork', fields))).toEqual([]);
  });

  test('is unwanted where a policy forbids it', () => {
    const templates = ['musthave', 'MustNotHave'].map((complianceType) => ({ complianceType, objectDefinition: item }));
    const configuration = carrier('policy.open-cluster-management.io/v1', 'ConfigurationPolicy', {
      spec: { 'object-templates': templates },
    });
    expect(carriedBy(configuration).map(({ unwanted }) => unwanted)).toEqual([false, true]);
  });
});
