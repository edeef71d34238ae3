import { contentFiles } from '../../../lib/components/scoring-api/content';
import type { Constructs } from '../../../lib/model/unit';
import { findEngine } from '../../../lib/scoring/catalogue';
import { engineUuid } from '../../../lib/scoring/engine-uuid';
import { builtUnit, expansionOf, findingsOf } from '../environments';

const environment = (blocks: string, hub = 'platform: kind') => `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { ${hub}, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
${blocks}`;

const scoring = `charts: { kube-prometheus-stack: { on: managed } }
dynamic-scoring:
  on: managed
  scorers: { static: { on: worker01, expose: { nodePort: 30007 } } }
`;
const api = 'scoring-api: { on: hub01, expose: { nodePort: 30800 } }\n';
const objects = (text: string) => builtUnit(expansionOf(text), 'scoring-api').map(({ manifest }) => manifest);
const find = (text: string, kind: string) => objects(text).find((manifest) => manifest.kind === kind);

test('the documents are one ConfigMap, mounted as a folder that nginx reads', () => {
  const uuids = ['static/performance', 'static/powerconsumption'].map(engineUuid);
  const data = find(environment(scoring + api), 'ConfigMap')?.data as Record<string, string>;
  const others = ['method_not_allowed.json', 'nginx.conf', 'not_found.json', 'scoring_engines.json'];
  expect(Object.keys(data).sort()).toEqual([...others, ...uuids.map((uuid) => `${uuid}.json`)].sort());
  expect(JSON.parse(data['scoring_engines.json'] ?? '')).toEqual({
    scoring_engines: uuids.map((uuid): unknown => JSON.parse(data[`${uuid}.json`] ?? '')),
  });
  const pod = find(environment(scoring + api), 'Deployment') as unknown as {
    spec: { template: { spec: { containers: { volumeMounts: object[]; command: string[] }[] } } };
  };
  const [container] = pod.spec.template.spec.containers;
  expect(container?.volumeMounts).toContainEqual({
    mountPath: '/etc/scoring-api',
    name: 'config-scoring-api',
    readOnly: true,
  });
  expect(container?.command).toContain('/etc/scoring-api/nginx.conf');
});

test('its Service opens the NodePort, and nobody is let in or out but readers', () => {
  expect(find(environment(scoring + api), 'Service')?.spec).toMatchObject({
    type: 'NodePort',
    ports: [{ port: 80, targetPort: 8080, nodePort: 30800 }],
  });
  expect(find(environment(scoring + api), 'NetworkPolicy')?.spec).toEqual({
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'scoring-api' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ ports: [{ port: 8080, protocol: 'TCP' }] }],
    egress: [],
  });
});

test('without a way to expose it the Service stays inside its cluster', () => {
  expect(find(environment(`${scoring}scoring-api: { on: hub01 }\n`), 'Service')?.spec).toMatchObject({
    type: 'ClusterIP',
  });
});

test('the smoke test asks for the list and for the first engine by its UUID', () => {
  const { units } = expansionOf(environment(scoring + api));
  const smoke = units.find(({ stage }) => stage === 'smoke');
  expect((smoke?.content as Constructs).tests).toContain('hub01/scoring-api');
  const configMap = builtUnit(expansionOf(environment(scoring + api)), 'smoke')
    .map(({ manifest }) => manifest)
    .find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'scoring-api-list');
  const { checks } = JSON.parse((configMap?.data as Record<string, string>)['checks.json'] ?? '') as {
    checks: { url: string }[];
  };
  const base = 'http://scoring-api.scoring-api.svc/v1/scoring_engines';
  expect(checks.map(({ url }) => url)).toEqual([base, `${base}/${engineUuid('static/performance')}`]);
});

test('without engines there is nothing to serve', () => {
  expect(findingsOf(environment(api))).toEqual([
    'environments/test.yaml:6:14 api-without-engines scoring-api: got no engine to list; add dynamic-scoring.scorers',
  ]);
});

test('a way that the platform does not have is rejected', () => {
  expect(findingsOf(environment(`${scoring}scoring-api: { on: hub01, expose: { route: edge } }\n`))).toEqual([
    'environments/test.yaml:10:35 api-exposure scoring-api.expose: got route on hub01, which is kind; only OpenShift has Routes: use nodePort, ingress or skupper',
  ]);
});

test('Skupper is rejected, since its site is in another namespace', () => {
  expect(findingsOf(environment(`${scoring}scoring-api: { on: hub01, expose: { skupper: 8080 } }\n`))).toEqual([
    expect.stringContaining(
      'environments/test.yaml:10:35 value-range scoring-api.expose: got {"skupper":8080}; Skupper offers only',
    ),
  ]);
});

test('two engines more are two documents more', () => {
  const engines = ['sample', 'static/performance', 'static/powerconsumption'].flatMap((id) => findEngine(id) ?? []);
  expect(Object.keys(contentFiles(engines)).filter((name) => /^[0-9a-f-]{36}\.json$/.test(name))).toHaveLength(3);
});
