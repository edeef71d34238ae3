import type { Manifest } from '../../../lib/model/manifest';
import { at } from '../../constructs/rendered';
import { restrictedViolations } from '../../constructs/pod-security';
import { builtUnit, expansionOf } from '../environments';
import { onEks, onKind, ownArtifact } from './environment';

function objects(text: string, unit = 'ocifit'): (kind: string, name?: string) => Manifest {
  const rendered = builtUnit(expansionOf(text), unit).map(({ manifest }) => manifest);
  return (kind, name) => {
    const found = rendered.find(
      (manifest) => manifest.kind === kind && (name ?? manifest.metadata.name) === manifest.metadata.name,
    );
    if (found === undefined) throw new Error(`no ${kind} ${name ?? ''}`);
    return found;
  };
}

const eks = objects(onEks(ownArtifact.replace(' }', ', publish: { credentials: ocifit-registry } }')));
const kind = objects(onKind('  nodeIdentity: kubernetes.io/hostname\n'));
const envOf = (find: typeof eks) =>
  Object.fromEntries(
    (
      at(find('Deployment'), 'spec', 'template', 'spec', 'containers', 1, 'env') as { name: string; value: string }[]
    ).map(({ name, value }) => [name, value]),
  );

test('the leaf is signed by an authority that outlives it, and renewed long before it ends', () => {
  expect(eks('Issuer', 'ocifit-k8s-root').spec).toEqual({ selfSigned: {} });
  expect(eks('Certificate', 'ocifit-k8s-ca').spec).toMatchObject({
    isCA: true,
    issuerRef: { name: 'ocifit-k8s-root', kind: 'Issuer' },
    duration: '87600h',
  });
  expect(eks('Issuer', 'ocifit-k8s-ca').spec).toEqual({ ca: { secretName: 'ocifit-k8s-ca' } });
  expect(eks('Certificate', 'ocifit-k8s-cert').spec).toMatchObject({
    issuerRef: { name: 'ocifit-k8s-ca', kind: 'Issuer' },
    dnsNames: ['ocifit-k8s-svc.ocifit.svc'],
    duration: '2160h',
    renewBefore: '1080h',
  });
  // Weekly is more often than the 45 days between renewal and end.
  expect(eks('CronJob').spec).toMatchObject({ schedule: '0 4 * * 0' });
  expect(eks('Role').rules).toEqual([
    { apiGroups: ['apps'], resources: ['deployments'], resourceNames: ['ocifit-k8s-deployment'], verbs: ['patch'] },
  ]);
});

test('the webhook judges only marked pods and MiniClusters, and never those that must start without it', () => {
  const configuration = eks('MutatingWebhookConfiguration');
  expect(configuration.metadata.annotations).toEqual({ 'cert-manager.io/inject-ca-from': 'ocifit/ocifit-k8s-cert' });
  const [webhook] = configuration.webhooks as Record<string, unknown>[];
  expect(webhook).toMatchObject({
    objectSelector: { matchLabels: { 'oci.image.compatibilities.selection/enabled': 'true' } },
    failurePolicy: 'Fail',
    clientConfig: { service: { name: 'ocifit-k8s-svc', namespace: 'ocifit', path: '/mutate' } },
  });
  expect(webhook!.timeoutSeconds).toBeGreaterThan(15);
  expect(webhook!.timeoutSeconds).toBeLessThanOrEqual(30);
  expect((webhook!.rules as { resources: string[] }[]).flatMap(({ resources }) => resources)).toEqual([
    'pods',
    'miniclusters',
  ]);
  const [out] = at(webhook, 'namespaceSelector', 'matchExpressions') as {
    key: string;
    operator: string;
    values: string[];
  }[];
  expect(out).toMatchObject({ key: 'kubernetes.io/metadata.name', operator: 'NotIn' });
  expect(out!.values).toEqual(
    expect.arrayContaining([
      'kube-system',
      'argocd',
      'open-cluster-management',
      'open-cluster-management-agent',
      'ocifit',
    ]),
  );
});

test('two hardened replicas, on different nodes where there are two, with the model server beside each', () => {
  const deployment = eks('Deployment');
  const pod = at(deployment, 'spec', 'template', 'spec');
  expect(restrictedViolations(pod)).toEqual([]);
  expect(at(deployment, 'spec', 'replicas')).toBe(2);
  expect(at(pod, 'affinity', 'podAntiAffinity')).toMatchObject({
    preferredDuringSchedulingIgnoredDuringExecution: [
      { podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: at(deployment, 'spec', 'selector') } },
    ],
  });
  expect(at(pod, 'containers')).toMatchObject([
    { name: 'ml-server', readinessProbe: { tcpSocket: { port: 5000 } } },
    {
      name: 'ocifit-webhook',
      readinessProbe: { tcpSocket: { port: 8443 } },
      livenessProbe: { tcpSocket: { port: 8443 } },
    },
  ]);
  expect(eks('PodDisruptionBudget').spec).toEqual({
    minAvailable: 1,
    selector: { matchLabels: { app: 'ocifit-k8s' } },
  });
  expect(eks('Service').spec).toMatchObject({
    selector: { app: 'ocifit-k8s' },
    ports: [{ port: 443, targetPort: 8443 }],
  });
  expect(eks('ClusterRole').rules).toEqual([
    { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
  ]);
});

test('on EKS nodes go by instance type, the sticky one is no candidate, and the webhook runs there', () => {
  expect(envOf(eks)).toMatchObject({
    NODE_IDENTITY_LABEL: 'node.kubernetes.io/instance-type',
    SKIP_INSTANCE_TYPES: 't3.xlarge',
  });
  expect(at(eks('Deployment'), 'spec', 'template', 'spec', 'nodeSelector')).toEqual({
    'scorewright.dev/node-group': 'sticky',
  });
});

test('on kind nodes go by host name, and nothing is skipped', () => {
  expect(envOf(kind)).toMatchObject({ NODE_IDENTITY_LABEL: 'kubernetes.io/hostname' });
  expect(envOf(kind)).not.toHaveProperty('SKIP_INSTANCE_TYPES');
  expect(at(kind('Deployment'), 'spec', 'template', 'spec', 'nodeSelector')).toBeUndefined();
});

test('a cluster of any name has no node groups that nobody gave it', () => {
  const [before = '', groups = ''] = onEks().split(/(?=^eks:)/m);
  const elsewhere = groups.replace('ocifit:\n  on: nfd-cluster', 'ocifit:\n  on: constructor');
  const text = `${before.replace('charts:', '  constructor: { platform: eks }\ncharts:').replaceAll('on: nfd-cluster', 'on: constructor')}${elsewhere}`;
  expect(envOf(objects(text))).not.toHaveProperty('SKIP_INSTANCE_TYPES');
});

test('the smoke test asks for a marked and for an unmarked pod, and makes neither', () => {
  const find = objects(onKind(), 'smoke');
  const { checks } = JSON.parse(String(at(find('ConfigMap'), 'data', 'checks.json'))) as {
    checks: Record<string, unknown>[];
  };
  expect(checks.map(({ method, url, status }) => [method, url, status])).toEqual(
    Array(2).fill(['POST', 'https://kubernetes.default.svc/api/v1/namespaces/ocifit-experiments/pods?dryRun=All', 201]),
  );
  expect(checks[0]).toMatchObject({
    json: {
      metadata: {
        labels: { 'oci.image.compatibilities.selection/enabled': 'true' },
        annotations: { 'oci.image.compatibilities.selection/model': 'random' },
      },
      spec: { containers: [{ image: 'placeholder:latest' }] },
    },
    fields: [
      { path: ['spec', 'containers', 0, 'image'], differs: 'placeholder:latest' },
      { path: ['spec', 'nodeSelector'] },
    ],
  });
  expect(checks[1]).toMatchObject({ fields: [{ equals: 'placeholder:latest' }] });
  expect(at(checks[1], 'json', 'metadata', 'labels')).toBeUndefined();
  expect(find('Role').rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['create'] }]);
  const unit = expansionOf(onKind()).units.find(({ name }) => name === 'smoke');
  expect(unit?.content).toMatchObject({ tests: ['worker02/ocifit'] });
});
