import type { Edge } from '../graph/edge';
import { find, isObject, parsePattern } from '../graph/field-pattern';
import { kindKey } from '../graph/located';
import type { Located } from '../graph/located';
import { podTemplate } from '../graph/pod-template';
import { labelSelector, selects } from '../graph/selector';
import type { Manifest } from '../model/manifest';
import { formatRef, refKey } from '../model/ref';
import { bare, faultOf } from './fault';
import type { Rule } from './rule';

interface Workload extends Omit<Located, 'manifest'> {
  readonly claims: readonly Edge[];
  readonly replicas: number;
  readonly rolling: boolean;
}

type Fact = { readonly workload: Workload } | { readonly single: string };

const accessModes = parsePattern('spec.accessModes[*]');
const together = parsePattern('spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[*]');
const unavailable = parsePattern('spec.strategy.rollingUpdate.maxUnavailable');

/** A volume of one node does not keep the pods of a Deployment from one another. */
export const volumeBlocksRollout: Rule<Fact> = {
  code: 'volume-blocks-rollout',
  severity: 'error',
  why: 'A ReadWriteOnce volume is on one node at a time: a second pod on another node waits for it, and in a rolling update the first goes only when the second is ready.',
  fix: 'Use the strategy Recreate and one replica, or a required podAffinity of the pods to themselves.',

  *collect(_, { objects, edges }) {
    for (const located of objects) {
      const { manifest, ...own } = located;
      if (own.uninstantiated || !isObject(manifest.spec)) continue;
      const modes = find(accessModes, manifest, []).map(({ value }) => value);
      if (kindKey(manifest) === '/PersistentVolumeClaim' && !modes.some((mode) => String(mode).endsWith('Many')))
        yield { single: refKey(own.ref) };
      if (kindKey(manifest) !== 'apps/Deployment' || isOnOneNode(located)) continue;
      const { strategy, replicas = 1 } = manifest.spec;
      const free = find(unavailable, manifest, [])[0]?.value;
      const rolling =
        (isObject(strategy) ? strategy.type : undefined) !== 'Recreate' &&
        (free === undefined || free === 0 || free === '0%');
      const claims = edges.filter(({ from, to }) => from === own.ref && to.kind === 'PersistentVolumeClaim');
      if (claims.length > 0 && typeof replicas === 'number') yield { workload: { ...own, claims, replicas, rolling } };
    }
  },

  *judge(facts, { input: { fleet } }) {
    const single = new Set(facts.flatMap((fact) => ('single' in fact ? [fact.single] : [])));
    const several = new Set(fleet.clusters.filter(({ nodes }) => nodes > 1).map(({ name }) => name));
    for (const fact of facts) {
      if (!('workload' in fact) || !several.has(fact.workload.ref.cluster)) continue;
      const { claims, replicas, rolling } = fact.workload;
      const claim = claims.find(({ to }) => single.has(refKey(bare(to))));
      if (!claim || replicas === 0) continue;
      const volume = `${formatRef(bare(claim.to))}, which is on one node at a time`;
      if (replicas > 1)
        yield faultOf(fact.workload, ['spec', 'replicas'], `got ${replicas} pods of ${volume}; one is right`);
      else if (rolling)
        yield faultOf(fact.workload, ['spec', 'strategy'], `got a rolling update with ${volume}; Recreate is right`);
    }
  },

  bad: {
    units: {
      'worker02/demo': [
        claim('ReadWriteOnce'),
        workload({}),
        workload({ replicas: 2, strategy: { type: 'Recreate' } }),
      ],
    },
    findings: [
      'Deployment demo/web spec.strategy: got a rolling update with PersistentVolumeClaim demo/data, which is on one node at a time; Recreate is right',
      'Deployment demo/web spec.replicas: got 2 pods of PersistentVolumeClaim demo/data, which is on one node at a time; one is right',
    ],
  },
  good: {
    'worker01/demo': [claim('ReadWriteOnce'), workload({})],
    'worker02/demo': [claim('ReadWriteOnce'), workload({ strategy: { type: 'Recreate' } })],
    'worker02/shared': [claim('ReadWriteMany'), workload({ replicas: 2 }, 'shared')],
  },
};

/** Pods that must share the node of their like, or that name one. */
function isOnOneNode(located: Located): boolean {
  const template = podTemplate(located);
  if (!template) return true;
  const { nodeSelector, nodeName } = template.spec;
  if (nodeName !== undefined || (isObject(nodeSelector) && nodeSelector['kubernetes.io/hostname'] !== undefined))
    return true;
  return find(together, template, []).some(({ value }) => {
    const selector = isObject(value) ? labelSelector(value.labelSelector) : undefined;
    return (
      selector &&
      isObject(value) &&
      value.topologyKey === 'kubernetes.io/hostname' &&
      selects(selector, template.labels)
    );
  });
}

function claim(mode: string): Manifest {
  const metadata = { name: mode === 'ReadWriteOnce' ? 'data' : 'shared', namespace: 'demo' };
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: { accessModes: [mode] } };
}

function workload(fields: object, claimName = 'data'): Manifest {
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName } }];
  const spec = { ...fields, template: { spec: { containers: [], volumes } } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'demo' }, spec };
}
