import { closest } from 'fastest-levenshtein';
import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { scoreOf } from '../../graph/fleet-references';
import { kindKey, type Located } from '../../graph/located';
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
const masks = parsePattern('spec.masks[*]');

export const maskNamesNoScore: Rule<Fact> = {
  code: 'mask-names-no-score',
  kinds: [
    'dynamic-scoring.open-cluster-management.io/DynamicScorer',
    'dynamic-scoring.open-cluster-management.io/DynamicScoringConfig',
  ],
  severity: 'error',
  ofAbsence: true,
  summary: 'Every mask names a score of a DynamicScorer.',
  why: 'A mask must equal the score name exactly; a mask that matches no score hides nothing, and nobody is notified.',
  fix: 'Write the score name as the DynamicScorer has it, not as the agent cleans it.',
  turnOff: 'When the scorer is registered on the hub by someone else.',

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
};
