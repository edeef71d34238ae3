import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

const finding = findingKind({
  code: 'rollout-without-progress',
  why: 'A progressive rollout continues when the ManifestWork of a step is no longer Progressing; without a rule for that condition it stays at its first step forever.',
  fix: 'Add a condition rule `Progressing` to `manifestConfigs` of the template, with a CEL expression over the status of what it rolls out.',
  messages: {
    missing: 'got {got} without a condition rule Progressing in manifestConfigs; add one',
  },
});

export const rolloutWithoutProgress = objectRule({
  ...finding,
  kinds: ['work.open-cluster-management.io/v1alpha1/ManifestWorkReplicaSet'],
  profile: 'scorewright',
  summary: 'Every progressive rollout learns when a step is done.',
  turnOff: 'When the work agent sets that condition by itself.',

  *collect(located): Iterable<Fault> {
    const { manifestWorkTemplate, placementRefs = [] } = located.manifest.spec ?? {};
    const rules = (manifestWorkTemplate?.manifestConfigs ?? []).flatMap(({ conditionRules = [] }) => conditionRules);
    if (rules.some(({ condition, celExpressions = [] }) => condition === 'Progressing' && celExpressions.length > 0))
      return;
    for (const [at, { rolloutStrategy }] of placementRefs.entries())
      if (rolloutStrategy?.type !== undefined && rolloutStrategy.type !== 'All')
        yield finding.fault(
          'missing',
          { got: rolloutStrategy.type },
          fieldOf(located, ['spec', 'placementRefs', at, 'rolloutStrategy', 'type']),
        );
  },

  judge: (faults) => faults,
});
