import type { Located } from '../graph/located';
import type { Manifest } from '../model/manifest';
import { faultOf } from './fault';
import type { Rule } from './rule';
import { isHook, unitKey } from './unit-order';

interface Fact {
  readonly unit: string;
  readonly hook: Omit<Located, 'manifest'> | undefined;
}

/** Every unit with hooks holds something else too. */
export const unitOfHooks: Rule<Fact> = {
  code: 'unit-of-hooks',
  severity: 'error',
  ofAbsence: true,
  appliesTo: 'argo-cd',
  why: 'An Application of nothing but hooks is always Synced, so Argo CD never syncs it by itself and the hooks never run.',
  fix: 'Put an object beside them that changes whenever they must run, such as a ConfigMap with a hash.',

  *collect(_, { objects: [outer] }) {
    const { ref, path, uninstantiated, origin } = outer;
    yield { unit: unitKey(origin), hook: isHook(outer) ? { ref, path, uninstantiated, origin } : undefined };
  },

  *judge(facts) {
    const others = new Set(facts.flatMap(({ unit, hook }) => (hook ? [] : [unit])));
    const told = new Set<string>();
    for (const { unit, hook } of facts) {
      if (!hook || others.has(unit) || told.has(unit)) continue;
      told.add(unit);
      yield faultOf(
        { ...hook, ref: { cluster: hook.ref.cluster, kind: 'Unit', name: hook.origin.unit } },
        [],
        'got nothing but hooks, which never run by themselves; put an object beside them that changes when they must run',
      );
    }
  },

  bad: {
    units: { 'worker01/smoke': [job(), { ...job(), metadata: { ...job().metadata, name: 'other' } }] },
    findings: [
      'Unit smoke: got nothing but hooks, which never run by themselves; put an object beside them that changes when they must run',
    ],
  },
  good: {
    'worker01/smoke': [
      job(),
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'tested', namespace: 'demo' }, data: { hash: '0a1b' } },
    ],
  },
};

function job(): Manifest {
  const annotations = { 'argocd.argoproj.io/hook': 'PostSync' };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'test', namespace: 'demo', annotations }, spec: {} };
}
