import { kindKey, type Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import { compare } from '../../model/finding';
import { formatRef } from '../../model/ref';
import { checkScoringConfig, scoringConfigUnread as kind } from '../../scoring/findings/scoring-config-unread';
import { configName } from '../../scoring/framework';
import { faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';
import { registered } from './scorer-objects';

interface Fact extends Omit<Located, 'manifest'> {
  readonly type: 'scorer' | 'config';
}

/** The DynamicScorers of a cluster have the one DynamicScoringConfig that is read. */
const config = groupKind('dynamic-scoring.open-cluster-management.io/DynamicScoringConfig');

export const scoringConfigUnread: Rule<Fact> = {
  ...kind,
  kinds: [
    'dynamic-scoring.open-cluster-management.io/DynamicScorer',
    'dynamic-scoring.open-cluster-management.io/DynamicScoringConfig',
  ],
  severity: 'error',
  summary: 'The DynamicScorers of a cluster come with the one DynamicScoringConfig that the controllers read.',
  turnOff: 'When the DynamicScoringConfig is kept on the hub by someone else.',
  ofAbsence: true,

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest, ref, path, uninstantiated, origin } = located;
      const isConfig = kindKey(manifest) === 'dynamic-scoring.open-cluster-management.io/DynamicScoringConfig';
      if (isConfig || registered(located, {}))
        yield { type: isConfig ? 'config' : 'scorer', ref, path, uninstantiated, origin };
    }
  },

  *judge(facts, fleet) {
    const scorers = facts.filter(({ type }) => type === 'scorer');
    const lacking = new Map<string, Fact>();
    for (const fact of scorers) {
      const { cluster, namespace = '' } = fact.ref;
      const place = { cluster, namespace };
      if (fleet.find({ ...place, ...config, name: configName }).length > 0) continue;
      const key = `${cluster}/${namespace}`;
      const known = lacking.get(key);
      if (!known || compare(fact.ref.name, known.ref.name) < 0) lacking.set(key, fact);
    }
    for (const fact of lacking.values()) {
      const wanted = formatRef({ ...config, namespace: fact.ref.namespace ?? '', name: configName });
      yield faultOf(fact, [], `got no ${wanted} beside it; without that one no cluster is told of any scorer`);
    }
    for (const fact of facts) {
      const { cluster, namespace = '', name } = fact.ref;
      const beside = scorers.find(({ ref }) => ref.cluster === cluster);
      if (fact.type === 'scorer' || !beside) continue;
      for (const { path, message } of checkScoringConfig({ name, namespace }, beside.ref.namespace ?? ''))
        yield faultOf(fact, path, message);
    }
  },
};
