import { type Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import { compare } from '../../model/finding';
import { formatRef } from '../../model/ref';
import { checkScoringConfig, scoringConfigUnread as finding } from '../../scoring/findings/scoring-config-unread';
import { configName } from '../../scoring/framework';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly type: 'scorer' | 'config';
}

const config = groupKind('dynamic-scoring.open-cluster-management.io/DynamicScoringConfig');

export const scoringConfigUnread = objectRule({
  ...finding,
  kinds: [
    'dynamic-scoring.open-cluster-management.io/v1alpha1/DynamicScorer',
    'dynamic-scoring.open-cluster-management.io/v1alpha1/DynamicScoringConfig',
  ],
  severity: 'error',
  summary: 'The DynamicScorers of a cluster come with the one DynamicScoringConfig that the controllers read.',
  turnOff: 'When the DynamicScoringConfig is kept on the hub by someone else.',
  ofAbsence: true,

  *collect({ manifest, ...own }): Iterable<Fact> {
    if (manifest.kind === 'DynamicScoringConfig') yield { ...own, type: 'config' };
    else if (!own.uninstantiated) yield { ...own, type: 'scorer' };
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
      yield finding.fault('missing', { expected: wanted }, fieldOf(fact, []));
    }
    for (const fact of facts) {
      const { cluster, namespace = '', name } = fact.ref;
      const beside = scorers.find(({ ref }) => ref.cluster === cluster);
      if (fact.type === 'scorer' || !beside) continue;
      for (const fault of checkScoringConfig({ name, namespace }, beside.ref.namespace ?? ''))
        yield { ...fault, ...fieldOf(fact, fault.path) };
    }
  },
});
