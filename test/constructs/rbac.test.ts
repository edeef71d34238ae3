import { ClusterGrant, ClusterRoleUse, Grant, type Rule, type Verb } from '../../lib/constructs/rbac';
import { SecretToken, tokenRef } from '../../lib/constructs/secret-token';
import { ServiceAccount } from '../../lib/constructs/service-account';
import { rendered, renderedOne } from './rendered';

const labels = { 'app.kubernetes.io/part-of': 'energetiscope' };
const to = { name: 'collector', namespace: 'energy' };
const patchOne: Rule = {
  apiGroups: ['apps'],
  resources: ['deployments'],
  resourceNames: ['nginx'],
  verbs: ['get', 'patch'],
};

test('a ServiceAccount gives no pod its token', () => {
  const annotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/x' };
  expect(renderedOne((scope) => new ServiceAccount(scope, 'sa', { ...to, labels, annotations }))).toEqual({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { ...to, labels, annotations },
    automountServiceAccountToken: false,
  });
});

test('rights in a namespace: a Role and its binding to an account of another one', () => {
  const props = { name: 'prescoring', namespace: 'default', labels, rules: [patchOne], to } as const;
  expect(rendered((scope) => new Grant(scope, 'grant', props))).toEqual([
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'prescoring', namespace: 'default', labels },
      rules: [patchOne],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'prescoring', namespace: 'default', labels },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'prescoring' },
      subjects: [{ kind: 'ServiceAccount', ...to }],
    },
  ]);
});

test('rights on the cluster: a ClusterRole and its binding', () => {
  const rule: Rule = { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] };
  expect(rendered((scope) => new ClusterGrant(scope, 'grant', { name: 'nodes', labels, rules: [rule], to }))).toEqual([
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'nodes', labels },
      rules: [rule],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'nodes', labels },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'nodes' },
      subjects: [{ kind: 'ServiceAccount', ...to }],
    },
  ]);
});

const refusedRules: [Rule, string][] = [
  [{ ...patchOne, apiGroups: ['*'] }, 'got "*" in role r; name each group, resource and verb that it needs'],
  [
    { ...patchOne, resources: ['*/status'] },
    'got "*/status" in role r; name each group, resource and verb that it needs',
  ],
  [{ ...patchOne, verbs: ['*' as Verb] }, 'got "*" in role r; name each group, resource and verb that it needs'],
  [
    { ...patchOne, verbs: ['get', 'create'] },
    'got create with resourceNames in role r; a name never matches it: use a rule without names',
  ],
];

test.each(refusedRules)('%j is rejected', (rule, message) => {
  expect(() => rendered((scope) => new ClusterGrant(scope, 'g', { name: 'r', labels, rules: [rule], to }))).toThrow(
    message,
  );
});

test.each(['cluster-admin', 'admin'])('%s is given to nobody', (clusterRole) => {
  expect(() => rendered((scope) => new ClusterRoleUse(scope, 'u', { name: 'u', labels, clusterRole, to }))).toThrow(
    `got ${clusterRole} for ServiceAccount energy/collector; name the rights that it needs`,
  );
});

test('a token for metrics: account, rights and an empty Secret that the control plane fills', () => {
  const props = {
    name: 'source-query-secret',
    namespace: 'dynamic-scoring',
    labels,
    serviceAccount: 'metrics-reader',
    clusterRole: 'cluster-monitoring-view',
  };
  const [account, binding, secret] = rendered((scope) => new SecretToken(scope, 'token', props));
  expect(account).toMatchObject({ kind: 'ServiceAccount', metadata: { name: 'metrics-reader' } });
  expect(binding).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'dynamic-scoring-metrics-reader-cluster-monitoring-view', labels },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-monitoring-view' },
    subjects: [{ kind: 'ServiceAccount', name: 'metrics-reader', namespace: 'dynamic-scoring' }],
  });
  expect(secret).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/service-account-token',
    metadata: {
      name: 'source-query-secret',
      namespace: 'dynamic-scoring',
      labels,
      annotations: { 'kubernetes.io/service-account.name': 'metrics-reader' },
    },
  });
  expect(tokenRef('ocp01', props)).toEqual({
    cluster: 'ocp01',
    group: '',
    kind: 'Secret',
    namespace: 'dynamic-scoring',
    name: 'source-query-secret',
    key: 'token',
  });
});
