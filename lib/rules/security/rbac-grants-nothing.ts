import { groupOf, type Manifest } from '../../model/manifest';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** Every Role has rules and every binding has subjects. */
export const rbacGrantsNothing: Rule<Fault> = {
  code: 'rbac-grants-nothing',
  kinds: [
    'rbac.authorization.k8s.io/Role',
    'rbac.authorization.k8s.io/ClusterRole',
    'rbac.authorization.k8s.io/RoleBinding',
    'rbac.authorization.k8s.io/ClusterRoleBinding',
  ],
  severity: 'error',
  ofAbsence: true,
  why: 'An empty role or binding is accepted and grants nothing; the pods that it was meant for are refused at run time.',
  fix: 'List the rules, or the subjects; leave out what nobody needs.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest } = located;
      if (groupOf(manifest.apiVersion) !== 'rbac.authorization.k8s.io') continue;
      const field = manifest.kind.endsWith('Binding') ? 'subjects' : 'rules';
      const items = manifest[field];
      if ((Array.isArray(items) && items.length > 0) || manifest.aggregationRule !== undefined) continue;
      yield faultOf(located, [field], `got none; list them, or leave the ${manifest.kind} out`);
    }
  },

  judge: (faults) => faults,

  bad: {
    units: {
      'worker01/demo': [
        role('Role', { rules: [] }),
        role('RoleBinding', { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'web' } }),
      ],
    },
    findings: [
      'Role demo/web rules: got none; list them, or leave the Role out',
      'RoleBinding demo/web subjects: got none; list them, or leave the RoleBinding out',
    ],
  },
  good: {
    'worker01/demo': [
      role('Role', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }),
      role('RoleBinding', { subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'demo' }] }),
      role('ClusterRole', { aggregationRule: { clusterRoleSelectors: [] } }),
    ],
  },
};

function role(kind: string, fields: object): Manifest {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: 'web', namespace: 'demo' }, ...fields };
}
