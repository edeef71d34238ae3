import { scoreOf } from '../../graph/fleet-references';
import type { Located } from '../../graph/located';
import { isGiven } from '../../model/origin';
import { formatRef } from '../../model/ref';
import { cleanScoreName } from '../../model/score-name';
import { scoreNameTaken as finding } from '../../scoring/findings/score-name-taken';
import { collisions, fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly score: string;
}

const field = ['spec', 'scoring', 'params', 'name'];

export const scoreNameTaken = objectRule({
  ...finding,
  kinds: ['dynamic-scoring.open-cluster-management.io/v1alpha1/DynamicScorer'],
  severity: 'error',
  summary: 'No two DynamicScorers that one agent asks share a score name, as written or as the agent cleans it.',
  turnOff: "Never: the two would overwrite each other's scores.",

  *collect(located): Iterable<Fact> {
    const { manifest: _, ...own } = located;
    const score = own.uninstantiated ? undefined : scoreOf(located);
    if (score !== undefined) yield { ...own, score };
  },

  *judge(facts, fleet) {
    const { agents } = fleet.input;
    const groups = collisions(facts, ({ ref, score }) => `${ref.cluster} ${cleanScoreName(score)}`);
    for (const [first, ...others] of groups.map(givenLast))
      for (const fact of others) {
        const asking = fleet
          .agentsAsking(fact.score)
          .filter((cluster) => fleet.agentsAsking(first.score).includes(cluster));
        if (agents.length > 0 && asking.length === 0) continue;
        const [got, holder] = [fact.score, formatRef(first.ref)];
        yield first.score === got
          ? finding.fault('taken', { got, holder }, fieldOf(fact, field))
          : finding.fault(
              'cleaned',
              { got, clean: cleanScoreName(got), other: `the one of ${holder}` },
              fieldOf(fact, field),
            );
      }
  },
});

/** A name that a person has given is to be changed, and not the one that its scorer came with. */
function givenLast([first, ...others]: readonly [Fact, ...Fact[]]): readonly [Fact, ...Fact[]] {
  const given = ({ origin, path }: Fact) => Number(isGiven(origin, [...path, ...field]));
  const [kept = first, ...rest] = [first, ...others].sort((a, b) => given(a) - given(b));
  return [kept, ...rest];
}
