import { JsonPatch } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import { sortedLabels, type Labels } from './labels';

/** Where a pod may run. */
export interface Scheduling {
  /** @default - any node */
  readonly nodeSelector?: Labels;
  /** @default - none */
  readonly tolerations?: readonly k8s.Toleration[];
  /** @default - none */
  readonly affinity?: k8s.Affinity;
  /** @default - none */
  readonly topologySpread?: readonly k8s.TopologySpreadConstraint[];
  /** The name of a PriorityClass. @default - the cluster's */
  readonly priorityClass?: string;
}

const perNode = 'kubernetes.io/hostname';

/**
 * Every pod with these labels on one node, as a ReadWriteOnce volume needs it. The pods must carry the labels themselves:
 * Kubernetes lets the first of them choose a node only when it matches its own term.
 */
export function onOneNode(matchLabels: Labels): k8s.Affinity {
  const term = { labelSelector: { matchLabels }, topologyKey: perNode };
  return { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
}

/** Pods with these labels on different nodes where there are enough; on a one-node cluster they still run. */
export function overNodes(matchLabels: Labels): k8s.Affinity {
  const podAffinityTerm = { labelSelector: { matchLabels }, topologyKey: perNode };
  return { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }] } };
}

/** cdk8s-plus can say only some of it, and selectors only by its own hash: so it is written into the rendered pod. */
export function schedulingPatches(base: string, scheduling: Scheduling): JsonPatch[] {
  const fields = {
    nodeSelector: scheduling.nodeSelector && sortedLabels(scheduling.nodeSelector),
    tolerations: scheduling.tolerations,
    affinity: scheduling.affinity,
    topologySpreadConstraints: scheduling.topologySpread,
    priorityClassName: scheduling.priorityClass,
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => JsonPatch.add(`${base}/${field}`, value));
}
