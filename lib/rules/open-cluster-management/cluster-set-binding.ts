import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { faultOf, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const clusterSet = parsePattern('spec.clusterSet');

/** A ManagedClusterSetBinding has the name of its set. */
export const clusterSetBinding: Rule<Fault> = {
  code: 'cluster-set-binding',
  kinds: ['cluster.open-cluster-management.io/ManagedClusterSetBinding'],
  severity: 'error',
  why: 'A binding is heeded only under the name of the set that it binds; without one a Placement of its namespace sees no cluster.',
  fix: 'Give `metadata.name` and `spec.clusterSet` the same value.',

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

  bad: {
    units: { 'hub01/demo': [binding({ clusterSet: 'default' }), binding({})] },
    findings: [
      'ManagedClusterSetBinding scores/global spec.clusterSet: got default; global is right',
      'ManagedClusterSetBinding scores/global spec.clusterSet: got nothing; global is right',
    ],
  },
  good: { 'hub01/demo': [binding({ clusterSet: 'global' })] },
};

function binding(spec: object): Manifest {
  return {
    apiVersion: 'cluster.open-cluster-management.io/v1beta2',
    kind: 'ManagedClusterSetBinding',
    metadata: { name: 'global', namespace: 'scores' },
    spec,
  };
}
