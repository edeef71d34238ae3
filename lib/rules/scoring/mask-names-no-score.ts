import { scoreOf } from '../../graph/fleet-references';
import { type Located } from '../../graph/located';
import type { Path } from '../../model/origin';
import { hint } from '../../model/words';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Mask extends Omit<Located, 'manifest'> {
  readonly score: string;
  readonly at: Path;
}

/** A score whose name only its scorer's answer tells is undefined. */
type Fact = { readonly mask: Mask } | { readonly cluster: string; readonly score: string | undefined };

const finding = findingKind({
  code: 'mask-names-no-score',
  why: 'A mask must equal the score name exactly; a mask that matches no score hides nothing, and nobody is notified.',
  fix: 'Write the score name as the DynamicScorer has it, not as the agent cleans it.',
  messages: {
    unknown: 'got "{got}", which is not the score of any DynamicScorer; {hint}',
  },
});

export const maskNamesNoScore = objectRule({
  ...finding,
  kinds: [
    'dynamic-scoring.open-cluster-management.io/v1alpha1/DynamicScorer',
    'dynamic-scoring.open-cluster-management.io/v1alpha1/DynamicScoringConfig',
  ],
  ofAbsence: true,
  summary: 'Every mask names a score of a DynamicScorer.',
  turnOff: 'When the scorer is registered on the hub by someone else.',

  *collect(located): Iterable<Fact> {
    const { manifest, ...own } = located;
    if (manifest.kind === 'DynamicScorer') {
      if (!own.uninstantiated) yield { cluster: own.ref.cluster, score: scoreOf(located) };
      return;
    }
    for (const [at, { scoreName }] of (manifest.spec?.masks ?? []).entries())
      yield { mask: { ...own, score: scoreName, at: ['spec', 'masks', at, 'scoreName'] } };
  },

  *judge(facts) {
    const scores = facts.filter((fact) => 'cluster' in fact);
    for (const fact of facts) {
      if (!('mask' in fact)) continue;
      const here = scores.filter(({ cluster }) => cluster === fact.mask.ref.cluster);
      const known = here.flatMap(({ score }) => score ?? []);
      // Without a scorer here, the scorers of others are unknown.
      if (known.length === 0 || known.length < here.length || known.includes(fact.mask.score)) continue;
      yield finding.fault(
        'unknown',
        { got: fact.mask.score, ...hint(fact.mask.score, known, 'scores') },
        fieldOf(fact.mask, fact.mask.at),
      );
    }
  },
});
