import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { podTemplate } from '../../graph/pod-template';
import type { Manifest } from '../../model/manifest';
import { refKey } from '../../model/ref';
import { faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Fact =
  | { readonly account: Omit<Located, 'manifest'> }
  | { readonly bound: string }
  | { readonly assumed: string }
  | { readonly used: string }
  | { readonly tokenless: string };

const projected = parsePattern('spec.volumes[*].projected.sources[*].serviceAccountToken');

/** Annotations by which a cloud gives an account a role of its own. */
const cloudRoles = [
  'azure.workload.identity/client-id',
  'eks.amazonaws.com/role-arn',
  'iam.gke.io/gcp-service-account',
];

const metadata = { name: 'web', namespace: 'demo' };

/** Every ServiceAccount that is given rights is used by something. */
export const accountUnused: Rule<Fact> = {
  code: 'account-unused',
  severity: 'warning',
  ofAbsence: true,
  why: 'Rights of an account that nothing uses serve only an intruder; and the pods that were meant to use it run without them.',
  fix: 'Set `serviceAccountName` in the pods that need the rights, or take account and binding out.',

  *collect(_, { objects, edges }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      if (kindKey(manifest) !== '/ServiceAccount' || uninstantiated) continue;
      yield { account: { ref, path, uninstantiated, origin } };
      // A token for the cloud is put in by its webhook.
      if (cloudRoles.some((role) => manifest.metadata.annotations?.[role] !== undefined))
        yield { assumed: refKey(ref) };
    }
    for (const { from, to } of edges) {
      if (to.kind !== 'ServiceAccount') continue;
      if (from.kind.endsWith('RoleBinding')) yield { bound: refKey(to) };
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
      const message = tokenless.has(key)
        ? 'which has rights and whose token no pod gets; set automountServiceAccountToken: true'
        : 'which has rights and which nothing uses';
      yield faultOf(fact.account, ['metadata', 'name'], `got ${fact.account.ref.name}, ${message}`);
    }
  },

  bad: {
    units: {
      'worker01/demo': [account(), binding(), pod('other')],
      'worker02/demo': [account(), binding(), pod('web', { automountServiceAccountToken: false })],
      'worker03/demo': [account({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/web' })],
    },
    findings: [
      'ServiceAccount demo/web metadata.name: got web, which has rights and which nothing uses',
      'ServiceAccount demo/web metadata.name: got web, which has rights and whose token no pod gets; set automountServiceAccountToken: true',
      'ServiceAccount demo/web metadata.name: got web, which has rights and which nothing uses',
    ],
  },
  good: {
    'worker01/demo': [account(), binding(), pod('web')],
    'worker02/demo': [account(), binding(), pod('web', { automountServiceAccountToken: false, volumes: [token()] })],
    'worker03/demo': [
      account({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/web' }),
      pod('web', { automountServiceAccountToken: false }),
    ],
  },
};

/** Pods that ask for no token, neither by themselves nor as a volume. */
function isTokenless(located: Located): boolean {
  const template = podTemplate(located);
  return template?.spec.automountServiceAccountToken === false && find(projected, template, []).length === 0;
}

function account(annotations: Readonly<Record<string, string>> = {}): Manifest {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...metadata, annotations } };
}

function binding(): Manifest {
  const subjects = [{ kind: 'ServiceAccount', ...metadata }];
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata, subjects };
}

function token(): object {
  return { name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } };
}

function pod(serviceAccountName: string, fields: object = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { serviceAccountName, containers: [], ...fields } };
}
