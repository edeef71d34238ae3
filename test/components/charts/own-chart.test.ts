import { chartOf, expanded, findingsOf, needsOf } from '../synthesized';

const environment = (chart: string, rest = '') => `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub }
  worker01: { platform: kind }
charts:
  cert-manager: { on: worker01 }
${chart}${rest}`;

const victoria = `  victoria:
    on: worker01
    repoURL: https://victoriametrics.github.io/helm-charts
    chart: victoria-metrics-single
    version: 0.24.4
    namespace: metrics
    values: { server: { fullnameOverride: victoria } }
    creates: [Service, ServiceAccount, StatefulSet, ClusterRole, { kind: operator.victoriametrics.com/VMRule, scope: Namespaced }]
    provides:
      - { kind: Service, name: metrics/victoria, port: 8428 }
      - { kind: APIGroup, name: operator.victoriametrics.com }
    after: [cert-manager]
`;

test('it is delivered with exactly what it is said to create', () => {
  expect(chartOf(environment(victoria), 'worker01/victoria')).toEqual({
    type: 'chart',
    source: {
      type: 'helm',
      repoURL: 'https://victoriametrics.github.io/helm-charts',
      chart: 'victoria-metrics-single',
      version: '0.24.4',
      releaseName: 'victoria',
      values: { server: { fullnameOverride: 'victoria' } },
    },
    namespace: 'metrics',
    alsoIn: [],
    after: ['cert-manager'],
    providesGroups: ['operator.victoriametrics.com'],
    creates: [
      { group: '', kind: 'Service', clusterScoped: false },
      { group: '', kind: 'ServiceAccount', clusterScoped: false },
      { group: 'apps', kind: 'StatefulSet', clusterScoped: false },
      { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', clusterScoped: true },
      { group: 'operator.victoriametrics.com', kind: 'VMRule', clusterScoped: false },
    ],
    ignoreDifferences: [],
  });
  const { units } = expanded(environment(victoria));
  expect(units.find(({ name }) => name === 'victoria')?.namespaces).toEqual([
    { name: 'metrics', podSecurity: 'restricted' },
  ]);
});

test('a registry may have its scheme, and a kind of the core group an empty group', () => {
  const other = victoria
    .replace('https://victoriametrics.github.io/helm-charts', 'oci://mirror.corp/charts')
    .replace('[Service,', '[/Service,');
  const { source, creates } = chartOf(environment(other), 'worker01/victoria');
  expect(source).toMatchObject({ repoURL: 'mirror.corp/charts' });
  expect(creates[0]).toEqual({ group: '', kind: 'Service', clusterScoped: false });
});

const energy = (port: number) => `energetiscope:
  on: worker01
  prometheus: { url: 'http://victoria.metrics.svc:${port}' }
  training: { once: true }
`;

test('a reference to what it provides is proved, another is refused', () => {
  expect(findingsOf(environment(victoria, energy(8428)))).toEqual([]);
  expect(findingsOf(environment(victoria, energy(8429)))).toEqual([
    expect.stringContaining(
      'prometheus-unknown energetiscope.prometheus.url: got http://victoria.metrics.svc:8429; nothing provides',
    ),
  ]);
  expect(needsOf(environment(victoria))).toEqual([]);
});

test.each([
  [
    'a kind of unknown scope',
    victoria.replace(
      '{ kind: operator.victoriametrics.com/VMRule, scope: Namespaced }',
      'operator.victoriametrics.com/VMRule',
    ),
    'test.yaml:15:66 chart-scope charts.victoria.creates[4]: got "operator.victoriametrics.com/VMRule", an unknown kind; write { kind: operator.victoriametrics.com/VMRule, scope: Cluster } or scope: Namespaced',
  ],
  [
    'a chart that is not there',
    victoria.replace('[cert-manager]', '[cert-manger]'),
    'test.yaml:19:13 chart-after charts.victoria.after[0]: got "cert-manger", which is not on worker01; did you mean "cert-manager"? (on worker01)',
  ],
  [
    'itself',
    victoria.replace('[cert-manager]', '[victoria]'),
    'test.yaml:19:13 chart-after charts.victoria.after[0]: got "victoria", which waits for victoria itself; remove one of the two (on worker01)',
  ],
  [
    'more rights without a reason',
    `${victoria}    podSecurity: privileged\n`,
    'test.yaml:20:18 chart-security charts.victoria.podSecurity: got "privileged" without a reason; write why its pods need it, as why: TEXT',
  ],
  [
    'a known chart mistyped',
    '  cert-manger: { on: worker01 }\n',
    'test.yaml:8:3 unknown-key charts.cert-manger: got an unknown key; did you mean "cert-manager"?',
  ],
  [
    'the name of a component of its cluster',
    victoria.replace('  victoria:', '  energetiscope:') + energy(8428),
    'test.yaml:8:3 unit-taken charts.energetiscope: got "energetiscope", which is the name of a unit of energetiscope; choose another (on worker01)',
  ],
])('%s is one finding', (_, chart, expected) => {
  expect(findingsOf(environment(chart))).toEqual([expected]);
});
