import type { Manifest } from '../../../lib/model/manifest';
import { applicationStuck } from '../../../lib/rules/argo-cd/application-stuck';
import { findings, fleet } from '../example-fleet';

const cascade = 'resources-finalizer.argocd.argoproj.io';

function application(finalizers: readonly string[] | undefined, path = 'dist/hub01/demo'): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'demo', namespace: 'argocd', ...(finalizers && { finalizers }) },
    spec: {
      source: { repoURL: 'https://git.example/fleet.git', targetRevision: 'refs/heads/main', path },
      destination: { name: 'hub01', namespace: 'demo' },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: { limit: -1, refresh: true },
        syncOptions: ['ServerSideApply=true', 'SkipDryRunOnMissingResource=true'],
      },
    },
  };
}

const folderOf = ({ cluster, unit }: { readonly cluster: string; readonly unit: string }): string =>
  `dist/${cluster}/${unit}`;

describe('an Application that another one brings', () => {
  const root = application(undefined, 'dist/hub01/applications');
  const units = (child: Manifest) => ({ 'hub01/root': [root], 'hub01/applications': [child] });

  test('takes its objects with it when it goes', () => {
    expect(findings(applicationStuck, units(application(undefined)), { folderOf })).toEqual([
      `Application argocd/demo metadata.finalizers: got no ${cascade}; without it the objects stay when the Application goes`,
    ]);
    expect(findings(applicationStuck, units(application([cascade])), { folderOf })).toEqual([]);
    expect(findings(applicationStuck, units(application([`${cascade}/background`])), { folderOf })).toEqual([]);
  });

  test('is not asked for that where its folder is not known', () => {
    expect(findings(applicationStuck, units(application(undefined)))).toEqual([]);
  });
});

test('sync options are the affair of whoever wrote an Application of another repository', () => {
  const { syncPolicy, ...spec } = application([cascade]).spec as { readonly syncPolicy: Record<string, unknown> };
  const bare: Manifest = {
    ...application([cascade]),
    spec: { ...spec, syncPolicy: { ...syncPolicy, syncOptions: [] } },
  };
  const foreign = { ...fleet, gitops: { ...fleet.gitops, repoURL: '' } };
  expect(findings(applicationStuck, { 'hub01/demo': [bare] }, { fleet: foreign })).toEqual([]);
  expect(findings(applicationStuck, { 'hub01/demo': [bare] })).toEqual([
    'Application argocd/demo spec.syncPolicy.syncOptions: got no ServerSideApply=true; add it',
    'Application argocd/demo spec.syncPolicy.syncOptions: got no SkipDryRunOnMissingResource=true; add it',
  ]);
});

describe('the paths that Argo CD watches for an Application', () => {
  const watching = (paths: string): Manifest => {
    const child = application([cascade]);
    const annotations = { 'argocd.argoproj.io/manifest-generate-paths': paths };
    return { ...child, metadata: { ...child.metadata, annotations } };
  };
  const told = (paths: string): string[] => findings(applicationStuck, { 'hub01/demo': [watching(paths)] });

  test.each(['.', './', '..', '/dist/hub01', '/dist/hub01/demo/', '/other;.'])('may be %s', (paths) => {
    expect(told(paths)).toEqual([]);
  });

  test.each(['x', './base', '/dist/hub01/dem', '/other'])('may not be %s, which leaves its folder out', (paths) => {
    expect(told(paths)).toEqual([
      `Application argocd/demo metadata.annotations["argocd.argoproj.io/manifest-generate-paths"]: got ${paths}, which leaves out dist/hub01/demo: changes there would go unnoticed; use "."`,
    ]);
  });
});
