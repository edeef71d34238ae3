import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const strategies = parsePattern('spec.placementRefs[*].rolloutStrategy.type');
const conditions = parsePattern('spec.manifestWorkTemplate.manifestConfigs[*].conditionRules[*]');

/** Every rollout by steps is told when a step is done. */
export const rolloutWithoutProgress: Rule<Fault> = {
  code: 'rollout-without-progress',
  kinds: ['work.open-cluster-management.io/ManifestWorkReplicaSet'],
  severity: 'error',
  why: 'A progressive rollout goes on when the ManifestWork of a step says that it is no longer Progressing; without a rule for that condition it stays at its first step for ever.',
  fix: 'Add a condition rule `Progressing` to `manifestConfigs` of the template, with a CEL expression over the status of what it rolls out.',

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

  bad: {
    units: { 'hub01/demo': [rollout('Progressive', [])] },
    findings: [
      'ManifestWorkReplicaSet demo/web spec.placementRefs[0].rolloutStrategy.type: got Progressive, but no condition rule Progressing in manifestConfigs; add one',
    ],
  },
  good: {
    'hub01/demo': [
      rollout('All', []),
      rollout('Progressive', [
        { condition: 'Progressing', type: 'CEL', celExpressions: ['object.status.replicas != object.spec.replicas'] },
      ]),
    ],
  },
};

function rollout(type: string, conditionRules: readonly object[]): Manifest {
  return {
    apiVersion: 'work.open-cluster-management.io/v1alpha1',
    kind: 'ManifestWorkReplicaSet',
    metadata: { name: 'web', namespace: 'demo' },
    spec: {
      manifestWorkTemplate: { manifestConfigs: [{ conditionRules }] },
      placementRefs: [{ name: 'web', rolloutStrategy: { type } }],
    },
  };
}
