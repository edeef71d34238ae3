import { builtObject, builtUnits, expanded } from '../synthesized';
import { head, onWorker, thanos } from './fleet';

function scorer(text: string, name: string) {
  return builtObject(builtUnits(text), 'hub01/dynamic-scoring', `DynamicScorer/${name}`).spec;
}

test('a NodePort gives the address of its node to the hub and to every agent', () => {
  const alone = onWorker('sample: { on: worker01, expose: { nodePort: 30007 } }');
  const text = alone
    .replace('  on: worker01\n', '  on: managed\n')
    .replace('stack: { on: worker01 }', 'stack: { on: managed }')
    .replace('ocp01: { platform: openshift, appsDomain: apps.ocp01.example.com }', 'worker02: { platform: kind }');
  expect(scorer(alone, 'sample-scorer')).toMatchObject({
    configURL: 'http://172.18.0.3:30007/config',
    scoring: { host: 'http://sample-scorer-nodeport.dynamic-scoring.svc:8000' },
  });
  expect(scorer(text, 'sample-scorer')).toMatchObject({
    configURL: 'http://172.18.0.3:30007/config',
    configSyncMode: 'Full',
    location: 'Internal',
    scoring: { host: 'http://172.18.0.3:30007', path: '/scoring', params: { name: 'sample_my_score', interval: 30 } },
    source: { type: 'Prometheus', params: { range: 3600, step: 60 } },
  });
  const units = builtUnits(text);
  const service = builtObject(units, 'worker01/dynamic-scoring', 'Service/sample-scorer-nodeport');
  expect(service.spec).toMatchObject({
    type: 'NodePort',
    selector: { app: 'sample-scorer' },
    ports: [{ port: 8000, nodePort: 30007 }],
  });
});

test('under Skupper the address is one Service name everywhere, which Skupper makes of an annotation', () => {
  const text = onWorker('static: { on: worker01, expose: { skupper: 8000 } }');
  const host = 'http://static-scorer.dynamic-scoring.svc:8000';
  expect(scorer(text, 'example-performance-scorer')).toMatchObject({
    configURL: `${host}/performance/config`,
    scoring: { host, path: '/performance/scoring' },
    source: { type: 'None' },
  });
  expect(scorer(text, 'example-powerconsumption-scorer')).toMatchObject({
    configURL: `${host}/powerconsumption/config`,
  });
  const units = builtUnits(text);
  const { annotations } = builtObject(units, 'worker01/dynamic-scoring', 'Deployment/static-scorer').metadata;
  expect(annotations).toEqual({
    'skupper.io/proxy': 'tcp',
    'skupper.io/address': 'static-scorer',
    'skupper.io/port': '8000',
  });
  const names = (units.get('worker01/dynamic-scoring') ?? []).map(({ metadata }) => metadata.name);
  expect(names.filter((name) => name === 'static-scorer')).toHaveLength(1);
  const services = expanded(text)
    .directory.all()
    .filter(({ name }) => name === 'static-scorer');
  expect(services.map(({ cluster, port }) => [cluster, port])).toEqual([
    ['worker01', 8000],
    ['hub01', 8000],
  ]);
});

test('a program is told the numbers of the environment, else those of its samples', () => {
  const text = onWorker(
    'simple-prediction: { on: worker01, expose: { skupper: 8000 }, threshold: 2, maxRmseThreshold: 5 }',
  );
  const deployment = builtObject(builtUnits(text), 'worker01/dynamic-scoring', 'Deployment/simple-prediction-scorer');
  expect(deployment).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            {
              env: [
                { name: 'THRESHOLD', value: '2' },
                { name: 'ALPHA', value: '20' },
                { name: 'MIN_LENGTH', value: '20' },
                { name: 'HORIZON_LENGTH', value: '10' },
                { name: 'MAX_RMSE_THRESHOLD', value: '5' },
                { name: 'MODEL_DIR', value: '/models' },
              ],
              // A scorer that is busy scoring answers no request, and must not be killed for it.
              livenessProbe: { tcpSocket: { port: 8000 } },
              readinessProbe: { httpGet: { path: '/healthz', port: 8000 }, periodSeconds: 10, failureThreshold: 12 },
              volumeMounts: [{ mountPath: '/tmp' }, { mountPath: '/models', name: 'models' }],
            },
          ],
          volumes: [{}, { name: 'models', emptyDir: { sizeLimit: '1024Mi' } }],
        },
      },
    },
  });
});

test('a scorer that runs elsewhere is only registered', () => {
  const text = onWorker('llm-forecast: { external: "http://172.18.0.1:8000", auth: other-secret/key }');
  expect(scorer(text, 'llm-forecast-scorer')).toMatchObject({
    configURL: 'http://172.18.0.1:8000/config',
    location: 'External',
    scoring: { host: 'http://172.18.0.1:8000', auth: { tokenSecretRef: { name: 'other-secret', key: 'key' } } },
  });
  const kinds = (builtUnits(text).get('worker01/dynamic-scoring') ?? []).map(({ kind }) => kind);
  expect(kinds).not.toContain('Deployment');
});

test('a language model in the fleet needs its name and where it answers', () => {
  const url = 'https://llm.example.com/v1/completions';
  const text = onWorker(
    `llm-forecast: { on: worker01, expose: { nodePort: 30008 }, modelName: m, inferenceEndpoint: "${url}" }`,
  );
  const deployment = builtObject(builtUnits(text), 'worker01/dynamic-scoring', 'Deployment/llm-forecast-scorer');
  expect(deployment).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            {
              env: [
                { name: 'MODEL_NAME', value: 'm' },
                { name: 'INFERENCE_ENDPOINT', value: url },
              ],
            },
          ],
        },
      },
    },
  });
  expect(scorer(text, 'llm-forecast-scorer')).toMatchObject({ location: 'Internal' });
});

test('auth: none takes away the token that a scorer asks for by itself', () => {
  const place = 'simple-prediction: { on: worker01, expose: { skupper: 8000 }';
  const own = { auth: { tokenSecretRef: { name: 'api-auth-secret', key: 'token' } } };
  expect(scorer(onWorker(`${place} }`), 'simple-prediction-scorer')).toMatchObject({ scoring: own });
  expect(scorer(onWorker(`${place}, auth: none }`), 'simple-prediction-scorer')).not.toMatchObject({
    scoring: { auth: expect.anything() as unknown },
  });
});

const route = `${head}${thanos}dynamic-scoring:
  on: managed
  scorers:
    ai-workload:
      on: ocp01
      expose: { route: http }
  masks:
    - { cluster: worker01, score: ai_workload_power_score }
    - { cluster: worker01, score: ai_workload_perf_score }
`;

test('a Route takes its host from the apps domain, and nobody outside needs another way', () => {
  const host = 'http://ai-workload-scorer-ai-workload-scoring.apps.ocp01.example.com';
  expect(scorer(route, 'ai-workload-power-scorer')).toMatchObject({
    configURL: `${host}/power/config`,
    location: 'External',
    source: { auth: { tokenSecretRef: { name: 'source-query-secret', key: 'token' } } },
  });
  const shown = builtObject(builtUnits(route), 'ocp01/dynamic-scoring', 'Route/ai-workload-scorer');
  expect(shown).toMatchObject({
    metadata: { namespace: 'ai-workload-scoring' },
    spec: { to: { kind: 'Service', name: 'ai-workload-scorer' }, port: { targetPort: 'http' } },
  });
});

test('the file of ai-workload is mounted alone among those of its image, and a change restarts the pod', () => {
  const deployment = (text: string) =>
    builtObject(builtUnits(text), 'ocp01/dynamic-scoring', 'Deployment/ai-workload-scorer');
  expect(deployment(route)).toMatchObject({
    spec: {
      template: {
        metadata: {
          annotations: { 'scorewright.dev/config-hash': expect.stringMatching(/^[0-9a-f]{10}$/) as unknown },
        },
        spec: {
          containers: [
            {
              volumeMounts: expect.arrayContaining([
                {
                  mountPath: '/app/static/config.json',
                  name: 'config-ai-workload-scorer-config',
                  readOnly: true,
                  subPath: 'config.json',
                },
              ]) as unknown,
            },
          ],
          securityContext: { runAsNonRoot: true },
        },
      },
    },
  });
  const changed = route.replace(
    'expose: { route: http }',
    `expose: { route: http }
      config:
        applications: [{ name: chat, device_candidates: [all], pod_alias: ["chat-*"] }]
        static_score: { performance: [{ metric: { app: chat, device: all }, score: 70 }] }`,
  );
  expect(deployment(changed)).not.toEqual(deployment(route));
  const { data } = builtObject(builtUnits(changed), 'ocp01/dynamic-scoring', 'ConfigMap/ai-workload-scorer-config');
  expect(JSON.parse((data as Record<string, string>)['config.json'] ?? '')).toEqual({
    applications: [{ name: 'chat', device_candidates: ['all'], pod_alias: ['chat-*'] }],
    static_score: { performance: [{ metric: { app: 'chat', device: 'all' }, score: 70 }] },
  });
});

test('on EKS a load balancer is reached by the name that somebody points at it', () => {
  const text = onWorker(
    'static: { on: worker01, expose: { loadBalancer: internal, host: scores.example.com } }',
  ).replace('worker01: { platform: kind, address: 172.18.0.3 }', 'worker01: { platform: eks }');
  expect(scorer(text, 'example-performance-scorer')).toMatchObject({
    configURL: 'http://scores.example.com:8000/performance/config',
    location: 'External',
  });
  const service = builtObject(builtUnits(text), 'worker01/dynamic-scoring', 'Service/static-scorer');
  expect(service).toMatchObject({
    metadata: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-internal': 'true' } },
    spec: { type: 'LoadBalancer' },
  });
});

test('an engine that its own /config would contradict is registered under None and another name', () => {
  const text = onWorker(`sample:
  on: worker01
  expose: { nodePort: 30007 }
  engines:
    sample:
      score: cpu_busy
      query: 100 * avg(1 - rate(node_cpu_seconds_total{mode="idle"}[5m]))
      interval: 1m
      dimension: \${scoreName}
      values: { min: 0, max: 100 }`);
  expect(scorer(text, 'sample-scorer-declared')).toMatchObject({
    configSyncMode: 'None',
    scoreDimensionFormat: '${scoreName}',
    scoring: { params: { name: 'cpu_busy', interval: 60 } },
    source: { type: 'Prometheus', params: { query: '100 * avg(1 - rate(node_cpu_seconds_total{mode="idle"}[5m]))' } },
  });
});

test('another dimension alone leaves the engine to its own /config', () => {
  const text = onWorker(`static:
  on: worker01
  expose: { skupper: 8000 }
  engines: { performance: { dimension: "\${app}" } }`);
  expect(scorer(text, 'example-performance-scorer')).toMatchObject({
    configSyncMode: 'Full',
    scoreDimensionFormat: '${app}',
  });
});
