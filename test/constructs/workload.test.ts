import fc from 'fast-check';
import { ConfigMap } from '../../lib/constructs/config-map';
import type { ContainerProps } from '../../lib/constructs/container';
import { apiToken, type Mount } from '../../lib/constructs/mount';
import { onOneNode, overNodes } from '../../lib/constructs/scheduling';
import { Workload, type WorkloadProps } from '../../lib/constructs/workload';
import type { Manifest } from '../../lib/model/manifest';
import { restrictedViolations } from './pod-security';
import { at, rendered, renderedOne } from './rendered';

const resources = { requests: { cpu: '0.1', memory: '128Mi' }, limits: { cpu: '1.0', memory: '1Gi' } };
const container: ContainerProps = { name: 'scorer', image: 'quay.io/acme/scorer:1', resources };
const minimal: WorkloadProps = {
  name: 'sample-scorer',
  namespace: 'dynamic-scoring',
  component: 'scorer',
  partOf: 'dynamic-scoring',
  platform: 'kind',
  containers: [container],
};

function deployment(props: Partial<WorkloadProps> = {}): Manifest {
  return renderedOne((scope) => new Workload(scope, 'scorer', { ...minimal, ...props }));
}

function podOf(manifest: Manifest): unknown {
  return at(manifest, 'spec', 'template', 'spec');
}

const labels = {
  'app.kubernetes.io/name': 'sample-scorer',
  'app.kubernetes.io/component': 'scorer',
  'app.kubernetes.io/part-of': 'dynamic-scoring',
  'app.kubernetes.io/managed-by': 'scorewright',
};
const securityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

test('a minimal workload holds what is asked for and nothing that cdk8s-plus adds', () => {
  expect(deployment()).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'sample-scorer', namespace: 'dynamic-scoring', labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'sample-scorer' } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          containers: [
            {
              name: 'scorer',
              image: 'quay.io/acme/scorer:1',
              imagePullPolicy: 'IfNotPresent',
              resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '1Gi' } },
              securityContext,
              volumeMounts: [{ name: 'tmp-scorer', mountPath: '/tmp' }],
            },
          ],
          restartPolicy: 'Always',
          securityContext: { runAsNonRoot: true, runAsUser: 65532 },
          volumes: [{ name: 'tmp-scorer', emptyDir: {} }],
        },
      },
    },
  });
});

test('a full container reads its settings from where they lie', () => {
  const full: ContainerProps = {
    ...container,
    imagePullPolicy: 'Never',
    command: ['python'],
    args: ['-m', 'scorer'],
    workingDir: '/app',
    ports: { http: 8000, metrics: 9090 },
    env: {
      THRESHOLD: '1',
      TOKEN: { secret: 'api-auth-secret', key: 'token', optional: true },
      ALPHA: { configMap: { name: 'settings' }, key: 'alpha' },
      NODE: { field: 'spec.nodeName' },
    },
    mounts: [
      { path: '/etc/scorer', configMap: { name: 'scorer.settings' } },
      { path: '/etc/tls', secret: 'tls' },
      { path: '/data', claim: 'data', subPath: 'scorer' },
      { path: '/models', emptyDir: 'models', sizeLimit: '64Mi' },
      { path: '/tmp', emptyDir: 'models' },
    ],
    liveness: { exec: ['test', '-e', '/tmp/alive'], periodSeconds: 60 },
    readiness: { http: { path: '/healthz', port: 8000 }, timeoutSeconds: 5 },
    startup: { tcp: { port: 8000 }, initialDelaySeconds: 2, failureThreshold: 30 },
  };
  const pod = podOf(deployment({ containers: [full] }));
  expect(at(pod, 'containers', 0)).toEqual({
    name: 'scorer',
    image: 'quay.io/acme/scorer:1',
    imagePullPolicy: 'Never',
    command: ['python'],
    args: ['-m', 'scorer'],
    workingDir: '/app',
    ports: [
      { name: 'http', containerPort: 8000 },
      { name: 'metrics', containerPort: 9090 },
    ],
    env: [
      { name: 'THRESHOLD', value: '1' },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'api-auth-secret', key: 'token', optional: true } } },
      { name: 'ALPHA', valueFrom: { configMapKeyRef: { name: 'settings', key: 'alpha' } } },
      { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ],
    livenessProbe: {
      exec: { command: ['test', '-e', '/tmp/alive'] },
      periodSeconds: 60,
      timeoutSeconds: 1,
      failureThreshold: 3,
    },
    readinessProbe: {
      httpGet: { path: '/healthz', port: 8000, scheme: 'HTTP' },
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 3,
    },
    startupProbe: {
      tcpSocket: { port: 8000 },
      initialDelaySeconds: 2,
      periodSeconds: 10,
      timeoutSeconds: 1,
      failureThreshold: 30,
    },
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '1Gi' } },
    securityContext,
    volumeMounts: [
      { name: 'config-scorer-settings', mountPath: '/etc/scorer', readOnly: true },
      { name: 'secret-tls', mountPath: '/etc/tls', readOnly: true },
      { name: 'claim-data', mountPath: '/data', subPath: 'scorer' },
      { name: 'models', mountPath: '/models' },
      { name: 'models', mountPath: '/tmp' },
    ],
  });
  expect(at(pod, 'volumes')).toEqual([
    { name: 'config-scorer-settings', configMap: { name: 'scorer.settings' } },
    { name: 'secret-tls', secret: { secretName: 'tls' } },
    { name: 'claim-data', persistentVolumeClaim: { claimName: 'data' } },
    { name: 'models', emptyDir: { sizeLimit: '64Mi' } },
  ]);
});

test('an upstream selector stays, in the labels too', () => {
  const manifest = deployment({ selector: { app: 'sample-scorer' } });
  expect(at(manifest, 'spec', 'selector')).toEqual({ matchLabels: { app: 'sample-scorer' } });
  expect(at(manifest, 'spec', 'template', 'metadata', 'labels')).toEqual({ ...labels, app: 'sample-scorer' });
});

test('renaming a construct changes nothing in what it renders', () => {
  const renamed = renderedOne((scope) => new Workload(scope, 'renamed', minimal));
  expect(renamed).toEqual(deployment());
});

test('a Deployment with an HPA renders no replicas', () => {
  expect(at(deployment({ replicas: 'autoscaled' }), 'spec')).not.toHaveProperty('replicas');
  expect(at(deployment({ replicas: 3 }), 'spec', 'replicas')).toBe(3);
});

test('Recreate stands alone', () => {
  expect(at(deployment({ strategy: { type: 'Recreate' } }), 'spec', 'strategy')).toEqual({ type: 'Recreate' });
});

describe('who runs it', () => {
  const withClaim: ContainerProps = { ...container, mounts: [{ path: '/data', claim: 'data' }] };

  test.each(['kind', 'eks'] as const)('%s gets a numeric uid, and with a claim an fsGroup', (platform) => {
    const pod = podOf(deployment({ platform, user: 10001, containers: [withClaim] }));
    expect(at(pod, 'securityContext')).toEqual({ runAsNonRoot: true, runAsUser: 10001, fsGroup: 10001 });
  });

  test('OpenShift assigns uid and fsGroup itself', () => {
    const pod = podOf(deployment({ platform: 'openshift', user: 10001, containers: [withClaim] }));
    expect(at(pod, 'securityContext')).toEqual({ runAsNonRoot: true });
  });
});

describe('the token of its ServiceAccount', () => {
  test('is mounted only when asked for', () => {
    const silent = podOf(deployment({ serviceAccount: { name: 'collector', token: false } }));
    expect(silent).toMatchObject({ serviceAccountName: 'collector', automountServiceAccountToken: false });
    const speaking = podOf(deployment({ serviceAccount: { name: 'collector', token: true } }));
    expect(speaking).toMatchObject({ serviceAccountName: 'collector', automountServiceAccountToken: true });
  });
});

test('pull secrets, scheduling and grace period are rendered when given', () => {
  const pod = podOf(
    deployment({
      imagePullSecrets: ['one', 'two'],
      terminationGracePeriodSeconds: 5,
      scheduling: {
        nodeSelector: { 'node.kubernetes.io/role': 'sticky' },
        tolerations: [{ key: 'sticky', operator: 'Exists', effect: 'NoSchedule' }],
        affinity: { ...onOneNode({ volume: 'data' }), ...overNodes({ app: 'x' }) },
        topologySpread: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
      },
    }),
  );
  expect(pod).toMatchObject({
    imagePullSecrets: [{ name: 'one' }, { name: 'two' }],
    terminationGracePeriodSeconds: 5,
    nodeSelector: { 'node.kubernetes.io/role': 'sticky' },
    tolerations: [{ key: 'sticky', operator: 'Exists', effect: 'NoSchedule' }],
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
    affinity: {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels: { volume: 'data' } }, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: { labelSelector: { matchLabels: { app: 'x' } }, topologyKey: 'kubernetes.io/hostname' },
          },
        ],
      },
    },
  });
});

describe('the hash of the ConfigMaps that a pod reads', () => {
  function hash(text: string, use: 'mount' | 'env' | 'init'): unknown {
    const [, manifest] = rendered((scope) => {
      const meta = { name: 'settings', namespace: 'dynamic-scoring', labels: {} };
      const configMap = new ConfigMap(scope, 'settings', { ...meta, data: { alpha: text } });
      const mounting = { ...container, mounts: [{ path: '/etc/scorer', configMap }] };
      const reading = { ...container, env: { ALPHA: { configMap, key: 'alpha' } } };
      const init = use === 'init' && { initContainers: [{ ...mounting, name: 'init' }] };
      const containers = [use === 'mount' ? mounting : use === 'env' ? reading : container] as const;
      new Workload(scope, 'scorer', { ...minimal, containers, ...init });
    });
    return at(manifest, 'spec', 'template', 'metadata', 'annotations', 'scorewright.dev/config-hash');
  }

  test.each(['mount', 'env', 'init'] as const)('changes with the content (%s)', (use) => {
    expect(hash('1', use)).toMatch(/^[0-9a-f]{10}$/);
    expect(hash('1', use)).toBe(hash('1', use));
    expect(hash('1', use)).not.toBe(hash('2', use));
  });

  test('is absent where nothing of ours is read', () => {
    const foreign = { ...container, mounts: [{ path: '/etc/scorer', configMap: { name: 'foreign' } }] };
    expect(at(deployment({ containers: [foreign] }), 'spec', 'template', 'metadata')).not.toHaveProperty('annotations');
  });
});

describe('any props', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/);
  const mount: fc.Arbitrary<Mount> = fc.oneof(
    fc.record({ path: fc.constant('/a'), configMap: fc.record({ name }) }),
    fc.record({ path: fc.constant('/b'), secret: name }),
    fc.record({ path: fc.constant('/c'), claim: name }),
    fc.record({ path: fc.constantFrom('/d', '/tmp'), emptyDir: name }),
  );
  const anyContainer: fc.Arbitrary<ContainerProps> = fc.record(
    {
      name,
      image: fc.constant('image:1'),
      resources: fc.constant(resources),
      ports: fc.dictionary(name, fc.integer({ min: 1, max: 65535 }), { maxKeys: 1 }),
      env: fc.dictionary(fc.stringMatching(/^[A-Z]{1,8}$/), fc.string(), { maxKeys: 3 }),
      mounts: fc.array(mount, { maxLength: 3 }),
    },
    { requiredKeys: ['name', 'image', 'resources'] },
  );
  const props = fc.record({
    platform: fc.constantFrom('kind' as const, 'eks' as const, 'openshift' as const),
    user: fc.integer({ min: 1, max: 2 ** 31 }),
    sets: fc.uniqueArray(anyContainer, { minLength: 1, maxLength: 4, selector: (each) => each.name }),
  });

  test('give a pod that Pod Security restricted admits, twice the same', () => {
    fc.assert(
      fc.property(props, ({ sets, ...rest }) => {
        const [first, ...others] = sets;
        const make = (): Manifest => deployment({ ...rest, containers: [first!], initContainers: others });
        const manifest = make();
        expect(restrictedViolations(podOf(manifest))).toEqual([]);
        expect(JSON.stringify(manifest)).not.toContain('cdk8s');
        expect(make()).toEqual(manifest);
        if (rest.platform === 'openshift') {
          expect(JSON.stringify(manifest)).not.toMatch(/runAsUser|fsGroup|runAsGroup/);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('one container may have the API token that the others of its pod must not have', () => {
  const reads = { ...container, name: 'reads', mounts: [apiToken] };
  const pod = podOf(deployment({ serviceAccount: { name: 'reader', token: false }, initContainers: [reads] }));
  const volume = (at(pod, 'volumes') as { name: string }[]).find(({ name }) => name === 'api-token');
  expect(at(pod, 'automountServiceAccountToken')).toBe(false);
  expect(volume).toEqual({
    name: 'api-token',
    projected: {
      sources: [
        { serviceAccountToken: { path: 'token', expirationSeconds: 3607 } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        {
          downwardAPI: {
            items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
          },
        },
      ],
    },
  });
  const mounts = (list: string) =>
    (at(pod, list, 0, 'volumeMounts') as { name: string; mountPath: string }[]).filter(
      ({ name }) => name === 'api-token',
    );
  expect(mounts('initContainers')).toEqual([
    { name: 'api-token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true },
  ]);
  expect(mounts('containers')).toEqual([]);
  expect(restrictedViolations(pod)).toEqual([]);
});
