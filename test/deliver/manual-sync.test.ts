import { syncedByHand, unitApplication } from '../../lib/deliver/application';
import { healthScripts } from '../../lib/deliver/health';
import type { Cluster, Fleet } from '../../lib/model/fleet';
import type { Unit } from '../../lib/model/unit';

const hub: Cluster = { name: 'hub01', platform: 'kind', role: 'hub', labels: {}, nodes: 1 };
const fleet: Fleet = {
  environment: 'kind',
  gitops: { repoURL: 'https://github.com/acme/fleet.git', revision: 'refs/heads/main', path: 'dist' },
  hub,
  clusters: [hub],
};
const unit: Unit = {
  name: 'ocifit-experiment-fom',
  component: 'ocifit',
  cluster: 'hub01',
  delivery: 'argo',
  stage: 'workloads',
  settings: ['ocifit'],
  namespaces: [],
  needs: [],
  content: { type: 'constructs', ignoreDifferences: [], tests: [], build: () => undefined },
};

function application(of: Unit) {
  const place = {
    fleet,
    cluster: hub,
    argocdNamespace: 'argocd',
    wave: 30,
    namespace: 'ocifit-experiments',
    files: [],
  };
  return unitApplication(of, place) as unknown as {
    metadata: { annotations: Record<string, string> };
    spec: { syncPolicy: Record<string, unknown> };
  };
}

test('a unit syncs by itself and never gives up unless it says otherwise', () => {
  const { metadata, spec } = application(unit);
  expect(spec.syncPolicy).toMatchObject({ automated: { prune: true, selfHeal: true }, retry: { limit: -1 } });
  expect(metadata.annotations).not.toHaveProperty(['scorewright.dev/sync']);
});

test('a manual unit is left to a person: no automated sync, no retries, and a mark', () => {
  const { metadata, spec } = application({ ...unit, sync: 'manual' });
  expect(spec.syncPolicy).toEqual({ syncOptions: ['ServerSideApply=true', 'SkipDryRunOnMissingResource=true'] });
  expect(metadata.annotations).toMatchObject(syncedByHand);
});

test('the health check of child Applications reads the mark before it asks for any comparison', () => {
  const [[key, value]] = Object.entries(syncedByHand) as [[string, string]];
  const { lua } = healthScripts.find(({ kind }) => kind === 'Application')!;
  const marked = lua.indexOf(`if marks["${key}"] == "${value}" then\n  return { status = "Healthy"`);
  expect(marked).toBeGreaterThan(0);
  expect(marked).toBeLessThan(lua.indexOf('local status = obj.status'));
});
