import { type Located } from '../../graph/located';
import { stages, stepOf, type Stage } from '../../model/unit';
import { findingKind } from '../../model/finding-kind';
import { bySource, fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { RuleFleet } from '../engine/rule-fleet';
import { unitKey } from './unit-order';

interface Fact extends Omit<Located, 'manifest'> {
  readonly wave: number;
}

interface Ranked extends Fact {
  readonly stage: Stage;
}

const finding = findingKind({
  code: 'application-order',
  why: 'The waves of the Applications give a cluster its namespaces before its charts, and both before the workloads that need them; smoke tests come last.',
  fix: 'Give the Application of a later stage a later wave.',
  messages: {
    late: 'got wave {got} for stage {stage}; {earlier} of stage {before} is in wave {wave}, and must come before it',
  },
});

export const applicationOrder = objectRule({
  ...finding,
  kinds: ['argoproj.io/v1alpha1/Application'],
  profile: 'scorewright',
  appliesTo: 'argo-cd',
  summary: 'The Applications of a cluster follow one another in the order of their stages.',
  turnOff: 'When the units of the cluster do not depend on one another.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    if (own.path.length > 0) return;
    yield { ...own, wave: Number(manifest.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0) };
  },

  *judge(facts, fleet) {
    // By carrying unit and stage, the Application of the latest wave.
    const latest = new Map<string, Ranked>();
    const ranked = facts.flatMap((fact): Ranked[] => {
      const stage = stageOf(fact, fleet);
      return stage === undefined ? [] : [{ ...fact, stage }];
    });
    for (const fact of ranked) {
      const key = `${unitKey(fact.origin)} ${fact.stage}`;
      const known = latest.get(key);
      if (!known || (known.wave - fact.wave || bySource(fact, known)) < 0) latest.set(key, fact);
    }
    for (const fact of ranked) {
      const before = stages.filter((stage) => stepOf(stage) < stepOf(fact.stage));
      const earlier = before
        .flatMap((stage) => latest.get(`${unitKey(fact.origin)} ${stage}`) ?? [])
        .find(({ wave }) => wave >= fact.wave);
      if (earlier)
        yield finding.fault(
          'late',
          { got: fact.wave, stage: fact.stage, earlier: earlier.ref.name, before: earlier.stage, wave: earlier.wave },
          fieldOf(fact, ['metadata', 'annotations']),
        );
    }
  },
});

/** Applications are named `environment.cluster.unit`. */
function stageOf({ ref }: Fact, fleet: RuleFleet): Stage | undefined {
  const [environment, cluster, unit] = ref.name.split('.');
  if (environment !== fleet.input.fleet.environment || cluster === undefined || unit === undefined) return undefined;
  return fleet.unit({ cluster, unit, settings: [] })?.stage;
}
