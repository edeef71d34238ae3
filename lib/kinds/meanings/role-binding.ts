import { judged, type Meaning } from '../changed';

/** A binding is bound to its role for good; only its subjects change. */
export const roleBinding: Meaning = {
  kinds: ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'],
  source: 'pkg/apis/rbac/validation/validation.go:165',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'roleRef',
        class: 'refused',
        why: 'a binding keeps its role for good',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'read', namespace: 'demo' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'read' },
      subjects: [{ kind: 'ServiceAccount', name: 'a', namespace: 'demo' }],
    },
    new: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'read', namespace: 'demo' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'write' },
      subjects: [{ kind: 'ServiceAccount', name: 'a', namespace: 'demo' }],
    },
    says: ['refused /roleRef/name'],
  },
  good: {
    old: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'read', namespace: 'demo' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'read' },
      subjects: [{ kind: 'ServiceAccount', name: 'a', namespace: 'demo' }],
    },
    new: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'read', namespace: 'demo' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'read' },
      subjects: [{ kind: 'ServiceAccount', name: 'b', namespace: 'demo' }],
    },
  },
};
