import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

const finding = findingKind({
  code: 'cluster-set-binding',
  why: 'A binding counts only if it is named after the set that it binds; without a binding, the Placements of its namespace see no cluster.',
  fix: 'Give `metadata.name` and `spec.clusterSet` the same value.',
  messages: {
    name: 'got {got}; expected {expected}',
  },
});

export const clusterSetBinding = objectRule({
  ...finding,
  kinds: ['cluster.open-cluster-management.io/v1beta2/ManagedClusterSetBinding'],
  summary: 'A ManagedClusterSetBinding is named after its set.',
  turnOff: 'Never: such a binding has no effect.',

  *collect(located): Iterable<Fault> {
    const { metadata, spec } = located.manifest;
    if (spec?.clusterSet !== metadata.name)
      yield finding.fault(
        'name',
        { got: spec?.clusterSet, expected: metadata.name },
        fieldOf(located, ['spec', 'clusterSet']),
      );
  },

  judge: (faults) => faults,
});
