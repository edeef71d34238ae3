import * as fc from 'fast-check';

/** An environment file as data; keys in the order in which a person might have written them. */
export type EnvironmentData = Readonly<Record<string, unknown>>;

interface Site {
  readonly name: string;
  readonly platform: 'kind' | 'eks' | 'openshift';
  readonly role: 'hub' | 'managed';
  readonly labels: Readonly<Record<string, string>>;
  readonly nodes: number;
}

const clusterNames = [
  'hub01',
  'edge',
  'constructor',
  'a',
  'worker-1',
  'worker-2',
  'worker-10',
  'z9',
  'ocp',
  'valueof',
  'x-1',
  'north',
];
const labels = fc.dictionary(
  fc.constantFrom('power', 'example.com/site', 'constructor'),
  fc.constantFrom('kepler', '', 'a'),
  {
    maxKeys: 2,
  },
);

const sites: fc.Arbitrary<Site[]> = fc
  .tuple(
    fc.shuffledSubarray(clusterNames, { minLength: 1, maxLength: clusterNames.length }),
    fc.array(
      fc.record({
        platform: fc.constantFrom('kind', 'eks', 'openshift'),
        labels,
        nodes: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: clusterNames.length, maxLength: clusterNames.length },
    ),
    fc.nat(),
    // Mostly few: what goes wrong with twelve goes wrong with three.
    fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(clusterNames.length)),
  )
  .map(([names, parts, hub, size]) => {
    const few = names.slice(0, size);
    return few.map((name, at) => ({
      name,
      role: at === hub % few.length ? ('hub' as const) : ('managed' as const),
      ...(parts[at] ?? { platform: 'kind' as const, labels: {}, nodes: 1 }),
    }));
  });

/** Every form of `on` that selects a cluster of these. */
function anyOn(all: readonly Site[]): fc.Arbitrary<unknown> {
  const names = all.map(({ name }) => name);
  const selectors = all.flatMap(({ labels: of }) => [
    of,
    ...Object.entries(of).map(([key, value]) => ({ [key]: value })),
  ]);
  return fc.oneof(
    fc.constantFrom('all', 'hub', ...(all.length > 1 ? ['managed'] : [])),
    fc.constantFrom(...names),
    fc.shuffledSubarray(names, { minLength: 1 }),
    fc.constantFrom(...selectors).map((selector) => ({ labels: selector })),
  );
}

/** Every way to expose a scorer that reaches all clusters from there. */
function anyExposure({ platform }: Site, port: number, host: string): fc.Arbitrary<object> {
  const ways: fc.Arbitrary<object>[] = [fc.constant({ nodePort: 30_000 + port })];
  if (platform === 'openshift') ways.push(fc.constantFrom({ route: 'edge' }, { route: 'http', host }));
  else ways.push(fc.constant({ ingress: 'nginx', host }));
  if (platform !== 'kind')
    ways.push(fc.constantFrom({ loadBalancer: 'internal', host }, { loadBalancer: 'internet-facing', host }));
  return fc.oneof(...ways);
}

const scorers = { sample: 'sample_my_score', static: 'example_score' } as const;
type ScorerName = keyof typeof scorers;

function dynamicScoring(all: readonly Site[]): fc.Arbitrary<object> {
  return fc
    .record({
      delivery: fc.constantFrom(undefined, 'argo', 'work'),
      chosen: fc.shuffledSubarray(Object.keys(scorers) as ScorerName[], { minLength: 1 }),
      homes: fc.array(fc.constantFrom(...all), { minLength: 2, maxLength: 2 }),
      masked: fc.shuffledSubarray(all.flatMap(({ name, role }) => (role === 'managed' ? [name] : []))),
    })
    .chain(({ delivery, chosen, homes, masked }) => {
      const each = chosen.map((name, at) => {
        const home = homes[at] ?? all[0]!;
        return anyExposure(home, at + 1, `${name}.fleet.example.com`).map(
          (expose) => [name, { on: home.name, expose }] as const,
        );
      });
      return fc.tuple(...each).map((entries) => ({
        ...(delivery === undefined ? {} : { delivery }),
        scorers: Object.fromEntries(entries),
        ...(chosen.includes('sample') && masked.length > 0
          ? { masks: masked.map((cluster) => ({ cluster, score: scorers.sample })) }
          : {}),
        on: 'managed',
      }));
    });
}

const gitops = fc.record({
  path: fc.constantFrom('dist', 'fleet/dist', 'a.b/c_d'),
  revision: fc.constantFrom('main', 'refs/heads/main', 'v1.0'),
  repoURL: fc.constantFrom('https://github.com/acme/fleet.git', 'git@github.com:acme/fleet.git'),
});

/** Environments that are right in every way; clusters, placements, exposures, masks, charts, externals and patches vary. */
export function validEnvironment(name = 'kind'): fc.Arbitrary<EnvironmentData> {
  return sites.chain((all) =>
    fc
      .record({
        gitops,
        scoring:
          all.length === 1 ? fc.constant(undefined) : fc.option(dynamicScoring(all), { freq: 6, nil: undefined }),
        charts: fc.record(
          { 'cert-manager': anyOn(all), 'flux-operator': anyOn(all), 'node-feature-discovery': anyOn(all) },
          { requiredKeys: [] },
        ),
        external: fc.array(
          fc.record({
            on: anyOn(all),
            kind: fc.constantFrom('Deployment', 'Secret'),
            name: fc.constantFrom('default/nginx', 'demo/a.b', 'demo/c'),
            why: fc.constantFrom('demo', 'made | by hand\nlong ago', 'für später: 100 %'),
          }),
          { maxLength: 3 },
        ),
        patched: fc.boolean(),
      })
      .map(({ gitops: source, scoring, charts, external, patched }) => {
        const ports = new Set(Object.keys((scoring as { scorers?: object } | undefined)?.scorers ?? {}));
        const home = (scoring as { scorers?: { sample?: { on: string } } } | undefined)?.scorers?.sample?.on;
        const patch = {
          target: { on: home, kind: 'Deployment', name: 'dynamic-scoring/sample-scorer' },
          ops: [{ op: 'add', path: '/metadata/labels/example.com~1team', value: 'energy' }],
        };
        const ingress = JSON.stringify(scoring ?? {}).includes('"ingress"');
        const classes = ingress
          ? [{ on: 'all', kind: 'IngressClass', name: 'nginx', why: 'comes with the clusters' }]
          : [];
        const unique = [...new Map(external.map((entry) => [JSON.stringify(entry), entry])).values()];
        return {
          environment: name,
          clusters: Object.fromEntries(all.map((site, at) => [site.name, clusterEntry(site, at)])),
          charts: { ...charts, 'kube-prometheus-stack': { on: 'all' }, ...chartEntries(charts) },
          ...(scoring === undefined ? {} : { 'dynamic-scoring': scoring }),
          external: [...classes, ...unique],
          ...(patched && home !== undefined && ports.has('sample') ? { patches: [patch] } : {}),
          gitops: source,
        };
      }),
  );
}

function chartEntries(charts: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(charts).map(([name, on]) => [name, { on }]));
}

function clusterEntry({ platform, role, labels: of, nodes }: Site, at: number): object {
  return {
    ...(nodes === 1 ? {} : { nodes }),
    platform,
    ...(role === 'hub' ? { role } : {}),
    address: at % 3 === 2 ? `node-${at}.example.com` : `172.18.0.${at + 2}`,
    ...(platform === 'openshift' ? { appsDomain: `apps.c${at}.example.com` } : {}),
    ...(Object.keys(of).length === 0 ? {} : { labels: of }),
  };
}
