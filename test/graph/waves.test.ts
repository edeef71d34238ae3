import fc from 'fast-check';
import { waves } from '../../lib/graph/waves';
import type { Manifest } from '../../lib/model/manifest';

type Fields = Readonly<Record<string, unknown>>;

function object(apiVersion: string, kind: string, name: string, fields: Fields = {}, after?: string): Manifest {
  const annotations = after === undefined ? {} : { annotations: { 'scorewright.dev/after': after } };
  return { apiVersion, kind, metadata: { name, namespace: 'space', ...annotations }, ...fields };
}

function workload(kind: 'Deployment' | 'Job', name: string, pod: Fields, after?: string): Manifest {
  const labels = { app: name };
  return object(
    kind === 'Job' ? 'batch/v1' : 'apps/v1',
    kind,
    name,
    { spec: { template: { metadata: { labels }, spec: pod } } },
    after,
  );
}

const claimed = (claimName: string): Fields => ({ volumes: [{ name: 'v', persistentVolumeClaim: { claimName } }] });

/** Waves by `Kind/name`. */
function wavesOf(manifests: readonly Manifest[]): Record<string, number> {
  const result = waves(manifests);
  return Object.fromEntries(manifests.map(({ kind, metadata }, at) => [`${kind}/${metadata.name}`, result.waves[at]!]));
}

const messages = (manifests: readonly Manifest[]): string[] =>
  waves(manifests).faults.map(({ code, message }) => `${code} ${message}`);

describe('waves', () => {
  test('put what is needed before its user, and what needs nothing first', () => {
    const unit = [
      workload('Deployment', 'web', {
        serviceAccountName: 'web',
        containers: [{ envFrom: [{ secretRef: { name: 'key' } }] }],
      }),
      object('external-secrets.io/v1', 'ExternalSecret', 'fetch', {
        spec: { secretStoreRef: { name: 'store' }, target: { name: 'key' } },
      }),
      object('external-secrets.io/v1', 'SecretStore', 'store'),
      object('v1', 'ServiceAccount', 'web'),
      object('v1', 'Service', 'web', { spec: { selector: { app: 'web' } } }),
    ];
    expect(wavesOf(unit)).toEqual({
      'SecretStore/store': 0,
      'ServiceAccount/web': 0,
      'Service/web': 0,
      'ExternalSecret/fetch': 1,
      'Deployment/web': 2,
    });
  });

  test('put pods after what grants their account its rights', () => {
    const unit = [
      workload('Job', 'read', { serviceAccountName: 'reader' }),
      object('v1', 'ServiceAccount', 'reader'),
      object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'reader', {
        roleRef: { kind: 'Role', name: 'reader' },
        subjects: [{ kind: 'ServiceAccount', name: 'reader' }],
      }),
      object('rbac.authorization.k8s.io/v1', 'Role', 'reader'),
    ];
    expect(wavesOf(unit)).toEqual({
      'Role/reader': 0,
      'ServiceAccount/reader': 0,
      'RoleBinding/reader': 1,
      'Job/read': 2,
    });
  });

  test('put a claim in the wave of its first consumer, however late that is', () => {
    const unit = [
      object('v1', 'PersistentVolumeClaim', 'data'),
      workload('Job', 'first', claimed('data'), 'ConfigMap/settings'),
      workload('Job', 'second', claimed('data'), 'Job/first'),
      object('v1', 'ConfigMap', 'settings'),
    ];
    expect(wavesOf(unit)).toEqual({
      'ConfigMap/settings': 0,
      'PersistentVolumeClaim/data': 1,
      'Job/first': 1,
      'Job/second': 2,
    });
  });

  test('put a claim last that only a CronJob or nothing uses', () => {
    const cron = object('batch/v1', 'CronJob', 'nightly', {
      spec: { jobTemplate: { spec: { template: { spec: claimed('data') } } } },
    });
    const unit = [
      object('v1', 'PersistentVolumeClaim', 'data'),
      cron,
      object('v1', 'PersistentVolumeClaim', 'spare'),
      workload('Deployment', 'web', {}),
    ];
    expect(wavesOf(unit)).toEqual({
      'Deployment/web': 0,
      'CronJob/nightly': 1,
      'PersistentVolumeClaim/data': 1,
      'PersistentVolumeClaim/spare': 1,
    });
  });

  test('keep an autoscaler and a disruption budget with their workload', () => {
    const unit = [
      object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
        spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } },
      }),
      object('policy/v1', 'PodDisruptionBudget', 'web', { spec: { selector: { matchLabels: { app: 'web' } } } }),
      workload('Deployment', 'web', { serviceAccountName: 'web' }),
      object('v1', 'ServiceAccount', 'web'),
    ];
    expect(wavesOf(unit)).toEqual({
      'ServiceAccount/web': 0,
      'Deployment/web': 1,
      'HorizontalPodAutoscaler/web': 1,
      'PodDisruptionBudget/web': 1,
    });
  });

  test('put a webhook after the pods that answer it, and what it is asked about after it', () => {
    const hook = object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'fit', {
      webhooks: [
        {
          clientConfig: { service: { name: 'fit', namespace: 'space' } },
          rules: [{ apiGroups: ['flux-framework.org'], resources: ['miniclusters'] }],
        },
      ],
    });
    const unit = [
      object('flux-framework.org/v1alpha2', 'MiniCluster', 'run'),
      hook,
      object('v1', 'Service', 'fit', { spec: { selector: { app: 'fit' } } }),
      workload('Deployment', 'fit', {}),
    ];
    expect(wavesOf(unit)).toEqual({
      'Deployment/fit': 0,
      'Service/fit': 0,
      'MutatingWebhookConfiguration/fit': 1,
      'MiniCluster/run': 2,
    });
  });

  test('put what hangs on the outside last, with the claim that only it uses', () => {
    const unit = [
      object('serving.kserve.io/v1beta1', 'InferenceService', 'fraud', {
        spec: { predictor: { model: { runtime: 'triton', storageUri: 'pvc://models/fraud' } } },
      }),
      object('v1', 'PersistentVolumeClaim', 'models'),
      object('serving.kserve.io/v1alpha1', 'ServingRuntime', 'triton'),
      workload('Deployment', 'minio', { serviceAccountName: 'minio' }),
      object('v1', 'ServiceAccount', 'minio'),
      object('v1', 'Service', 'minio', { spec: { type: 'LoadBalancer' } }),
    ];
    expect(wavesOf(unit)).toEqual({
      'ServiceAccount/minio': 0,
      'ServingRuntime/triton': 0,
      'Deployment/minio': 1,
      'InferenceService/fraud': 2,
      'PersistentVolumeClaim/models': 2,
      'Service/minio': 2,
    });
  });

  test('put what says that it waits for the outside last, with its claim unless another needs it earlier', () => {
    const predictor = workload('Deployment', 'predictor', claimed('data'));
    const annotations = { 'scorewright.dev/waits-for': 'the first training' };
    const waiting = { ...predictor, metadata: { ...predictor.metadata, annotations } };
    const unit = [object('v1', 'PersistentVolumeClaim', 'data'), waiting];
    expect(wavesOf([...unit, workload('Deployment', 'web', {})])).toEqual({
      'Deployment/web': 0,
      'Deployment/predictor': 1,
      'PersistentVolumeClaim/data': 1,
    });
    expect(wavesOf([...unit, workload('Deployment', 'web', claimed('data'))])).toEqual({
      'Deployment/web': 0,
      'PersistentVolumeClaim/data': 0,
      'Deployment/predictor': 1,
    });
  });

  test('report a wait for something whose health hangs on the outside', () => {
    const unit = [
      workload('Job', 'smoke', {}, 'DynamicScorer/sample'),
      object('dynamic-scoring.open-cluster-management.io/v1alpha1', 'DynamicScorer', 'sample'),
    ];
    expect(messages(unit)).toEqual([
      'wave-blocked got a wait for DynamicScorer space/sample, which is Inactive until its scorer answers; nothing of its unit may wait for it',
    ]);
    expect(wavesOf(unit)).toEqual({ 'DynamicScorer/sample': 0, 'Job/smoke': 1 });
  });

  test('report a cycle by its path, and an `after` that names nothing', () => {
    const unit = [
      workload('Job', 'b', {}, 'Job/c'),
      workload('Job', 'a', {}, 'Job/b'),
      workload('Job', 'c', {}, 'Job/a, ConfigMap/none'),
    ];
    expect(messages(unit)).toEqual([
      'wave-after-unknown got scorewright.dev/after: ConfigMap space/none; name an object of the same unit',
      'wave-cycle got Job space/a → Job space/b → Job space/c → Job space/a; each waits for the next, so take one of these references out',
    ]);
  });

  test('take thousands of objects in a row', () => {
    const chain = Array.from({ length: 5000 }, (_, at) =>
      workload('Job', `j${at}`, {}, at === 0 ? undefined : `Job/j${at - 1}`),
    );
    const result = waves([...chain].reverse());
    expect(result.waves[0]).toBe(4999);
    expect(result.faults).toEqual([]);
  });
});

/** A unit whose Jobs wait only for earlier ones, so that it has no cycle, with claims, accounts and the rest about it. */
const units = fc
  .array(
    fc.record({
      kind: fc.constantFrom('Job', 'Deployment'),
      after: fc.array(fc.nat(), { maxLength: 3 }),
      claim: fc.option(fc.nat(3)),
      account: fc.option(fc.nat(3)),
      scaled: fc.boolean(),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((specs) => {
    const names: string[] = [];
    const unit: Manifest[] = [0, 1, 2, 3].flatMap((at) => [
      object('v1', 'PersistentVolumeClaim', `c${at}`),
      object('v1', 'ServiceAccount', `s${at}`),
    ]);
    specs.forEach(({ kind, after, claim, account, scaled }, at) => {
      const pod = {
        ...(claim !== null && claimed(`c${claim}`)),
        ...(account !== null && { serviceAccountName: `s${account}` }),
      };
      const waits = at === 0 ? [] : [...new Set(after.map((number) => names[number % at]!))];
      const name = `w${at}`;
      unit.push(workload(kind, name, pod, waits.length > 0 ? waits.join(',') : undefined));
      names.push(`${kind}/${name}`);
      if (scaled && kind === 'Deployment')
        unit.push(
          object('autoscaling/v2', 'HorizontalPodAutoscaler', name, { spec: { scaleTargetRef: { kind, name } } }),
        );
    });
    return unit;
  });

describe('waves of any unit', () => {
  test('order every reference as its row says', () => {
    fc.assert(
      fc.property(units, (unit) => {
        const wave = wavesOf(unit);
        const last = Math.max(...Object.values(wave));
        expect(messages(unit)).toEqual([]);
        for (const manifest of unit) {
          const own = wave[`${manifest.kind}/${manifest.metadata.name}`]!;
          const after = manifest.metadata.annotations?.['scorewright.dev/after'];
          for (const name of after?.split(',') ?? []) expect(wave[name]).toBeLessThan(own);
          const account = podOf(manifest)?.serviceAccountName;
          if (typeof account === 'string') expect(wave[`ServiceAccount/${account}`]).toBeLessThan(own);
          if (manifest.kind === 'HorizontalPodAutoscaler')
            expect(wave[`Deployment/${manifest.metadata.name}`]).toBe(own);
          if (manifest.kind === 'PersistentVolumeClaim') {
            const users = unit.filter((user) => claimOf(user) === manifest.metadata.name);
            const first = users.map((user) => wave[`${user.kind}/${user.metadata.name}`]!);
            expect(own).toBe(users.length === 0 ? last : Math.min(...first));
          }
        }
      }),
    );
  });

  test('are the same for every order of the manifests', () => {
    fc.assert(
      fc.property(
        units.chain((unit) =>
          fc.tuple(fc.constant(unit), fc.shuffledSubarray(unit, { minLength: unit.length, maxLength: unit.length })),
        ),
        ([unit, shuffled]) => {
          expect(wavesOf(shuffled)).toEqual(wavesOf(unit));
        },
      ),
    );
  });

  test('have no gaps', () => {
    fc.assert(
      fc.property(units, (unit) => {
        const numbers = [...new Set(waves(unit).waves)].sort((a, b) => a - b);
        expect(numbers).toEqual(numbers.map((_, at) => at));
      }),
    );
  });
});

function podOf(manifest: Manifest): Fields | undefined {
  return (manifest.spec as { template?: { spec: Fields } } | undefined)?.template?.spec;
}

function claimOf(manifest: Manifest): string | undefined {
  const [volume] = (podOf(manifest)?.volumes ?? []) as { persistentVolumeClaim: { claimName: string } }[];
  return volume?.persistentVolumeClaim.claimName;
}
