import { scoreOf } from '../../graph/fleet-references';
import type { Located } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { isGiven } from '../../model/origin';
import { formatRef } from '../../model/ref';
import { cleanScoreName } from '../../model/score-name';
import { scoreNameTaken as kind } from '../../scoring/findings/score-name-taken';
import { collisions, faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';
import { registered } from './scorer-objects';

interface Fact extends Omit<Located, 'manifest'> {
  readonly score: string;
}

const field = ['spec', 'scoring', 'params', 'name'];

/** No two DynamicScorers that an agent asks have one score name, as it stands or as the agent cleans it. */
export const scoreNameTaken: Rule<Fact> = {
  ...kind,
  kinds: ['dynamic-scoring.open-cluster-management.io/DynamicScorer'],
  severity: 'error',

  *collect(_, { objects }) {
    for (const located of objects) {
      const score = registered(located, {}) && scoreOf(located);
      const { ref, path, uninstantiated, origin } = located;
      if (score !== undefined) yield { score, ref, path, uninstantiated, origin };
    }
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
        const same = first.score === fact.score;
        const message = same
          ? `got "${fact.score}"; ${formatRef(first.ref)} has it, and the agent would ask only one of the two; choose another name`
          : `got "${fact.score}"; it becomes "${cleanScoreName(fact.score)}", as does that of ${formatRef(first.ref)}; choose another name`;
        yield faultOf(fact, field, message);
      }
  },

  bad: {
    units: { 'hub01/demo': [scorer('a', 'cpu_score'), scorer('b', 'cpu-score'), scorer('c', 'cpu_score')] },
    findings: [
      'DynamicScorer open-cluster-management/b spec.scoring.params.name: got "cpu-score"; it becomes "cpu-score", as does that of DynamicScorer open-cluster-management/a; choose another name',
      'DynamicScorer open-cluster-management/c spec.scoring.params.name: got "cpu_score"; DynamicScorer open-cluster-management/a has it, and the agent would ask only one of the two; choose another name',
    ],
  },
  good: { 'hub01/demo': [scorer('a', 'cpu_score'), scorer('b', 'power_score')] },
};

/** A name that a person has given is to be changed, and not the one that its scorer came with. */
function givenLast([first, ...others]: readonly [Fact, ...Fact[]]): readonly [Fact, ...Fact[]] {
  const given = ({ origin, path }: Fact) => Number(isGiven(origin, [...path, ...field]));
  const [kept = first, ...rest] = [first, ...others].sort((a, b) => given(a) - given(b));
  return [kept, ...rest];
}

function scorer(name: string, score: string): Manifest {
  return {
    apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
    kind: 'DynamicScorer',
    metadata: { name, namespace: 'open-cluster-management' },
    spec: {
      configURL: 'http://10.0.0.1:30007/config',
      configSyncMode: 'None',
      scoring: { params: { name: score, interval: 30 } },
    },
  };
}
