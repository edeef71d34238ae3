import type { Edge } from '../../graph/edge';
import { labelSelector, selects } from '../../graph/selector';
import { isKind } from '../../kinds/group-kind';
import { groupOf } from '../../model/manifest';
import { formatRef, refKey } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import type { Located } from '../../graph/located';
import { isTyped, type ObjectOf } from '../engine/object-rule';
import { podKinds, podOf, type Pod } from '../engine/pod';
import { bare, bySource, fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';
import { isSameUnit } from '../argo-cd/unit-order';

interface Workload extends Omit<Located, 'manifest'> {
  readonly claims: readonly Edge[];
  /** Holds the volume for good, not only while a run lasts. */
  readonly lasting: boolean;
  readonly replicas: number;
  readonly rolling: boolean;
  readonly pinned: boolean;
}

type Fact = { readonly workload: Workload } | { readonly single: string };

const finding = findingKind({
  code: 'volume-blocks-rollout',
  why: 'A ReadWriteOnce volume is attached to one node at a time: a second pod on another node waits for it, and a rolling update removes the first pod only when the second is ready.',
  fix: 'Use the strategy Recreate and one replica, or a required podAffinity among all pods that use the volume.',
  messages: {
    replicas: 'got {got} pods that share {volume}; set 1',
    rolling: 'got a rolling update with {volume}; set Recreate',
    shared: 'got {got}, and {other} also uses it; require podAffinity to its pods',
  },
});

export const volumeBlocksRollout: Rule<Fact> = {
  ...finding,
  kinds: ['/PersistentVolumeClaim', ...podKinds],
  summary: 'A volume that only one node can mount does not keep the pods of a Deployment from starting.',
  turnOff: 'When the StorageClass attaches its volumes to several nodes at a time.',

  *collect(_, { objects, edges }) {
    for (const located of objects) {
      const { manifest, ...own } = located;
      if (own.uninstantiated) continue;
      if (isTyped(located, 'v1/PersistentVolumeClaim')) {
        const { accessModes = [] } = located.manifest.spec ?? {};
        if (!accessModes.some((mode) => mode.endsWith('Many'))) yield { single: refKey(own.ref) };
        continue;
      }
      const claims = edges.filter(({ from, to }) => from === own.ref && isKind('/PersistentVolumeClaim', to));
      const pod = claims.length === 0 ? undefined : podOf(located);
      if (!pod) continue;
      const { replicas = 1 } = isTyped(located, 'apps/v1/Deployment', 'apps/v1/StatefulSet')
        ? (located.manifest.spec ?? {})
        : {};
      const rolling = isTyped(located, 'apps/v1/Deployment') && isRolling(located.manifest);
      const lasting = groupOf(manifest.apiVersion) === 'apps';
      yield { workload: { ...own, claims, lasting, replicas, rolling, pinned: isOnOneNode(pod) } };
    }
  },

  *judge(facts, { input: { fleet } }) {
    const single = new Set(facts.flatMap((fact) => ('single' in fact ? [fact.single] : [])));
    const several = new Set(fleet.clusters.filter(({ nodes }) => nodes > 1).map(({ name }) => name));
    const users = new Map<string, Workload[]>();
    for (const fact of facts)
      if ('workload' in fact)
        for (const { to } of fact.workload.claims) {
          const known = users.get(refKey(bare(to)));
          if (known) known.push(fact.workload);
          else users.set(refKey(bare(to)), [fact.workload]);
        }
    for (const fact of facts) {
      if (!('workload' in fact) || fact.workload.pinned || !several.has(fact.workload.ref.cluster)) continue;
      const { claims, lasting, origin, ref, replicas, rolling } = fact.workload;
      const claim = claims.find(({ to }) => single.has(refKey(bare(to))));
      if (!claim || replicas === 0) continue;
      const volume = `${formatRef(bare(claim.to))}, which is on one node at a time`;
      // Units sync at the same time; runs of one unit follow one another.
      const [other] = (users.get(refKey(bare(claim.to))) ?? [])
        .filter((user) => user.ref !== ref && (user.lasting || !isSameUnit(user.origin, origin)))
        .sort(bySource);
      if (lasting && replicas > 1)
        yield finding.fault('replicas', { got: replicas, volume }, fieldOf(fact.workload, ['spec', 'replicas']));
      else if (rolling) yield finding.fault('rolling', { volume }, fieldOf(fact.workload, ['spec', 'strategy']));
      if (other)
        yield finding.fault('shared', { got: volume, other: formatRef(other.ref) }, fieldOf(fact.workload, []));
    }
  },
};

/** Whether an update starts a pod before it has ended another. */
function isRolling({ spec }: ObjectOf<'apps/v1/Deployment'>): boolean {
  const { type, rollingUpdate } = spec?.strategy ?? {};
  const free = rollingUpdate?.maxUnavailable;
  return type !== 'Recreate' && (free === undefined || free === 0 || free === '0%');
}

/** Pods that must share the node of their like, or that name one. */
function isOnOneNode({ labels, spec: { nodeSelector = {}, nodeName, affinity } }: Pod): boolean {
  if (nodeName !== undefined || nodeSelector['kubernetes.io/hostname'] !== undefined) return true;
  const terms = affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.some((term) => {
    const selector = labelSelector(term.labelSelector);
    return (
      selector &&
      Object.keys(selector.labels).length > 0 &&
      term.topologyKey === 'kubernetes.io/hostname' &&
      selects(selector, labels)
    );
  });
}
