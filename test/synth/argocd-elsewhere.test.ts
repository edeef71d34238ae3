import { parse, parseAllDocuments } from 'yaml';
import { environment, project, scorewright, tree } from '../commands/program';

interface Rendered {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Record<string, string>;
  };
  readonly spec: {
    readonly syncPolicy?: { readonly automated?: object };
    readonly syncWindows?: readonly object[];
  };
}

const run = async (argocd: string, rest: (text: string) => string = (text) => text) => {
  const text = rest(environment().replace('path: dist }', `path: dist, argocd: ${argocd} }`));
  const dir = project({ 'environments/kind.yaml': text });
  const { stderr } = await scorewright(dir, 'synth');
  const files = Object.entries(tree(dir));
  const all = files.flatMap(([path, body]) => {
    if (path.startsWith('argocd/')) return parseAllDocuments(body).map((one) => one.toJS() as Rendered);
    return /\/Application\./.exec(path) === null ? [] : [parse(body) as Rendered];
  });
  return {
    stderr,
    all,
    applications: all.filter(({ kind }) => kind === 'Application'),
    projects: all.filter(({ kind }) => kind === 'AppProject'),
  };
};

/** The Application of a unit, and not of a cluster or of all. */
const isOfUnit = ({ metadata }: Rendered) => metadata.name.split('.').length === 3;

test('synced by hand: units wait for a person, and the Applications that hold them follow Git', async () => {
  const { stderr, applications } = await run('{ sync: manual }');
  expect(stderr).toBe('');
  const [units, holders] = [applications.filter(isOfUnit), applications.filter((one) => !isOfUnit(one))];
  expect(units.length).toBeGreaterThan(3);
  expect(units.filter(({ spec }) => spec.syncPolicy?.automated !== undefined)).toEqual([]);
  expect(units.filter(({ metadata }) => metadata.annotations?.['scorewright.dev/sync'] !== 'manual')).toEqual([]);
  expect(holders.filter(({ spec }) => spec.syncPolicy?.automated === undefined)).toEqual([]);
});

test('self-heal off, sync windows, and notifications', async () => {
  const { stderr, applications, projects } = await run(
    '{ selfHeal: false, windows: [{ kind: deny, schedule: 0 8 * * mon-fri, duration: 10h, timeZone: Europe/Berlin, manualSync: true }], notifications: { on-sync-failed.slack: fleet } }',
  );
  expect(stderr).toBe('');
  for (const { spec, metadata } of applications) {
    expect(spec.syncPolicy?.automated).toEqual({ prune: true, selfHeal: false });
    expect(metadata.annotations).toMatchObject({ 'notifications.argoproj.io/subscribe.on-sync-failed.slack': 'fleet' });
  }
  const window = {
    kind: 'deny',
    schedule: '0 8 * * mon-fri',
    duration: '10h',
    timeZone: 'Europe/Berlin',
    manualSync: true,
  };
  expect(projects.map(({ metadata: { name }, spec }) => [name, spec.syncWindows])).toEqual([
    ['kind-root', undefined],
    ['kind', [{ ...window, applications: ['*'] }]],
    ['kind-charts', [{ ...window, applications: ['*'] }]],
  ]);
});

test('another namespace, by a platform of its own', async () => {
  const { stderr, all } = await run(
    '{ sync: automated }',
    (text) =>
      `${text.replace('hub01: { platform: kind', 'hub01: { platform: own')}platforms: { own: { like: kind, argocd: { namespace: gitops } } }\n`,
  );
  expect(stderr).toBe('');
  expect(new Set(all.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['gitops']));
});

test('another instance of OpenShift GitOps: its account gets the permissions, and its ArgoCD object the health checks', async () => {
  const openshift = `environment: kind
gitops: { repoURL: https://github.com/acme/kind.git, revision: main, path: dist, operator: installed, argocd: { instance: fleet } }
clusters: { hub01: { platform: own, role: hub } }
platforms: { own: { like: openshift, argocd: { namespace: gitops } } }
external: [{ on: hub01, kind: Namespace, name: shop, why: others make it }]
manifests: { extras: { on: hub01, path: extras } }
`;
  const dir = project({
    'environments/kind.yaml': openshift,
    'environments/extras/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\n',
  });
  expect((await scorewright(dir, 'synth')).stderr).toBe('');
  const bootstrap = parseAllDocuments(tree(dir)['argocd/kind.yaml']!).map((one) => one.toJS() as object);
  expect(bootstrap).toContainEqual(
    expect.objectContaining({
      kind: 'ClusterRoleBinding',
      subjects: [{ kind: 'ServiceAccount', namespace: 'gitops', name: 'fleet-argocd-application-controller' }],
    }),
  );
  expect(bootstrap).toContainEqual(
    expect.objectContaining({
      kind: 'ArgoCD',
      metadata: expect.objectContaining({ name: 'fleet', namespace: 'gitops' }) as unknown,
    }),
  );
  expect((await scorewright(dir, 'where')).stdout).toContain('fleet-cluster');
});

test.each([
  [
    '{ windows: [{ kind: deny, schedule: never, duration: 10h }] }',
    'cron gitops.argocd.windows[0].schedule: got "never"; ',
  ],
  [
    '{ windows: [{ kind: deny, schedule: 0 8 * * *, duration: 1d }] }',
    'argocd-setting gitops.argocd.windows[0].duration: got "1d"; write a duration as Go does: ',
  ],
  [
    '{ notifications: { slack: fleet } }',
    'argocd-setting gitops.argocd.notifications.slack: got "slack"; write trigger.service, such as on-sync-failed.slack',
  ],
  [
    '{ sync: manual, selfHeal: true }',
    'argocd-setting gitops.argocd.selfHeal: got true, but with sync: manual nothing heals itself; remove it',
  ],
])('%s is one finding', async (argocd, said) => {
  const { stderr } = await run(argocd);
  expect(stderr.split('\n')).toEqual([expect.stringContaining(said), 'nothing was written', '']);
});
