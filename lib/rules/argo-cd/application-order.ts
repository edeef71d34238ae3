import { kindKey, type Located } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { stages, type Stage } from '../../model/unit';
import { bySource, faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';
import { unitKey } from './unit-order';

interface Fact extends Omit<Located, 'manifest'> {
  readonly wave: number;
}

interface Ranked extends Fact {
  readonly stage: Stage;
}

/** The Applications of a cluster's units follow one another as their stages do. */
export const applicationOrder: Rule<Fact> = {
  code: 'application-order',
  kinds: ['argoproj.io/Application'],
  severity: 'error',
  appliesTo: 'argo-cd',
  why: 'The waves of its Applications are what brings a cluster its namespaces before its charts, and both before what needs them; smoke tests come last.',
  fix: 'Give the Application of a later stage a later wave.',

  *collect(_, { objects: [{ manifest, ref, path, uninstantiated, origin }] }) {
    if (kindKey(manifest) !== 'argoproj.io/Application') return;
    const wave = Number(manifest.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
    yield { ref, path, uninstantiated, origin, wave };
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
      const before = stages.slice(0, stages.indexOf(fact.stage));
      const earlier = before
        .flatMap((stage) => latest.get(`${unitKey(fact.origin)} ${stage}`) ?? [])
        .find(({ wave }) => wave >= fact.wave);
      if (earlier)
        yield faultOf(
          fact,
          ['metadata', 'annotations'],
          `got wave ${fact.wave} for stage ${fact.stage}; ${earlier.ref.name} of stage ${earlier.stage} comes in wave ${earlier.wave}, and must come before it`,
        );
    }
  },

  bad: {
    units: {
      'hub01/applications-hub01': [application('example.hub01.demo', '10'), application('example.hub01.smoke')],
      'hub01/demo': [],
      'hub01/smoke': [],
    },
    findings: [
      'Application argocd/example.hub01.smoke metadata.annotations: got wave 0 for stage smoke; example.hub01.demo of stage workloads comes in wave 10, and must come before it',
    ],
  },
  good: {
    'hub01/applications-hub01': [
      application('example.hub01.demo', '10'),
      application('example.hub01.other'),
      application('example.hub01.smoke', '20'),
    ],
    'hub01/demo': [],
    'hub01/other': [],
    'hub01/smoke': [],
  },
};

/** Applications are named `environment.cluster.unit`. */
function stageOf({ ref }: Fact, fleet: RuleFleet): Stage | undefined {
  const [environment, cluster, unit] = ref.name.split('.');
  if (environment !== fleet.input.fleet.environment || cluster === undefined || unit === undefined) return undefined;
  return fleet.unit({ cluster, unit, settings: [] })?.stage;
}

function application(name: string, wave?: string): Manifest {
  const annotations = wave === undefined ? {} : { 'argocd.argoproj.io/sync-wave': wave };
  const metadata = { name, namespace: 'argocd', annotations };
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata };
}
