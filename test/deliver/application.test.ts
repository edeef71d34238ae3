import { clusterApplication, rootApplication, unitApplication } from '../../lib/deliver/application';
import { unitWaves } from '../../lib/deliver/unit-waves';
import type { Unit } from '../../lib/model/unit';
import { chartUnit, configMap, fleet, hub, unit, worker } from './fleet';

const place = { fleet, cluster: worker, argocdNamespace: 'argocd', wave: 30, namespace: 'demo', files: [] };
const cascade = ['resources-finalizer.argocd.argoproj.io'];
const automated = { prune: true, selfHeal: true };
const retry = { backoff: { duration: '10s', factor: 2, maxDuration: '5m' }, limit: -1, refresh: true };
const syncOptions = ['ServerSideApply=true', 'SkipDryRunOnMissingResource=true'];

test('the root holds the clusters, and a deletion by mistake does not take the fleet with it', () => {
  const { metadata, spec } = rootApplication(fleet, 'argocd');
  expect(metadata).toMatchObject({ name: 'kind', namespace: 'argocd' });
  expect(metadata).not.toHaveProperty('finalizers');
  expect(spec).toEqual({
    project: 'kind-root',
    destination: { server: 'https://kubernetes.default.svc', namespace: 'argocd' },
    source: {
      repoURL: fleet.gitops.repoURL,
      targetRevision: 'refs/heads/main',
      path: 'fleet/dist/kind/hub01/applications',
    },
    syncPolicy: { automated, retry, syncOptions },
  });
});

test('a cluster’s Application holds those of its units, wherever they go, and waits for no other cluster', () => {
  for (const cluster of [hub, worker]) {
    const { metadata, spec } = clusterApplication(fleet, cluster.name, 'argocd');
    expect(metadata).toMatchObject({ name: `kind.${cluster.name}`, namespace: 'argocd', finalizers: cascade });
    expect(metadata.annotations).toEqual({
      'argocd.argoproj.io/manifest-generate-paths': `.;../../${cluster.name}/files.txt`,
    });
    expect(spec).toMatchObject({
      project: 'kind-root',
      destination: { server: 'https://kubernetes.default.svc', namespace: 'argocd' },
      source: { path: `fleet/dist/kind/hub01/applications-${cluster.name}` },
      syncPolicy: { automated, retry, syncOptions },
    });
  }
});

describe('a unit’s Application', () => {
  const specOf = (of: Unit, over = {}) => unitApplication(of, { ...place, ...over }).spec;

  test('goes to its cluster by name, which survives a changed server', () => {
    const { metadata, spec } = unitApplication(unit('scorers'), place);
    expect(metadata).toMatchObject({
      name: 'kind.worker01.scorers',
      namespace: 'argocd',
      finalizers: cascade,
      annotations: {
        'argocd.argoproj.io/sync-wave': '30',
        'argocd.argoproj.io/manifest-generate-paths': '.;../files.txt',
      },
    });
    expect(spec).toEqual({
      project: 'kind',
      destination: { name: 'worker01', namespace: 'demo' },
      source: {
        repoURL: fleet.gitops.repoURL,
        targetRevision: 'refs/heads/main',
        path: 'fleet/dist/kind/worker01/scorers',
      },
      syncPolicy: { automated, retry, syncOptions },
    });
  });

  test('passes over the defaults that the hub fills into lists of works, and still applies the lists as they are rendered', () => {
    const group = 'work.open-cluster-management.io';
    const work = { apiVersion: `${group}/v1`, kind: 'ManifestWork', metadata: { name: 'a', namespace: 'worker01' } };
    const set = { ...work, apiVersion: `${group}/v1alpha1`, kind: 'ManifestWorkReplicaSet' };
    const template = '.spec.manifestWorkTemplate.manifestConfigs[]?.feedbackScrapeType';
    expect(specOf(unit('scorers', { delivery: 'work' }), { files: [work, work, set] })).toMatchObject({
      ignoreDifferences: [
        { group, kind: 'ManifestWork', jqPathExpressions: ['.spec.manifestConfigs[]?.feedbackScrapeType'] },
        {
          group,
          kind: 'ManifestWorkReplicaSet',
          jqPathExpressions: [
            template,
            ...['all.maxFailures', 'all.minSuccessTime', 'progressive.minSuccessTime'].map(
              (field) => `.spec.placementRefs[]?.rolloutStrategy.${field}`,
            ),
          ],
        },
      ],
      syncPolicy: { syncOptions },
    });
    expect(specOf(unit('scorers'), { files: [configMap('a')] })).not.toHaveProperty('ignoreDifferences');
  });

  test('on the hub, or as a ManifestWork for another cluster, goes to where Argo CD runs', () => {
    const here = { destination: { server: 'https://kubernetes.default.svc', namespace: 'demo' } };
    expect(specOf(unit('scorers', { cluster: 'hub01' }), { cluster: hub })).toMatchObject(here);
    expect(specOf(unit('scorers', { delivery: 'work' }))).toMatchObject({
      ...here,
      source: { path: 'fleet/dist/kind/worker01/scorers' },
    });
  });

  test('a Helm chart is in the project of the charts, always with a release name', () => {
    expect(unitApplication(chartUnit('cert-manager'), place).metadata.annotations).toMatchObject({
      'argocd.argoproj.io/manifest-generate-paths': '.',
    });
    expect(specOf(chartUnit('cert-manager'))).toMatchObject({
      project: 'kind-charts',
      source: {
        repoURL: 'https://charts.example.org',
        chart: 'cert-manager',
        targetRevision: '1.2.3',
        helm: { releaseName: 'cert-manager' },
      },
    });
    expect(JSON.stringify(specOf(chartUnit('cert-manager')))).not.toContain('valuesObject');
    const source = {
      type: 'helm',
      repoURL: 'r',
      chart: 'c',
      version: '1',
      releaseName: 'x',
      values: { a: { b: 1 } },
    } as const;
    expect(specOf(chartUnit('c', { source }))).toMatchObject({
      source: { helm: { releaseName: 'x', valuesObject: { a: { b: 1 } } } },
    });
  });

  test('a folder of someone else’s repository is pinned by its commit', () => {
    const source = {
      type: 'git',
      repoURL: 'https://github.com/x/y.git',
      commit: 'abc',
      path: 'deploy',
      include: '{a,b}.yaml',
      images: ['ghcr.io/acme/web=mirror.corp/web:1.0.0'],
    } as const;
    expect(specOf(chartUnit('crds', { source }))).toMatchObject({
      source: {
        repoURL: 'https://github.com/x/y.git',
        targetRevision: 'abc',
        path: 'deploy',
        directory: { include: '{a,b}.yaml' },
        kustomize: { images: ['ghcr.io/acme/web=mirror.corp/web:1.0.0'] },
      },
    });
  });

  test('fields that the cluster writes are ignored when it syncs too', () => {
    const ignoreDifferences = [{ kind: 'Secret', jsonPointers: ['/data'] }];
    expect(specOf(unit('secrets', {}, { ignoreDifferences }))).toMatchObject({
      ignoreDifferences,
      syncPolicy: { syncOptions: [...syncOptions, 'RespectIgnoreDifferences=true'] },
    });
  });
});

describe('waves of units', () => {
  const waves = (units: readonly Unit[]) =>
    Object.fromEntries(units.map((each) => [each.name, unitWaves(units)(each)]));

  test('namespaces, charts in the order in which they need one another, secrets, workloads, smoke tests', () => {
    const units = [
      unit('smoke', { stage: 'smoke' }),
      unit('app'),
      unit('credentials', { stage: 'secrets' }),
      chartUnit('kserve', { after: ['cert-manager', 'absent'] }),
      chartUnit('addon', { after: ['kserve'] }),
      chartUnit('cert-manager'),
      unit('namespaces', { stage: 'namespaces' }),
    ];
    const of = waves(units);
    const order = ['namespaces', 'cert-manager', 'kserve', 'addon', 'credentials', 'app', 'smoke'];
    expect(order.map((name) => of[name])).toEqual([0, 10, 11, 12, 20, 30, 40]);
  });

  test('a chart waits for those of its own cluster only', () => {
    const units = [
      chartUnit('kserve', { after: ['cert-manager'] }),
      chartUnit('cert-manager', {}, { cluster: 'hub01' }),
    ];
    expect(waves(units)).toMatchObject({ kserve: 10 });
  });

  test('charts that need nothing of each other share a wave', () => {
    expect(waves([chartUnit('a'), chartUnit('b')])).toEqual({ a: 10, b: 10 });
  });

  test('charts that wait for one another are a defect', () => {
    const units = [chartUnit('a', { after: ['b'] }), chartUnit('b', { after: ['a'] })];
    expect(() => waves(units)).toThrow('charts wait in a cycle: worker01/a -> worker01/b -> worker01/a');
  });
});
