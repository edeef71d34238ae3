import { builtObject, builtUnits, chartOf, expanded, needsOf } from '../synthesized';
import { head, onWorker, thanos } from './fleet';

const scorers = `sample: { on: worker01, expose: { nodePort: 30007 } }
llm-forecast: { external: "http://172.18.0.1:8000" }`;
const rendered = onWorker(scorers);

const managed = `${head}${thanos}dynamic-scoring:
  on: managed
  scorers:
    ai-workload: { on: ocp01, expose: { route: http } }
    static: { external: "http://10.0.0.9:8000", auth: api-auth-secret/token }
  masks:
    - { cluster: worker01, score: ai_workload_power_score }
    - { cluster: worker01, score: ai_workload_perf_score }
`;

function kindsOf(text: string, unit: string): string[] {
  return (builtUnits(text).get(unit) ?? []).map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort();
}

test('the chart brings the hub side unless it is rendered', () => {
  const chart = chartOf(managed, 'hub01/dynamic-scoring-framework');
  expect(chart).toMatchObject({
    source: {
      repoURL: 'https://open-cluster-management.io/helm-charts',
      chart: 'dynamic-scoring-framework',
      version: '0.1.0',
      releaseName: 'dynamic-scoring-framework',
    },
    namespace: 'open-cluster-management',
    providesGroups: ['dynamic-scoring.open-cluster-management.io'],
  });
  const kinds = kindsOf(managed, 'hub01/dynamic-scoring');
  expect(kinds).toEqual([
    'DynamicScorer/ai-workload-perf-scorer',
    'DynamicScorer/ai-workload-power-scorer',
    'DynamicScorer/example-performance-scorer',
    'DynamicScorer/example-powerconsumption-scorer',
    'DynamicScoringConfig/dynamic-scoring-config',
  ]);
  const units = expanded(managed).units.map(({ name }) => name);
  expect(units).not.toContain('dynamic-scoring-crds');
});

test('the rendered hub side has both controllers, the CRDs from upstream, and no more rights than they use', () => {
  const units = builtUnits(rendered);
  const controllers = ['dynamic-scoring-framework-controller', 'dynamic-scoring-addon-controller'].map(
    (name) => builtObject(units, 'hub01/dynamic-scoring', `Deployment/${name}`).metadata.namespace,
  );
  expect(controllers).toEqual(['open-cluster-management', 'open-cluster-management']);
  expect(chartOf(rendered, 'hub01/dynamic-scoring-crds').source).toMatchObject({
    type: 'git',
    commit: '8fc014d66e9e7126852d0eeb886cc20b5be7a0a8',
  });
  const { rules } = builtObject(units, 'hub01/dynamic-scoring', 'ClusterRole/dynamic-scoring-addon') as unknown as {
    rules: { resources: string[]; verbs: string[] }[];
  };
  expect(rules.flatMap(({ resources }) => resources)).not.toContain('nodes');
  expect(rules.find(({ resources }) => resources.includes('secrets'))?.verbs).toEqual(['get', 'list', 'watch']);
});

test('agents go where the block says: to all by their architecture, to some by their names too', () => {
  const placement = (text: string) =>
    builtObject(builtUnits(text), 'hub01/dynamic-scoring', 'Placement/dynamic-scoring-placement-aarch64').spec;
  const byArchitecture = {
    labelSelector: { matchExpressions: [{ key: 'cluster-arch', operator: 'In', values: ['aarch64'] }] },
  };
  expect(placement(managed.replace('on: managed\n', 'on: managed\n  hub: rendered\n'))).toMatchObject({
    predicates: [{ requiredClusterSelector: byArchitecture }],
  });
  expect(placement(rendered)).toMatchObject({
    predicates: [
      {
        requiredClusterSelector: {
          ...byArchitecture,
          celSelector: {
            celExpressions: ['"""\nworker01\n""".contains("\\n" + managedCluster.metadata.name + "\\n")'],
          },
        },
      },
    ],
  });
});

test('the config of the hub changes when a cluster comes or goes, for the controller watches no clusters, and else not', () => {
  const config = (text: string) =>
    JSON.stringify(
      builtObject(builtUnits(text), 'hub01/dynamic-scoring', 'DynamicScoringConfig/dynamic-scoring-config'),
    );
  const worker = '  worker01: { platform: kind, address: 172.18.0.3 }\n';
  const bare = `${head}${thanos}dynamic-scoring: { on: managed }\n`;
  const joined = bare.replace(worker, `${worker}  worker02: { platform: kind }\n`);
  expect(config(joined)).not.toBe(config(bare));
  expect(config(bare)).not.toBe(config(bare.replace('on: managed', 'on: worker01, hub: rendered')));
  expect(config(bare.replace(worker, '').replace('charts:', `${worker}charts:`))).toBe(config(bare));
  expect(config(bare.replace('172.18.0.3', '172.18.0.9'))).toBe(config(bare));
});

test('where the operator of Prometheus runs, the agent is collected by the release that the chart has', () => {
  const units = builtUnits(rendered);
  expect(builtObject(units, 'worker01/dynamic-scoring', 'Service/dynamic-scoring-agent-service')).toMatchObject({
    metadata: { labels: { app: 'dynamic-scoring-agent' } },
    spec: { selector: { app: 'dynamic-scoring-agent' }, ports: [{ name: 'http-metrics', port: 8080 }] },
  });
  expect(builtObject(units, 'worker01/dynamic-scoring', 'ServiceMonitor/dynamic-scoring-agent-monitor')).toMatchObject({
    metadata: { labels: { release: 'kube-prometheus' } },
    spec: {
      selector: { matchLabels: { app: 'dynamic-scoring-agent' } },
      endpoints: [{ port: 'http-metrics', interval: '15s' }],
    },
  });
  expect(builtObject(units, 'worker01/dynamic-scoring', 'PrometheusRule/cluster-resource-summary').spec).toEqual({
    groups: [
      {
        name: 'cluster-summary',
        interval: '15s',
        rules: [
          {
            record: 'cluster_cpu_free',
            expr: 'sum(kube_node_status_allocatable{resource="cpu"}) - sum(kube_pod_container_resource_requests{resource="cpu"})',
            labels: { cluster: 'worker01' },
          },
          {
            record: 'cluster_memory_free',
            expr: 'sum(kube_node_status_allocatable{resource="memory"}) - sum(kube_pod_container_resource_requests{resource="memory"})',
            labels: { cluster: 'worker01' },
          },
        ],
      },
    ],
  });
  const bare = onWorker('static: { on: worker01, expose: { nodePort: 30007 } }').replace(
    'kube-prometheus-stack: { on: worker01 }, ',
    '',
  );
  expect(kindsOf(bare, 'worker01/dynamic-scoring')).toEqual([
    'Deployment/static-scorer',
    'Service/dynamic-scoring-agent-service',
    'Service/static-scorer-nodeport',
  ]);
});

test('scores and free resources alone go to the receiver that the chart is given', () => {
  const text = head.replace(
    'stack: { on: worker01 }',
    'stack: { on: worker01, remoteWrite: "http://vm-hub:8428/api/v1/write" }',
  );
  expect(chartOf(text, 'worker01/kube-prometheus-stack').source).toMatchObject({
    values: {
      prometheus: {
        prometheusSpec: {
          remoteWrite: [
            {
              url: 'http://vm-hub:8428/api/v1/write',
              writeRelabelConfigs: [
                {
                  sourceLabels: ['__name__'],
                  regex: 'dynamic_score|cluster_cpu_free|cluster_memory_free',
                  action: 'keep',
                },
              ],
            },
          ],
        },
      },
    },
  });
  expect(needsOf(text)).toContain('worker01 Receiver http://vm-hub:8428/api/v1/write');
  expect(needsOf(head).filter((need) => need.includes('Receiver'))).toEqual([]);
});

test('scorers that run outside the fleet are among what must be there', () => {
  expect(needsOf(rendered).filter((need) => need.includes(' Scorer '))).toEqual([
    'hub01 Scorer http://172.18.0.1:8000',
  ]);
  expect(needsOf(onWorker('sample: { on: worker01, expose: { nodePort: 30007 } }')).join()).not.toContain('Scorer');
});

test('each OpenShift cluster issues the token for its own monitoring, and only clusters that are asked', () => {
  const units = builtUnits(managed);
  expect(builtObject(units, 'ocp01/dynamic-scoring', 'Secret/source-query-secret')).toMatchObject({
    type: 'kubernetes.io/service-account-token',
    metadata: { annotations: { 'kubernetes.io/service-account.name': 'source-query-secret-reader' } },
  });
  expect(kindsOf(managed, 'ocp01/dynamic-scoring')).toContain(
    'ClusterRoleBinding/dynamic-scoring-source-query-secret-reader-cluster-monitoring-view',
  );
  expect(kindsOf(managed, 'worker01/dynamic-scoring')).not.toContain('Secret/source-query-secret');
});

test('one token Secret is the same on every cluster that is asked, and made by the backend', () => {
  expect(needsOf(managed).filter((need) => need.includes('api-auth-secret'))).toEqual([
    'ocp01 Secret dynamic-scoring/api-auth-secret#token',
    'worker01 Secret dynamic-scoring/api-auth-secret#token',
  ]);
  const stored = managed
    .replace('charts: {', 'charts: { external-secrets: { on: managed },')
    .concat('secrets: { backend: external-secrets, store: { name: vault } }\n');
  const units = builtUnits(stored);
  for (const cluster of ['ocp01', 'worker01']) {
    expect(builtObject(units, `${cluster}/dynamic-scoring-secrets`, 'ExternalSecret/api-auth-secret')).toMatchObject({
      spec: {
        data: [{ secretKey: 'token', remoteRef: { key: 'test/dynamic-scoring/api-auth-secret', property: 'token' } }],
      },
    });
  }
});

test('what makes Secrets on the hub goes by Argo CD, which runs there, however the clusters get theirs', () => {
  const text = rendered
    .replace('charts: {', 'charts: { external-secrets: { on: all },')
    .replace('  hub: rendered\n', '  hub: rendered\n  pullSecret: true\n  delivery: work\n')
    .concat('secrets: { backend: external-secrets, store: { name: vault } }\n');
  const units = expanded(text).units.filter(({ name }) => name === 'dynamic-scoring-secrets');
  expect(units.map(({ cluster, delivery }) => [cluster, delivery])).toContainEqual(['hub01', 'argo']);
});

test('a scorer behind https needs a certificate that hub and agents trust, once for all of its engines', () => {
  const edge = managed.replace('expose: { route: http }', 'expose: { route: edge }');
  const certificates = (text: string) => needsOf(text).filter((need) => need.includes('certificate'));
  expect(certificates(edge)).toEqual([
    'hub01 Public certificate ai-workload-scorer-ai-workload-scoring.apps.ocp01.example.com',
  ]);
  expect(certificates(edge.replace('http://10.0.0.9:8000', 'https://scores.example.com'))).toHaveLength(2);
  expect(certificates(managed)).toEqual([]);
});

test('a pull secret is asked for only where agents need one', () => {
  const wanted = rendered.replace('  hub: rendered\n', '  hub: rendered\n  pullSecret: true\n');
  const need = 'hub01 Secret open-cluster-management/dynamic-scoring-addon-pull-secret#.dockerconfigjson';
  expect(needsOf(rendered)).not.toContain(need);
  expect(needsOf(wanted)).toContain(need);
});

test('the namespace of the agents lets their pods in, which have no security context', () => {
  expect(builtObject(builtUnits(rendered), 'worker01/namespaces', 'Namespace/dynamic-scoring').metadata).toMatchObject({
    labels: { 'pod-security.kubernetes.io/enforce': 'baseline' },
    annotations: { 'scorewright.dev/pod-security-reason': expect.stringContaining('security context') as unknown },
  });
});

interface Check {
  readonly name: string;
  readonly url: string;
  readonly warnOnly?: boolean;
  readonly fields?: readonly { readonly path: readonly string[] }[];
}

function checksOf(text: string): Check[] {
  const { data } = builtObject(builtUnits(text), 'hub01/smoke', 'ConfigMap/dynamic-scoring-scorers');
  const file = (data as Record<string, string>)['checks.json'] ?? '';
  return (JSON.parse(file) as { checks: Check[] }).checks;
}

test('after a sync the hub asks every scorer for its health and every engine for what it declares', () => {
  const checks = checksOf(rendered);
  expect(checks.map(({ name, url, warnOnly = false }) => [name, url, warnOnly])).toEqual([
    ['sample /healthz', 'http://172.18.0.3:30007/healthz', false],
    ['sample /config', 'http://172.18.0.3:30007/config', false],
    ['llm-forecast /healthz', 'http://172.18.0.1:8000/healthz', true],
    ['llm-forecast /config', 'http://172.18.0.1:8000/config', true],
  ]);
  const fields = checks[1]?.fields ?? [];
  expect(fields).toContainEqual({ path: ['name'], equals: 'sample-scorer' });
  expect(fields).toContainEqual({ path: ['scoring', 'params', 'name'], equals: 'sample_my_score' });
  expect(fields).toContainEqual({ path: ['scoring', 'host'], absent: true });
  const smoke = expanded(rendered).units.find(({ name }) => name === 'smoke');
  expect(smoke?.content).toMatchObject({ tests: ['hub01/dynamic-scoring', 'worker01/dynamic-scoring'] });
});

test('an engine that is declared otherwise than its program answers is asked only for its health', () => {
  const declared = onWorker(`sample:
  on: worker01
  expose: { nodePort: 30007 }
  engines: { sample: { score: other_score } }`);
  expect(checksOf(declared).map(({ name }) => name)).toEqual(['sample /healthz']);
});

test('without a scorer there is nothing to test', () => {
  const text = `${head}dynamic-scoring: { on: worker01, hub: rendered }\n`;
  expect(expanded(text).units.map(({ name }) => name)).not.toContain('smoke');
});
