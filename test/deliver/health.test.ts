import { healthManifest, healthScripts } from '../../lib/deliver/health';
import { runHealthScript, type Health } from './lua';

function health(kind: string, object: object): Health {
  const script = healthScripts.find((each) => each.kind === kind);
  if (script === undefined) throw new Error(`no script for ${kind}`);
  return runHealthScript(script.lua, { metadata: { name: 'x', generation: 2 }, ...object });
}

describe('an Application', () => {
  const source = { repoURL: 'https://a.example/fleet.git', path: 'dist/kind', targetRevision: 'main' };
  const status = {
    sync: { status: 'Synced', comparedTo: { source } },
    health: { status: 'Healthy' },
    operationState: { phase: 'Succeeded' },
  };
  const application = (over: object, spec: object = { source }) =>
    health('Application', { spec, status: { ...status, ...over } });

  test('compared to the source that is wanted, it is as healthy as it says', () => {
    expect(application({})).toEqual({ status: 'Healthy', message: '' });
    expect(application({ health: { status: 'Degraded', message: 'a pod crashes' } })).toEqual({
      status: 'Degraded',
      message: 'a pod crashes',
    });
  });

  test('compared to an older source, it says nothing of the one wanted now, be it an object, a list or a number that differs', () => {
    const helm = { releaseName: 'a', valuesObject: { list: [1, 2], nested: { deep: true } } };
    const with_ = (values: object) => ({ source: { ...source, helm: { ...helm, valuesObject: values } } });
    const compared = { sync: { status: 'Synced', comparedTo: with_(helm.valuesObject) } };
    expect(application(compared, with_(helm.valuesObject)).status).toBe('Healthy');
    for (const values of [
      { list: [1, 2, 3], nested: { deep: true } },
      { list: [1], nested: { deep: true } },
      { list: [1, 2], nested: { deep: false } },
      { list: [1, 2], nested: {} },
      { list: [1, 2], nested: { deep: true, more: 1 } },
    ]) {
      expect(application(compared, with_(values))).toEqual({
        status: 'Progressing',
        message: 'comparing the new source',
      });
    }
    expect(application({ sync: { status: 'Synced' } }).status).toBe('Progressing');
  });

  test('out of sync it may still be healthy: something in the cluster may rewrite it forever', () => {
    expect(application({ sync: { status: 'OutOfSync', comparedTo: { source } } }).status).toBe('Healthy');
  });

  test('while it syncs, or is about to, it progresses', () => {
    for (const phase of ['Running', 'Terminating']) {
      expect(application({ operationState: { phase } })).toEqual({ status: 'Progressing', message: 'syncing' });
    }
    expect(health('Application', { spec: { source }, status, operation: { sync: {} } }).status).toBe('Progressing');
    expect(application({ operationState: { phase: 'Failed' } }).status).toBe('Healthy');
  });

  test('before anything is known of it, or while its objects are missing, it progresses', () => {
    expect(health('Application', { spec: { source } }).status).toBe('Progressing');
    expect(health('Application', { spec: { source }, status: {} }).status).toBe('Progressing');
    expect(application({ health: { status: 'Missing' } }).status).toBe('Progressing');
    expect(application({ health: {} }).status).toBe('Progressing');
  });

  test('one that a person syncs holds up nothing', () => {
    const metadata = { annotations: { 'scorewright.dev/sync': 'manual' } };
    expect(health('Application', { metadata, spec: { source } }).status).toBe('Healthy');
  });
});

describe('a ManifestWork', () => {
  const condition = (type: string, over: object = {}) => ({ type, status: 'True', observedGeneration: 2, ...over });
  const applied = [condition('Applied'), condition('Available')];
  const deployment = (spec: object = {}) => ({
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'demo' },
    spec,
  });
  const feedback = (values: Readonly<Record<string, number>>, name = 'web') => ({
    resourceMeta: { group: 'apps', kind: 'Deployment', namespace: 'demo', name },
    statusFeedback: {
      values: Object.entries(values).map(([field, integer]) => ({
        name: field,
        fieldValue: { type: 'Integer', integer },
      })),
    },
  });
  const work = (conditions: object[], manifests: object[] = [], reported: object[] = []) =>
    health('ManifestWork', {
      spec: { workload: { manifests } },
      status: { conditions, resourceStatus: { manifests: reported } },
    });

  test('applied and available in its generation', () => {
    expect(work(applied)).toEqual({ status: 'Healthy', message: 'applied and available' });
    expect(
      work([
        condition('Applied', { observedGeneration: undefined }),
        condition('Available', { observedGeneration: undefined }),
      ]).status,
    ).toBe('Healthy');
  });

  test('nothing known, nothing applied, or available in an older generation only', () => {
    expect(health('ManifestWork', {}).status).toBe('Progressing');
    expect(health('ManifestWork', { status: {} }).status).toBe('Progressing');
    expect(work([]).status).toBe('Progressing');
    expect(work([condition('Applied')]).status).toBe('Progressing');
    expect(work([condition('Applied'), condition('Available', { observedGeneration: 1 })]).status).toBe('Progressing');
    expect(work([condition('Applied'), condition('Available', { status: 'False' })]).status).toBe('Progressing');
  });

  test('what cannot be applied says why', () => {
    const refused = condition('Applied', { status: 'False', message: 'forbidden' });
    expect(work([refused, condition('Available')])).toEqual({ status: 'Progressing', message: 'forbidden' });
  });

  test('its Deployments have the replicas that they want', () => {
    expect(work(applied, [deployment()], [feedback({ ReadyReplicas: 1, Replicas: 1 })]).status).toBe('Healthy');
    expect(work(applied, [deployment({ replicas: 2 })], [feedback({ ReadyReplicas: 1, Replicas: 1 })])).toEqual({
      status: 'Progressing',
      message: 'web: 1 replicas are ready',
    });
    expect(work(applied, [deployment()], [feedback({ ReadyReplicas: 1, Replicas: 3 })]).status).toBe('Progressing');
  });

  test('a Deployment of which nothing is reported yet, or no ready replica, is not there', () => {
    expect(work(applied, [deployment()]).status).toBe('Progressing');
    expect(work(applied, [deployment()], [feedback({})]).status).toBe('Progressing');
    expect(work(applied, [deployment()], [feedback({ Replicas: 1 })]).status).toBe('Progressing');
    expect(work(applied, [deployment()], [feedback({ ReadyReplicas: 1, Replicas: 1 }, 'other')]).status).toBe(
      'Progressing',
    );
  });

  test('one that is meant to have none is healthy with none', () => {
    expect(work(applied, [deployment({ replicas: 0 })]).status).toBe('Healthy');
  });

  test('kinds that report nothing are not waited for', () => {
    expect(work(applied, [{ kind: 'Service', metadata: { name: 'web', namespace: 'demo' } }]).status).toBe('Healthy');
  });
});

describe('a ManifestWorkReplicaSet', () => {
  const all = { total: 3, applied: 3, available: 3, degraded: 0, progressing: 0 };
  const condition = (type: string, status: string, reason = 'AsExpected') => ({ type, status, reason });
  const placed = condition('PlacementVerified', 'True');
  const set = (summary: object, conditions: object[] = [placed, condition('PlacementRolledOut', 'True')]) =>
    health('ManifestWorkReplicaSet', { status: { summary, conditions } });

  test('applied and available on all of its clusters', () => {
    expect(set(all)).toEqual({ status: 'Healthy', message: 'available on all 3 clusters' });
    // Counts of nothing may be left out.
    expect(set({ total: 1, applied: 1, available: 1 }, [placed]).status).toBe('Healthy');
  });

  test('nothing known yet, or no cluster chosen', () => {
    expect(health('ManifestWorkReplicaSet', {}).status).toBe('Progressing');
    expect(health('ManifestWorkReplicaSet', { status: {} }).status).toBe('Progressing');
    expect(set({}).status).toBe('Progressing');
    expect(set(all, [condition('PlacementVerified', 'False', 'PlacementDecisionNotFound')])).toEqual({
      status: 'Progressing',
      message: 'its Placement does not exist',
    });
  });

  test('a cluster that is away, has not all of it, or still replaces pods, is waited for and counted', () => {
    expect(set({ ...all, applied: 2 })).toEqual({ status: 'Progressing', message: '2 of 3 clusters have it' });
    expect(set({ ...all, available: 1 })).toEqual({ status: 'Progressing', message: '1 of 3 clusters have it' });
    expect(set({ ...all, progressing: 1 }).status).toBe('Progressing');
  });

  test('while steps of its rollout are to come, it goes on', () => {
    expect(set(all, [placed, condition('PlacementRolledOut', 'False', 'Progressing')])).toEqual({
      status: 'Progressing',
      message: 'rolling out',
    });
  });

  test('a cluster that says that it failed holds up nothing', () => {
    expect(set({ ...all, available: 2, degraded: 1 })).toEqual({
      status: 'Degraded',
      message: '1 of 3 clusters are degraded',
    });
  });
});

test.each([
  ['Active', 'Healthy'],
  ['Inactive', 'Degraded'],
  ['Unknown', 'Progressing'],
  [undefined, 'Progressing'],
])('a DynamicScorer that is %s is %s', (healthStatus, status) => {
  expect(health('DynamicScorer', { status: { healthStatus } }).status).toBe(status);
  if (healthStatus === undefined) expect(health('DynamicScorer', {}).status).toBe(status);
});

describe('a Placement', () => {
  const placement = (...conditions: object[]) => health('Placement', { status: { conditions } });
  const satisfied = { type: 'PlacementSatisfied', status: 'True' };
  const misconfigured = { type: 'PlacementMisconfigured', status: 'True', message: 'no such set' };

  test('satisfied, not satisfied, misconfigured, not decided', () => {
    expect(placement(satisfied).status).toBe('Healthy');
    expect(placement({ ...misconfigured, status: 'False' }, satisfied).status).toBe('Healthy');
    expect(placement({ ...satisfied, status: 'False', message: 'only 1 of 2' })).toEqual({
      status: 'Degraded',
      message: 'only 1 of 2',
    });
    expect(placement(misconfigured)).toEqual({ status: 'Degraded', message: 'no such set' });
    expect(placement().status).toBe('Progressing');
    expect(health('Placement', {}).status).toBe('Progressing');
  });
});

test.each(['DataScienceCluster', 'DSCInitialization'])('a %s is as far as its operator says', (kind) => {
  const phases = [{ phase: 'Ready' }, { phase: 'Error' }, { phase: 'Progressing' }, {}];
  const statuses = phases.map((status) => health(kind, { status }).status);
  expect(statuses).toEqual(['Healthy', 'Degraded', 'Progressing', 'Progressing']);
});

test.each(healthScripts.map(({ kind }) => kind))('a %s of which nothing is known progresses', (kind) => {
  expect(health(kind, {}).status).toBe('Progressing');
  expect(health(kind, { spec: {}, status: {} }).status).toBe('Progressing');
});

test('a script that is no Lua 5.1, or that needs a library which Argo CD does not load, fails here', () => {
  expect(() => runHealthScript('goto done\n::done::', {})).toThrow();
  expect(() => runHealthScript('return { status = "a" .. 7 // 2, message = "" }', {})).toThrow();
  expect(() => runHealthScript('return { status = ("a"):upper(), message = "" }', {})).toThrow();
  expect(() => runHealthScript('return { status = string.upper("a"), message = "" }', {})).toThrow();
});

describe('where Argo CD reads the scripts', () => {
  test('in a partial argocd-cm', () => {
    const { kind, metadata, data } = healthManifest({ namespace: 'argocd', configuredBy: 'configmap' }) as unknown as {
      kind: string;
      metadata: object;
      data: Record<string, string>;
    };
    expect({ kind, metadata }).toEqual({
      kind: 'ConfigMap',
      metadata: { name: 'argocd-cm', namespace: 'argocd', labels: { 'app.kubernetes.io/part-of': 'argocd' } },
    });
    expect(data).toHaveProperty(['resource.customizations.health.work.open-cluster-management.io_ManifestWork']);
    expect(Object.keys(data)).toEqual(
      healthScripts.map(({ group, kind }) => `resource.customizations.health.${group}_${kind}`),
    );
    expect(Object.values(data)).toEqual(healthScripts.map(({ lua }) => lua));
  });

  test('on OpenShift GitOps in the ArgoCD object, which its operator owns', () => {
    expect(healthManifest({ namespace: 'openshift-gitops', configuredBy: 'operator' })).toMatchObject({
      apiVersion: 'argoproj.io/v1beta1',
      kind: 'ArgoCD',
      metadata: { name: 'openshift-gitops', namespace: 'openshift-gitops' },
      spec: { resourceHealthChecks: healthScripts.map(({ group, kind, lua }) => ({ group, kind, check: lua })) },
    });
  });
});
