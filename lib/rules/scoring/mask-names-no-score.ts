import { closest } from 'fastest-levenshtein';
import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { scoreOf } from '../../graph/fleet-references';
import { kindKey, type Located } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import type { Path } from '../../model/origin';
import { faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';
import { registered } from './scorer-objects';

interface Mask extends Omit<Located, 'manifest'> {
  readonly score: string;
  readonly at: Path;
}

/** A score whose name only its scorer's answer tells is undefined. */
type Fact = { readonly mask: Mask } | { readonly cluster: string; readonly score: string | undefined };

const apiVersion = 'dynamic-scoring.open-cluster-management.io/v1alpha1';
const namespace = 'open-cluster-management';
const masks = parsePattern('spec.masks[*]');

/** Every mask names a score that a DynamicScorer has. */
export const maskNamesNoScore: Rule<Fact> = {
  code: 'mask-names-no-score',
  kinds: [
    'dynamic-scoring.open-cluster-management.io/DynamicScorer',
    'dynamic-scoring.open-cluster-management.io/DynamicScoringConfig',
  ],
  severity: 'error',
  ofAbsence: true,
  why: 'A mask is compared letter by letter with the score name; one that matches none masks nothing, and nobody is told.',
  fix: 'Write the score name as the DynamicScorer has it, not as the agent cleans it.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest, ref, path, uninstantiated, origin } = located;
      if (registered(located, {})) yield { cluster: ref.cluster, score: scoreOf(located) };
      if (kindKey(manifest) !== 'dynamic-scoring.open-cluster-management.io/DynamicScoringConfig') continue;
      for (const { value, path: at } of find(masks, manifest, []))
        if (isObject(value) && typeof value.scoreName === 'string')
          yield { mask: { ref, path, uninstantiated, origin, score: value.scoreName, at: [...at, 'scoreName'] } };
    }
  },

  *judge(facts) {
    const scores = facts.filter((fact) => 'cluster' in fact);
    for (const fact of facts) {
      if (!('mask' in fact)) continue;
      const here = scores.filter(({ cluster }) => cluster === fact.mask.ref.cluster);
      const known = here.flatMap(({ score }) => score ?? []);
      // Without a scorer here nobody says what others there are.
      if (known.length === 0 || known.length < here.length || known.includes(fact.mask.score)) continue;
      const message = `got "${fact.mask.score}", which is the score of no DynamicScorer; did you mean "${closest(fact.mask.score, known)}"?`;
      yield faultOf(fact.mask, fact.mask.at, message);
    }
  },

  bad: {
    units: { 'hub01/demo': [scorer({ params: { name: 'cpu_score', interval: 30 } }), config('cpu-score')] },
    findings: [
      'DynamicScoringConfig open-cluster-management/dynamic-scoring-config spec.masks[0].scoreName: got "cpu-score", which is the score of no DynamicScorer; did you mean "cpu_score"?',
    ],
  },
  good: { 'hub01/demo': [scorer({ params: { name: 'cpu_score', interval: 30 } }), config('cpu_score')] },
};

function scorer(scoring: object): Manifest {
  const spec = { configURL: 'http://10.0.0.1:30007/config', configSyncMode: 'None', scoring };
  return { apiVersion, kind: 'DynamicScorer', metadata: { name: 'sample', namespace }, spec };
}

function config(scoreName: string): Manifest {
  const metadata = { name: 'dynamic-scoring-config', namespace };
  return {
    apiVersion,
    kind: 'DynamicScoringConfig',
    metadata,
    spec: { masks: [{ clusterName: 'worker01', scoreName }] },
  };
}
