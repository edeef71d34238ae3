import { kindKey } from '../graph/located';
import type { Located } from '../graph/located';
import type { Manifest } from '../model/manifest';
import { refKey } from '../model/ref';
import { faultOf } from './fault';
import type { Rule } from './rule';

type Fact = { readonly account: Omit<Located, 'manifest'> } | { readonly used: string } | { readonly bound: string };

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
      if (cloudRoles.some((role) => manifest.metadata.annotations?.[role] !== undefined)) yield { bound: refKey(ref) };
    }
    for (const { from, to } of edges)
      if (to.kind === 'ServiceAccount')
        yield from.kind.endsWith('RoleBinding') ? { bound: refKey(to) } : { used: refKey(to) };
  },

  *judge(facts) {
    const used = new Set(facts.flatMap((fact) => ('used' in fact ? [fact.used] : [])));
    const bound = new Set(facts.flatMap((fact) => ('bound' in fact ? [fact.bound] : [])));
    for (const fact of facts) {
      if (!('account' in fact)) continue;
      const key = refKey(fact.account.ref);
      if (bound.has(key) && !used.has(key))
        yield faultOf(
          fact.account,
          ['metadata', 'name'],
          `got ${fact.account.ref.name}, which has rights and which nothing uses`,
        );
    }
  },

  bad: {
    units: {
      'worker01/demo': [account(), binding(), pod('other')],
      'worker03/demo': [account({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/web' })],
    },
    findings: [
      'ServiceAccount demo/web metadata.name: got web, which has rights and which nothing uses',
      'ServiceAccount demo/web metadata.name: got web, which has rights and which nothing uses',
    ],
  },
  good: { 'worker01/demo': [account(), binding(), pod('web')] },
};

function account(annotations: Readonly<Record<string, string>> = {}): Manifest {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...metadata, annotations } };
}

function binding(): Manifest {
  const subjects = [{ kind: 'ServiceAccount', ...metadata }];
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata, subjects };
}

function pod(serviceAccountName: string): Manifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { serviceAccountName, containers: [] } };
}
