import { faultOf, shown } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

export const clusterSetBinding = objectRule({
  code: 'cluster-set-binding',
  kinds: ['cluster.open-cluster-management.io/v1beta2/ManagedClusterSetBinding'],
  severity: 'error',
  summary: 'A ManagedClusterSetBinding is named after its set.',
  why: 'A binding counts only if it is named after the set that it binds; without a binding, the Placements of its namespace see no cluster.',
  fix: 'Give `metadata.name` and `spec.clusterSet` the same value.',
  turnOff: 'Never: such a binding has no effect.',

  *collect(located): Iterable<Fault> {
    const { metadata, spec } = located.manifest;
    if (spec?.clusterSet !== metadata.name)
      yield faultOf(located, ['spec', 'clusterSet'], `got ${shown(spec?.clusterSet)}; expected ${metadata.name}`);
  },

  judge: (faults) => faults,
});
