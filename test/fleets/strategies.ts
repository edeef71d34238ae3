import * as fc from 'fast-check';
import type { ScoringDraft } from './dynamic-scoring';
import type { UsableEngine } from './scorers';
import { isHub, resources, some, type Draft, type Site } from './site';

const names = ['web', 'batch', 'constructor'];

const tolerations = fc.array(
  fc.constantFrom(
    { key: 'gpu', operator: 'Exists', effect: 'NoSelect' },
    { key: 'gpu', value: 'true', effect: 'PreferNoSelect' },
    { key: 'gpu', operator: 'Equal', value: 'true', effect: 'NoSelectIfNew' },
    { operator: 'Exists' },
  ),
  { maxLength: 2 },
);

const workload = fc
  .tuple(
    some({
      command: fc.constant(['/bin/server']),
      args: fc.constant(['--port', '8080']),
      port: fc.constant(8080),
      replicas: fc.integer({ min: 1, max: 3 }),
      resources,
      atOnce: fc.constantFrom(1, '25%', '100%'),
    }),
    fc.constantFrom('registry.example.com/web:1.2', 'registry.example.com/batch@sha256:' + 'ab'.repeat(32)),
  )
  .map(([rest, image]) => ({ image, ...rest }));

/** Strategies by engines that every candidate is scored by; none where no engine is of use. */
export function anyStrategies(
  all: readonly Site[],
  scoring: ScoringDraft | undefined,
): fc.Arbitrary<Draft | undefined> {
  const agents = scoring?.agents ?? [];
  const candidates = all.filter((site) => !isHub(site));
  // Where lower is better, a candidate without an agent would win.
  const usable = (scoring?.engines ?? []).filter(
    ({ lowerIsBetter }) => !lowerIsBetter || agents.length === candidates.length,
  );
  if (usable.length === 0) return fc.constant(undefined);
  // cdk8s takes a map with a key `constructor` for an object of a class, and renders none.
  const selectors = agents.flatMap(({ labels }) => (Object.hasOwn(labels, 'constructor') ? [] : [labels]));
  const strategy = fc
    .record({
      goal: fc.constantFrom('performance', 'energy', 'balanced'),
      chosen: fc.shuffledSubarray(usable, { minLength: 1 }),
      weights: fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 8, maxLength: 8 }),
      labeled: fc.constantFrom(undefined, ...selectors),
      clusters: fc.nat(),
      rest: some({
        clusterSets: fc.constantFrom(['global'], ['team-a', 'global'], ['team-b']),
        tolerations,
        stickiness: fc.integer({ min: 0, max: 10 }),
        workload,
      }),
    })
    .map(({ goal, chosen, weights, labeled, clusters, rest }) => {
      const fit = fitting(goal, chosen);
      const wanted = Object.entries(labeled ?? {});
      const most = candidates.filter(({ labels }) => wanted.every(([key, value]) => labels[key] === value)).length;
      const item = fit.engines.find((engine) => engine.item)?.item;
      return {
        goal: fit.goal,
        engines: Object.fromEntries(fit.engines.map(({ id }, at) => [id, weights[at]])),
        ...(item && { item }),
        clusters: 1 + (clusters % most),
        ...(labeled && { labels: labeled }),
        ...rest,
      };
    });
  return fc
    .dictionary(fc.constantFrom(...names), strategy, { minKeys: 1, maxKeys: 3, noNullPrototype: true })
    .map((block) => ({ block }));
}

/** The goal where engines of it are there, else what the engines are good for. */
function fitting(goal: string, chosen: readonly UsableEngine[]): { goal: string; engines: readonly UsableEngine[] } {
  const serves = (wanted: string) => chosen.filter((engine) => engine.goal === undefined || engine.goal === wanted);
  const both = chosen.length > 1 && ['performance', 'energy'].every((each) => serves(each).length > 0);
  if (goal === 'balanced' && both) return { goal, engines: chosen };
  const first = [goal, 'performance', 'energy'].find((each) => each !== 'balanced' && serves(each).length > 0);
  return { goal: first ?? goal, engines: serves(first ?? goal) };
}
