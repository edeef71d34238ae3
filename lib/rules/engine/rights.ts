import { kindKey, type Located } from '../../graph/located';
import { fieldsOf, objectsOf, textsOf, type Fields } from '../../model/json';

/** A rule of a Role or ClusterRole. */
export interface Grant {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Objects that it is limited to; all where there are none. */
  readonly names: readonly string[];
}

/** One use of the API. */
export interface Deed {
  readonly verb: string;
  readonly group: string;
  /** In the plural, with a subresource: `pods/log`. */
  readonly resource: string;
  /** Only of a namespaced resource. */
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

/** A ServiceAccount, a user or a group, with its cluster. */
export interface Subject {
  readonly cluster: string;
  readonly namespace?: string | undefined;
  readonly kind: string;
  readonly name: string;
}

interface Binding {
  readonly role: string;
  /** The namespace in which it grants; undefined for all. */
  readonly namespace: string | undefined;
}

/** The grants of the roles that Kubernetes brings, as far as they are known. */
const builtIn: Readonly<Record<string, readonly Grant[]>> = {
  'cluster-admin': [{ groups: ['*'], resources: ['*'], verbs: ['*'], names: [] }],
};

/** The rights of every account, as bindings and roles give them. */
export class Rights {
  private readonly roles = new Map<string, readonly Grant[] | undefined>();
  private readonly bindings = new Map<string, Binding[]>();

  add({ manifest, ref, uninstantiated }: Located): void {
    if (uninstantiated) return;
    const key = kindKey(manifest);
    const { cluster, namespace = '' } = ref;
    if (key === 'rbac.authorization.k8s.io/Role' || key === 'rbac.authorization.k8s.io/ClusterRole') {
      const isOpen = manifest.aggregationRule !== undefined;
      this.roles.set(
        `${cluster}/${namespace}/${ref.name}`,
        isOpen ? undefined : objectsOf(manifest.rules).map(grantOf),
      );
    } else if (
      key === 'rbac.authorization.k8s.io/RoleBinding' ||
      key === 'rbac.authorization.k8s.io/ClusterRoleBinding'
    ) {
      const { kind, name } = fieldsOf(manifest.roleRef);
      const role = `${cluster}/${kind === 'Role' ? namespace : ''}/${String(name)}`;
      for (const subject of objectsOf(manifest.subjects)) {
        const own = typeof subject.namespace === 'string' ? subject.namespace : ref.namespace;
        const account = subjectKey({ cluster, namespace: own, kind: String(subject.kind), name: String(subject.name) });
        const known = this.bindings.get(account);
        const binding = { role, namespace: ref.namespace };
        if (known) known.push(binding);
        else this.bindings.set(account, [binding]);
      }
    }
  }

  /** Whether an account may do something; undefined where a role is unknown. */
  may(subject: Subject, deed: Deed): boolean | undefined {
    const own = this.grants(subject).filter(({ namespace }) => namespace === undefined || namespace === deed.namespace);
    if (own.some(({ grants }) => grants?.some((grant) => allows(grant, deed)))) return true;
    return own.some(({ grants }) => grants === undefined) ? undefined : false;
  }

  /** The grants of an account, by namespace; undefined where their role is unknown. */
  grants(
    subject: Subject,
  ): { readonly namespace: string | undefined; readonly grants: readonly Grant[] | undefined }[] {
    return this.bindingsOf(subject).map(({ role, namespace }) => {
      const name = role.slice(role.lastIndexOf('/') + 1);
      const grants = this.roles.has(role) ? this.roles.get(role) : builtIn[name];
      return { namespace, grants };
    });
  }

  /** Its own, and those of the groups that every account is in. */
  private bindingsOf(subject: Subject): readonly Binding[] {
    const { cluster, kind, namespace } = subject;
    const groups =
      kind === 'ServiceAccount'
        ? ['system:serviceaccounts', `system:serviceaccounts:${namespace ?? ''}`, 'system:authenticated']
        : [];
    const keys = [subjectKey(subject), ...groups.map((name) => subjectKey({ cluster, kind: 'Group', name }))];
    return keys.flatMap((key) => this.bindings.get(key) ?? []);
  }
}

/** Whether a rule of a role lets somebody do something. */
export function allows({ groups, resources, verbs, names }: Grant, { verb, group, resource, name }: Deed): boolean {
  const [main = '', sub] = resource.split('/');
  return (
    (verbs.includes('*') || verbs.includes(verb)) &&
    (groups.includes('*') || groups.includes(group)) &&
    (resources.includes('*') ||
      resources.includes(resource) ||
      (sub !== undefined && resources.includes(`*/${sub}`)) ||
      (sub !== undefined && resources.includes(`${main}/*`))) &&
    // A request to create names no object.
    (names.length === 0 || (name !== undefined && verb !== 'create' && names.includes(name)))
  );
}

function grantOf({ apiGroups, resources, verbs, resourceNames }: Fields): Grant {
  return {
    groups: textsOf(apiGroups),
    resources: textsOf(resources),
    verbs: textsOf(verbs),
    names: textsOf(resourceNames),
  };
}

function subjectKey({ cluster, namespace, kind, name }: Subject): string {
  return kind === 'ServiceAccount' ? `${cluster}/${kind}/${namespace ?? ''}/${name}` : `${cluster}/${kind}//${name}`;
}

/** The account with which the pods of a workload call the API. */
export function accountOf(spec: unknown, { ref }: Pick<Located, 'ref'>): Subject {
  const { serviceAccountName, serviceAccount } = fieldsOf(spec);
  const name = [serviceAccountName, serviceAccount].find(
    (text): text is string => typeof text === 'string' && text !== '',
  );
  return { cluster: ref.cluster, namespace: ref.namespace, kind: 'ServiceAccount', name: name ?? 'default' };
}
