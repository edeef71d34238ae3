import { kindKey, type Located } from '../../graph/located';
import { isKind } from '../../kinds/group-kind';
import { refKey } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { podOf, tokenOf } from '../engine/pod';
import { fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Fact =
  | { readonly account: Omit<Located, 'manifest'> }
  | { readonly bound: string }
  | { readonly assumed: string }
  | { readonly used: string }
  | { readonly tokenless: string };

const bindings = ['rbac.authorization.k8s.io/ClusterRoleBinding', 'rbac.authorization.k8s.io/RoleBinding'] as const;

/** Annotations by which a cloud gives an account a role of its own. */
const cloudRoles = [
  'azure.workload.identity/client-id',
  'eks.amazonaws.com/role-arn',
  'iam.gke.io/gcp-service-account',
];

const finding = findingKind({
  code: 'account-unused',
  severity: 'warning',
  why: 'Permissions of an unused account only help an attacker; and the pods that were meant to use the account run without them.',
  fix: 'Set `serviceAccountName` in the pods that need the permissions, or remove the account and its binding.',
  messages: {
    unused: 'got {got}, which has permissions, but nothing uses it',
    tokenless: 'got {got}, which has permissions, but no pod gets its token; set automountServiceAccountToken: true',
  },
});

export const accountUnused: Rule<Fact> = {
  ...finding,
  profile: 'scorewright',
  ofAbsence: true,
  summary: 'Every ServiceAccount with permissions is used by a pod.',
  turnOff: 'When something that is not rendered here uses the account.',

  *collect(_, { objects, edges }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      if (kindKey(manifest) !== '/ServiceAccount' || uninstantiated) continue;
      yield { account: { ref, path, uninstantiated, origin } };
      // A token for the cloud is put in by its webhook.
      if (cloudRoles.some((role) => manifest.metadata.annotations?.[role] !== undefined))
        yield { assumed: refKey(ref) };
    }
    for (const { from, to } of edges) {
      if (!isKind('/ServiceAccount', to)) continue;
      if (bindings.some((binding) => isKind(binding, from))) yield { bound: refKey(to) };
      else
        yield objects.some((user) => user.ref === from && isTokenless(user))
          ? { tokenless: refKey(to) }
          : { used: refKey(to) };
    }
  },

  *judge(facts) {
    const all = (name: 'assumed' | 'bound' | 'tokenless' | 'used'): ReadonlySet<string> =>
      new Set(facts.flatMap((fact) => (name in fact ? [(fact as Readonly<Record<string, string>>)[name] ?? ''] : [])));
    const [assumed, bound, tokenless, used] = [all('assumed'), all('bound'), all('tokenless'), all('used')];
    for (const fact of facts) {
      if (!('account' in fact)) continue;
      const key = refKey(fact.account.ref);
      const isUsed = used.has(key) || (tokenless.has(key) && !bound.has(key));
      if ((!bound.has(key) && !assumed.has(key)) || isUsed) continue;
      const id = tokenless.has(key) ? 'tokenless' : 'unused';
      yield finding.fault(id, { got: fact.account.ref.name }, fieldOf(fact.account, ['metadata', 'name']));
    }
  },
};

/** Pods that ask for no token, neither by themselves nor as a volume. */
function isTokenless(located: Located): boolean {
  const pod = podOf(located);
  return pod !== undefined && tokenOf(pod) === false;
}
