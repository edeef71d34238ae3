import * as fc from 'fast-check';
import { chartsBlock, freeCharts, type ChartSites } from './charts';
import { anyScoring, type ScoringDraft } from './dynamic-scoring';
import { anyEks } from './eks';
import { anyEnergetiscope } from './energetiscope';
import { anyWay } from './exposure';
import { anyOcifit } from './ocifit';
import { anySecrets } from './secrets';
import { anyModelServing } from './serving';
import { anySites, clusterEntry, isHub, onJust, some, someOf, type Draft, type External, type Site } from './site';
import { anyStrategies } from './strategies';

/** An environment file as data; keys in the order in which a person might have written them. */
export type EnvironmentData = Readonly<Record<string, unknown>>;

/** Which environments are wanted. */
export interface Wanted {
  /** @default kind */
  readonly name?: string;
  /** Components that may occur. @default - every one */
  readonly only?: readonly string[];
}

type Drafts = Readonly<Record<string, Draft | undefined>>;

/**
 * Environments that are right in every way, over every block of the schema: what a block asks of the others is there. Files that
 * they name are those of `files.ts`.
 */
export function validEnvironment({ name = 'kind', only }: Wanted = {}): fc.Arbitrary<EnvironmentData> {
  const maybe = (block: string, arbitrary: fc.Arbitrary<Draft | undefined>): fc.Arbitrary<Draft | undefined> =>
    only === undefined || only.includes(block)
      ? fc.option(arbitrary, { freq: 2, nil: undefined })
      : fc.constant(undefined);
  return anySites
    .chain((all) =>
      fc
        .record({
          all: fc.constant(all),
          secrets: fc.option(anySecrets(all), { freq: 3, nil: undefined }),
          scoring: all.length === 1 ? fc.constant(undefined) : maybe('dynamic-scoring', anyScoring(all)),
          eks: maybe('eks', anyEks(all)),
          energetiscope: maybe('energetiscope', anyEnergetiscope(all)),
        })
        .chain((first) => {
          const scoring = first.scoring as ScoringDraft | undefined;
          return fc.record({
            ...{ all: fc.constant(all), free: freeCharts(all), gitops: anyGitops(all), external: anyExternals(all) },
            severities: anySeverities,
            consent: anyConsent(all),
            drafts: fc.record<Drafts>({
              secrets: fc.constant(first.secrets),
              'dynamic-scoring': fc.constant(scoring),
              eks: fc.constant(first.eks),
              energetiscope: fc.constant(first.energetiscope),
              ocifit: maybe('ocifit', anyOcifit(all, first.eks?.block ?? {})),
              serving: maybe('serving', anyModelServing(all, first.secrets?.block.backend)),
              'scoring-api': scoring ? maybe('scoring-api', anyScoringApi(all)) : fc.constant(undefined),
              strategies: maybe('strategies', anyStrategies(all, scoring)),
            }),
            scoring: fc.constant(scoring),
          });
        }),
    )
    .chain(({ all, free, gitops, external, drafts, scoring, severities, consent }) =>
      fc
        .record({
          charts: chartsBlock([free, ...chartsOf(drafts)], all),
          patches: anyPatches(scoring, all),
        })
        .map(({ charts, patches }) => {
          const entries = unique([...Object.values(drafts).flatMap((draft) => draft?.external ?? []), ...external]);
          const rules = {
            ...severities,
            ...(rendersMovingTags(drafts, scoring) && {
              'mutable-image-tag': { severity: 'off', reason: 'upstream publishes moving tags only' },
            }),
          };
          return {
            environment: name,
            clusters: Object.fromEntries(all.map((site) => [site.name, clusterEntry(site)])),
            ...(JSON.stringify(drafts['dynamic-scoring'] ?? '').includes('"headroom"') && {
              plugins: ['./scorers/headroom.ts'],
            }),
            ...(Object.keys(charts).length > 0 && { charts }),
            ...Object.fromEntries(
              Object.entries(drafts).flatMap(([block, draft]) => (draft ? [[block, draft.block]] : [])),
            ),
            ...(entries.length > 0 && { external: entries }),
            ...(patches.length > 0 && { patches }),
            ...(Object.keys(rules).length > 0 && { rules }),
            ...(consent.length > 0 && { consent }),
            gitops,
          };
        }),
    );
}

/** Severities that turn nothing down: one of a rule that finds nothing would be a finding. */
const anySeverities = some({
  'account-unused': fc.constant({ severity: 'error', reason: 'an account too many is a way in' }),
  'job-literal-date': fc.constant({ severity: 'warning', reason: 'as it is' }),
});

/** What the next commit may do; without the commit before, nothing says that it asks for more than happens. */
function anyConsent(all: readonly Site[]): fc.Arbitrary<readonly object[]> {
  const entry = fc
    .tuple(
      fc.record({
        what: fc.constantFrom('many objects', 'remove Namespace *', 'half of worker'),
        why: fc.constant('we move'),
      }),
      some({ on: fc.constantFrom(...all.map(({ name }) => name), 'gone') }),
    )
    .map(([what, where]) => ({ ...what, ...where }));
  return fc.array(entry, { maxLength: 2 });
}

function chartsOf(drafts: Drafts): ChartSites[] {
  return Object.values(drafts).flatMap((draft) => (draft?.charts ? [draft.charts] : []));
}

function anyGitops(all: readonly Site[]): fc.Arbitrary<object> {
  const onOpenShift = all.some((site) => isHub(site) && site.platform === 'openshift');
  return fc
    .tuple(
      fc.record({
        path: fc.constantFrom('dist', 'fleet/dist', 'a.b/c_d'),
        revision: fc.constantFrom('main', 'refs/heads/main', 'v1.0'),
        repoURL: fc.constantFrom('https://github.com/acme/fleet.git', 'git@github.com:acme/fleet.git'),
      }),
      onOpenShift ? some({ operator: fc.constantFrom('install', 'installed') }) : fc.constant({}),
    )
    .map(([source, operator]) => ({ ...source, ...operator }));
}

function anyExternals(all: readonly Site[]): fc.Arbitrary<readonly External[]> {
  return fc.array(
    someOf(all).chain((chosen) =>
      fc.record({
        on: onJust(chosen, all),
        kind: fc.constantFrom('Deployment', 'Secret'),
        name: fc.constantFrom('default/nginx', 'demo/a.b', 'demo/c'),
        why: fc.constantFrom('demo', 'made | by hand\nlong ago', 'für später: 100 %'),
      }),
    ),
    { maxLength: 3 },
  );
}

function anyScoringApi(all: readonly Site[]): fc.Arbitrary<Draft> {
  return fc.constantFrom(...all).chain((site) =>
    fc
      .record({
        way: fc.option(
          anyWay({ on: [site], namespace: 'scoring-api', nodePort: 30_800, host: 'api.example.com', told: false }),
          { nil: undefined },
        ),
        rest: some({
          image: fc.constant('mirror.example.com/nginx-unprivileged:1.29.3'),
          replicas: fc.integer({ min: 1, max: 3 }),
        }),
      })
      .map(({ way, rest }) => ({
        block: { on: site.name, ...(way && { expose: way.expose }), ...rest },
        external: way?.external ?? [],
      })),
  );
}

/** Operations of every kind on something that is rendered, each on what the one before it left. */
function anyPatches(scoring: ScoringDraft | undefined, all: readonly Site[]): fc.Arbitrary<readonly object[]> {
  const scorer = scoring?.scorers.find(({ id, settings }) => id === 'sample' && settings.on !== undefined);
  const home = all.filter(({ name }) => name === scorer?.settings.on);
  if (scorer === undefined) return fc.constant([]);
  const at = (name: string) => `/metadata/labels/example.com~1${name}`;
  const ops = [
    { op: 'add', path: at('team'), value: 'energy' },
    { op: 'test', path: at('team'), value: 'energy' },
    { op: 'copy', from: at('team'), path: at('owner') },
    { op: 'move', from: at('owner'), path: at('group') },
    { op: 'replace', path: at('group'), value: 'scoring' },
    { op: 'remove', path: at('group') },
  ];
  const names: Readonly<Record<string, string>> = { Deployment: 'sample-scorer' };
  return fc.record({ on: onJust(home, all), length: fc.integer({ min: 0, max: ops.length }) }).map(({ on, length }) =>
    length === 0
      ? []
      : Object.entries(names).map(([kind, its]) => ({
          target: { on, kind, name: `dynamic-scoring/${its}` },
          ops: ops.slice(0, length),
        })),
  );
}

function unique(entries: readonly External[]): External[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

/** Whether an image stays that upstream publishes under a moving tag only. */
function rendersMovingTags(drafts: Drafts, scoring: ScoringDraft | undefined): boolean {
  const { ocifit, energetiscope } = drafts;
  const images = (ocifit?.block.images ?? {}) as Readonly<Record<string, unknown>>;
  return (
    (scoring?.scorers.some(({ image }) => image?.endsWith(':latest')) ?? false) ||
    scoring?.block.hub === 'rendered' ||
    (ocifit !== undefined && images.webhook === undefined) ||
    (energetiscope !== undefined && energetiscope.block.image === undefined)
  );
}
