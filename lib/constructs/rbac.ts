import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Labels } from './labels';

/** What one may do: the verbs by which one could take more rights than one has, and `*`, are not among them. */
export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';

/** Rights on objects. The core group is the empty string. */
export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  /** @default - every object of the resources */
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly Verb[];
}

/** The ServiceAccount that gets the rights. */
export interface Subject {
  readonly name: string;
  readonly namespace: string;
}

/** Internal: components fill it in, so an interface and no schema. */
export interface ClusterGrantProps {
  /** Of the role and of its binding. A ClusterRole's is unique on its cluster. */
  readonly name: string;
  readonly labels: Labels;
  readonly rules: readonly [Rule, ...Rule[]];
  readonly to: Subject;
}

/** Rights in one namespace. */
export interface GrantProps extends ClusterGrantProps {
  /** Where the rights hold; the ServiceAccount may live elsewhere. */
  readonly namespace: string;
}

const group = 'rbac.authorization.k8s.io';

/** Rights in one namespace: a Role and its RoleBinding. */
export class Grant extends Construct {
  /** @throws Error for a wildcard, and for a verb that names cannot limit */
  public constructor(scope: Construct, id: string, props: GrantProps) {
    super(scope, id);
    const { name, namespace, labels, to } = props;
    const metadata = { name, namespace, labels };
    new k8s.KubeRole(this, 'Role', { metadata, rules: rulesOf(props) });
    new k8s.KubeRoleBinding(this, 'RoleBinding', {
      metadata,
      roleRef: { apiGroup: group, kind: 'Role', name },
      subjects: [subject(to)],
    });
  }
}

/** Rights on cluster-scoped objects, or in every namespace: a ClusterRole and its ClusterRoleBinding. */
export class ClusterGrant extends Construct {
  /** @throws Error for a wildcard, and for a verb that names cannot limit */
  public constructor(scope: Construct, id: string, props: ClusterGrantProps) {
    super(scope, id);
    const { name, labels, to } = props;
    new k8s.KubeClusterRole(this, 'ClusterRole', { metadata: { name, labels }, rules: rulesOf(props) });
    new ClusterRoleUse(this, 'Use', { name, labels, clusterRole: name, to });
  }
}

/** The binding of a ClusterRole that exists already. */
export interface ClusterRoleUseProps {
  /** Of the binding; unique on its cluster. */
  readonly name: string;
  readonly labels: Labels;
  /** A ClusterRole that the platform or a chart brings. */
  readonly clusterRole: string;
  readonly to: Subject;
}

/** The rights of a ClusterRole that exists, on the whole cluster: a ClusterRoleBinding. */
export class ClusterRoleUse extends Construct {
  /** @throws Error for the roles that hold every right */
  public constructor(scope: Construct, id: string, { name, labels, clusterRole, to }: ClusterRoleUseProps) {
    super(scope, id);
    if (clusterRole === 'cluster-admin' || clusterRole === 'admin')
      throw new Error(
        `got ${clusterRole} for ServiceAccount ${to.namespace}/${to.name}; name the rights that it needs`,
      );
    new k8s.KubeClusterRoleBinding(this, 'ClusterRoleBinding', {
      metadata: { name, labels },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: clusterRole },
      subjects: [subject(to)],
    });
  }
}

function subject({ name, namespace }: Subject): k8s.Subject {
  return { kind: 'ServiceAccount', name, namespace };
}

function rulesOf({ name, rules }: ClusterGrantProps): k8s.PolicyRule[] {
  for (const rule of rules) check(name, rule);
  return rules.map(({ apiGroups, resources, resourceNames, verbs }) => ({
    apiGroups: [...apiGroups],
    resources: [...resources],
    ...(resourceNames && { resourceNames: [...resourceNames] }),
    verbs: [...verbs],
  }));
}

/** A request to create, or for a whole collection, has no name when it is judged: such a rule would grant nothing. */
const nameless: readonly Verb[] = ['create', 'deletecollection'];

function check(role: string, { apiGroups, resources, resourceNames, verbs }: Rule): void {
  const words = [...apiGroups, ...resources, ...(resourceNames ?? []), ...verbs];
  const wildcard = words.find((word) => word.includes('*'));
  if (wildcard !== undefined)
    throw new Error(
      `got ${JSON.stringify(wildcard)} in role ${role}; name each group, resource and verb that it needs`,
    );
  const unlimited = resourceNames && verbs.find((verb) => nameless.includes(verb));
  if (unlimited !== undefined)
    throw new Error(
      `got ${unlimited} with resourceNames in role ${role}; a name never matches it: use a rule without names`,
    );
}
