import { BuiltIns } from '../../lib/graph/built-in';
import { groupKind } from '../../lib/kinds/group-kind';
import { outsideApi } from '../../lib/model/group-kind';
import { clusterNamed } from '../../lib/model/fleet';
import type { KindKey } from '../../lib/kinds/kind-table';
import { platformOf, platforms } from '../../lib/platforms/catalogue';
import { expanded, findingsOf } from '../components/synthesized';

const file = (platform: string, own = '', rest = '') => `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub }
  site: { platform: ${platform} }
platforms:
  metal: { like: generic, storageClass: ceph-block, prometheus: { url: http://prometheus.monitoring.svc:9090, operator: true } }
${own}${rest}`;

const platformIn = (text: string) => {
  const { fleet } = expanded(text);
  return platformOf(clusterNamed('site', fleet)!);
};

test('each known platform has its own name and every required field', () => {
  for (const [name, platform] of Object.entries(platforms)) expect(platform.name).toBe(name);
});

test('a derived platform has its own settings, and the rest from the one under like', () => {
  const { present: _, ...metal } = platformIn(file('metal'));
  const { present: __, ...generic } = platforms.generic;
  expect(metal).toEqual({
    ...generic,
    name: 'metal',
    storage: { class: 'ceph-block', hasDefault: false },
    monitoring: { hosts: /^(?!)/, url: 'http://prometheus.monitoring.svc:9090' },
  });
});

test('a platform may be derived in several steps, and the nearest setting wins', () => {
  const own = `  rack: { like: metal, ingressClass: nginx, loadBalancer: { annotations: { metallb.io/address-pool: rack } } }
  cage: { like: rack, storageClass: local, loadBalancer: false, podSecurity: baseline, argocd: { namespace: gitops } }
`;
  expect(platformIn(file('rack', own))).toMatchObject({
    storage: { class: 'ceph-block' },
    ingressClass: 'nginx',
    loadBalancer: { annotations: { 'metallb.io/address-pool': 'rack' }, internal: {} },
  });
  const cage = platformIn(file('cage', own));
  expect(cage).toMatchObject({ storage: { class: 'local' }, ingressClass: 'nginx', podSecurity: 'baseline' });
  expect(cage.loadBalancer).toBeUndefined();
  expect(cage.argocd).toEqual({ namespace: 'gitops', configuredBy: 'configmap' });
});

test('objects that a platform names count as present on its clusters only', () => {
  const { fleet } = expanded(file('metal'));
  const builtIns = new BuiltIns(fleet);
  const has = (cluster: string, key: KindKey, name: string, namespace?: string) =>
    builtIns.has({ cluster, ...groupKind(key), name, ...(namespace !== undefined && { namespace }) });
  expect(has('site', 'storage.k8s.io/StorageClass', 'ceph-block')).toBe(true);
  expect(has('hub01', 'storage.k8s.io/StorageClass', 'ceph-block')).toBe(false);
  expect(has('site', 'storage.k8s.io/StorageClass', 'standard')).toBe(false);
  expect(has('site', '/Service', 'prometheus', 'monitoring')).toBe(true);
  expect(builtIns.has({ cluster: 'site', ...outsideApi('APIGroup'), name: 'monitoring.coreos.com' })).toBe(true);
});

test.each([
  [
    'an unknown one',
    'metal',
    '  rack: { like: gneric }\n',
    ['test.yaml:8:17 platform-like platforms.rack.like: got "gneric"; did you mean "generic"?'],
  ],
  [
    'a circle, told once',
    'rack',
    '  rack: { like: cage }\n  cage: { like: rack }\n',
    [
      'test.yaml:8:17 platform-like platforms.rack.like: got "cage", which is itself derived from rack; write a platform that the tool knows',
    ],
  ],
  [
    'itself',
    'rack',
    '  rack: { like: rack }\n',
    [
      'test.yaml:8:17 platform-like platforms.rack.like: got "rack", which is itself derived from rack; write a platform that the tool knows',
    ],
  ],
  [
    'the name of a known one',
    'kind',
    '  kind: { like: generic }\n',
    [
      'test.yaml:8:9 platform-taken platforms.kind: got kind, which the tool already knows; choose another name, with like: kind',
    ],
  ],
  [
    'one of another environment',
    'metl',
    '',
    ['test.yaml:5:21 unknown-value clusters.site.platform: got "metl"; did you mean "metal"?'],
  ],
  [
    'a class that is no name, at a cluster that uses it',
    'rack',
    '  rack: { like: generic, storageClass: Ceph }\n',
    [
      'test.yaml:8:40 name-syntax platforms.rack.storageClass: got "Ceph"; a name has lower-case letters, digits, "-" and ".", begins and ends with a letter or digit, at most 253 in all',
    ],
  ],
])('%s is one finding', (_, platform, own, expected) => {
  expect(findingsOf(file(platform, own))).toEqual(expected);
});

test('a namespace that its platform denies is reported at the unit', () => {
  const own = '  strict: { like: metal, podSecurity: baseline }\n';
  const charts = 'charts: { kube-prometheus-stack: { on: site, storage: { size: 8Gi } } }\n';
  expect(findingsOf(file('strict', own, charts))).toEqual([
    'test.yaml:9:34 pod-security-denied charts.kube-prometheus-stack: got namespace monitoring, which unit kube-prometheus-stack needs as privileged; platform strict allows baseline at most (on site)',
  ]);
});
