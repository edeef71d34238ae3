import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { faultOf, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const clusterSet = parsePattern('spec.clusterSet');

export const clusterSetBinding: Rule<Fault> = {
  code: 'cluster-set-binding',
  kinds: ['cluster.open-cluster-management.io/ManagedClusterSetBinding'],
  severity: 'error',
  summary: 'A ManagedClusterSetBinding is named after its set.',
  why: 'A binding counts only if it is named after the set that it binds; without a binding, the Placements of its namespace see no cluster.',
  fix: 'Give `metadata.name` and `spec.clusterSet` the same value.',
  turnOff: 'Never: such a binding has no effect.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest } = located;
      if (kindKey(manifest) !== 'cluster.open-cluster-management.io/ManagedClusterSetBinding') continue;
      const [found] = find(clusterSet, manifest, []);
      if (found?.value !== manifest.metadata.name)
        yield faultOf(
          located,
          ['spec', 'clusterSet'],
          `got ${shown(found?.value)}; ${manifest.metadata.name} is right`,
        );
    }
  },

  judge: (faults) => faults,
};
