import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const strategies = parsePattern('spec.placementRefs[*].rolloutStrategy.type');
const conditions = parsePattern('spec.manifestWorkTemplate.manifestConfigs[*].conditionRules[*]');

export const rolloutWithoutProgress: Rule<Fault> = {
  code: 'rollout-without-progress',
  kinds: ['work.open-cluster-management.io/ManifestWorkReplicaSet'],
  severity: 'error',
  summary: 'Every progressive rollout learns when a step is done.',
  why: 'A progressive rollout continues when the ManifestWork of a step is no longer Progressing; without a rule for that condition it stays at its first step forever.',
  fix: 'Add a condition rule `Progressing` to `manifestConfigs` of the template, with a CEL expression over the status of what it rolls out.',
  turnOff: 'When the work agent sets that condition by itself.',

  *collect(_, { objects: [outer] }) {
    if (kindKey(outer.manifest) !== 'work.open-cluster-management.io/ManifestWorkReplicaSet') return;
    const told = find(conditions, outer.manifest, []).some(
      ({ value }) =>
        isObject(value) &&
        value.condition === 'Progressing' &&
        Array.isArray(value.celExpressions) &&
        value.celExpressions.length > 0,
    );
    for (const { value, path } of find(strategies, outer.manifest, []))
      if (value !== 'All' && !told)
        yield faultOf(
          outer,
          path,
          `got ${String(value)}, but no condition rule Progressing in manifestConfigs; add one`,
        );
  },

  judge: (faults) => faults,
};
