import { parseAllDocuments } from 'yaml';
import { proxyConfig } from '../../../lib/components/dynamic-scoring/cluster-prometheus/proxy-config';
import { prometheusWay } from '../../../lib/components/dynamic-scoring/cluster-prometheus/way';
import type { Manifest } from '../../../lib/model/manifest';
import { overridden } from '../../../lib/scoring/override';
import { llmForecast } from '../../../lib/scoring/scorers/llm-forecast';
import { synthesizeText } from '../../synth/in-memory';
import { findingsOf } from '../environments';

/** One engine for four kinds of clusters: the chart's Prometheus, a platform's own, and a Mimir of somebody else. */
const mixed = (more = '') => `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  kind01: { platform: kind }
  eks01: { platform: eks, nodes: 3 }
  ocp01: { platform: openshift }
  rack01:
    platform: generic
    prometheus: { url: https://mimir.acme.example/prometheus, token: mimir/token, ca: acme-ca/ca.crt }
charts:
  kube-prometheus-stack: { on: [kind01, eks01] }
rules: { mutable-image-tag: { severity: off, reason: built here } }
dynamic-scoring:
  on: managed
  prometheus: cluster
  scorers:
    llm-forecast:
      on: hub01
      expose: { nodePort: 30008 }
      auth: none
      modelName: forecast
      inferenceEndpoint: http://llm.acme.example:8000/v1/completions
${more}`;

const { files, errors } = synthesizeText(mixed(), 'test');

function objects(cluster: string): Manifest[] {
  return [...files]
    .filter(([path]) => path.startsWith(`dist/test/${cluster}/dynamic-scoring/`))
    .flatMap(([, text]) => parseAllDocuments(text).map((document) => document.toJS() as Manifest))
    .filter(({ metadata }) => metadata.name.startsWith('cluster-prometheus'));
}

const found = (cluster: string) => objects(cluster).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const service = (cluster: string) => objects(cluster).find(({ kind }) => kind === 'Service');
const configOf = (cluster: string) =>
  (objects(cluster).find(({ kind }) => kind === 'ConfigMap') as unknown as { data: Record<string, string> }).data[
    'nginx.conf.template'
  ];

describe('one engine rates a mixed fleet', () => {
  test('by one query under one name, which is the same on every cluster', () => {
    expect(errors).toEqual([]);
    const scorers = [...files].filter(([path]) => path.includes('/DynamicScorer.'));
    expect(scorers).toHaveLength(1);
    expect(scorers[0]?.[1]).toContain('host: http://cluster-prometheus.dynamic-scoring.svc:9090');
    for (const cluster of ['kind01', 'eks01', 'ocp01', 'rack01'])
      expect(service(cluster)?.metadata).toMatchObject({ namespace: 'dynamic-scoring', name: 'cluster-prometheus' });
    expect(objects('hub01')).toEqual([]);
  });

  test("where the chart's Prometheus runs, the Service is another name of its own", () => {
    for (const cluster of ['kind01', 'eks01']) {
      expect(found(cluster)).toEqual(['Service cluster-prometheus']);
      expect(service(cluster)?.spec).toMatchObject({
        type: 'ExternalName',
        externalName: 'kube-prometheus-kube-prome-prometheus.monitoring.svc.cluster.local',
        ports: [expect.objectContaining({ port: 9090 })],
      });
    }
  });

  test("on OpenShift a proxy sends the token that the cluster issues, and checks Thanos by the cluster's own authority", () => {
    expect(found('ocp01').sort()).toEqual([
      'ConfigMap cluster-prometheus',
      'Deployment cluster-prometheus',
      'NetworkPolicy cluster-prometheus',
      'Secret cluster-prometheus-token',
      'Service cluster-prometheus',
      'ServiceAccount cluster-prometheus-reader',
    ]);
    const config = configOf('ocp01');
    expect(config).toContain('proxy_pass https://thanos-querier.openshift-monitoring.svc.cluster.local:9091/;');
    expect(config).toContain('proxy_set_header Authorization "Bearer ${TOKEN}";');
    expect(config).toContain('proxy_ssl_trusted_certificate /etc/prometheus-ca/service-ca.crt;');
    expect(JSON.stringify(objects('ocp01'))).toContain('"openshift-service-ca.crt"');
  });

  test('only agents may ask the proxy, since it asks with its token', () => {
    const policy = objects('ocp01').find(({ kind }) => kind === 'NetworkPolicy');
    expect(policy?.spec).toMatchObject({
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'dynamic-scoring-agent' } } }] }],
    });
  });

  test('a Prometheus outside, with a path, a token and an authority of its own: what people bring is asked for', () => {
    const config = configOf('rack01');
    expect(config).toContain('resolver ${RESOLVER} valid=30s;');
    expect(config).toContain('set $prometheus https://mimir.acme.example/prometheus;');
    expect(config).toContain('proxy_pass $prometheus$request_uri;');
    const needs = files.get('dist/test/files/needs.md');
    expect(needs).toMatch(/dynamic-scoring\/mimir/);
    expect(needs).toMatch(/dynamic-scoring\/acme-ca/);
  });
});

test('an address of a cluster without a token needs no proxy, if port and path are those of the Service', () => {
  const at = (url: string) =>
    prometheusWay({ name: 'c', platform: 'generic', role: 'managed', labels: {}, nodes: 1, prometheus: { url } });
  expect(at('http://prometheus.metrics.svc:9090').alias).toBe('prometheus.metrics.svc.cluster.local');
  for (const url of [
    'http://prometheus.metrics.svc:80',
    'http://prometheus.metrics.svc:9090/x',
    'https://prometheus.metrics.svc:9090',
  ])
    expect(at(url).alias).toBeUndefined();
  expect(proxyConfig(at('http://prometheus.metrics.svc:80/x/'))).toContain(
    'proxy_pass http://prometheus.metrics.svc/x/;',
  );
});

test.each([
  ['mixed', 'kube-prometheus-stack: { on: [kind01, eks01] }', 'kube-prometheus-stack: { on: kind01 }', 'got cluster, but no Prometheus on eks01 is known; add `kube-prometheus-stack: { on: eks01 }` to charts, or prometheus: { url: … } to clusters.eks01 (on eks01)'],
  ['own', 'https://mimir.acme.example/prometheus', 'http://prometheus.metrics.svc:9090', 'got http://prometheus.metrics.svc:9090, but nothing provides metrics/prometheus on rack01; correct clusters.rack01.prometheus.url, or declare the Service under external (on rack01)'],
])('a cluster without a Prometheus is refused: %s', (_, from, to, message) => {
  const lines = findingsOf(mixed().replace(from, to)).filter((line) => line.includes('cluster-prometheus-unknown'));
  expect(lines).toEqual([
    `environments/test.yaml:16:15 cluster-prometheus-unknown dynamic-scoring.prometheus: ${message}`,
  ]);
}); // prettier-ignore

test('an engine takes a Prometheus with a path: host and path stand apart, as the agent wants them', () => {
  const [engine] = llmForecast.engines;
  const asked = overridden(engine!, { prometheus: 'https://mimir.acme.example/prometheus/' });
  expect(asked.source).toMatchObject({ host: 'https://mimir.acme.example', path: '/prometheus/api/v1/query_range' });
  expect(overridden(engine!, { prometheus: 'http://p.m.svc:9090' }).source).toMatchObject({
    host: 'http://p.m.svc:9090',
    path: '/api/v1/query_range',
  });
});
