import type { k8s } from 'cdk8s-plus-28';
import { z } from 'zod';
import { int32 } from '../environment/values/int32';
import { labels, labelValue } from '../environment/values/label-syntax';
import { dnsSubdomain } from '../environment/values/name-syntax';
import { reject } from '../environment/rejection';
import { findingKind } from '../model/finding-kind';
import type { Labels } from './labels';
import { resourcesSchema, type Resources } from './quantity';
import type { Scheduling } from './scheduling';

export const tolerationShape = findingKind({
  code: 'toleration-shape',
  why: 'The API server rejects a toleration whose fields contradict one another, and the pod is never created.',
  fix: 'With Exists leave the value out; without a key write Exists; seconds belong to the effect NoExecute.',
  messages: {
    value: 'got {got:json} with operator Exists, which takes no value; remove one of the two',
    noKey: 'got no key; write one, or operator: Exists for every taint',
    seconds: 'got {got:json} without effect NoExecute; only that effect waits',
  },
});

const toleration: z.ZodType<k8s.Toleration> = z
  .strictObject({
    key: z.string().min(1).optional().meta({ description: 'The key of the taint; every taint without it.' }),
    operator: z
      .enum(['Equal', 'Exists'])
      .optional()
      .meta({ description: 'Equal compares the value, and is the default.' }),
    value: labelValue.optional().meta({ description: 'The value of the taint.', examples: ['gpu'] }),
    effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional().meta({
      description: 'The effect of the taint; every effect without it.',
    }),
    tolerationSeconds: z.number().int().optional().meta({ description: 'How long a pod stays under NoExecute.' }),
  })
  .superRefine(({ key, operator, value, effect, tolerationSeconds }, context) => {
    if (operator === 'Exists' && value !== undefined)
      reject(context, (got) => tolerationShape.fault('value', { got }), ['value']);
    if (key === undefined && operator !== 'Exists') reject(context, () => tolerationShape.fault('noKey', {}));
    if (tolerationSeconds !== undefined && effect !== 'NoExecute')
      reject(context, (got) => tolerationShape.fault('seconds', { got }), ['tolerationSeconds']);
  }) as z.ZodType<k8s.Toleration>;

/** The nodes on which pods may run, and their priority. */
export interface PodPlacement {
  /** Labels of the nodes. @default - any node */
  readonly nodeSelector?: Labels | undefined;
  /** @default - no taint */
  readonly tolerations?: readonly k8s.Toleration[] | undefined;
  /** The name of a PriorityClass. @default - the cluster's */
  readonly priorityClass?: string | undefined;
}

/** The settings of pods, in one shape for everything that an environment runs. */
export interface PodSettings extends PodPlacement {
  /** CPU and memory of its main container. @default - what the tool sets for it */
  readonly resources?: Resources | undefined;
  /** Number of pods. @default - what the tool sets for it */
  readonly replicas?: number | undefined;
}

/** The keys of `PodPlacement`, for a strict object. */
export const placementShape = {
  nodeSelector: labels.optional().meta({ description: 'Labels of the nodes that its pods run on.' }),
  tolerations: z.array(toleration).optional().meta({ description: 'Taints of nodes that its pods may run on.' }),
  priorityClass: dnsSubdomain.optional().meta({ description: 'The PriorityClass of its pods.' }),
};

/** The keys of `PodSettings`, for a strict object. */
export const podShape = {
  resources: resourcesSchema.optional().meta({ description: 'CPU and memory of its main container.' }),
  replicas: int32(1).optional().meta({ description: 'Number of pods.' }),
  ...placementShape,
};

/** The scheduling of a pod: its own, with the settings added. */
export function scheduled(settings: PodPlacement, own: Scheduling = {}): Scheduling {
  const { nodeSelector, tolerations, priorityClass } = settings;
  return {
    ...own,
    ...(nodeSelector && { nodeSelector: { ...own.nodeSelector, ...nodeSelector } }),
    ...(tolerations && { tolerations: [...(own.tolerations ?? []), ...tolerations] }),
    ...(priorityClass !== undefined && { priorityClass }),
  };
}

/** The settings themselves, for the props of a construct that takes them. */
export function placementOf({ nodeSelector, tolerations, priorityClass }: PodPlacement): PodPlacement {
  return {
    ...(nodeSelector && { nodeSelector }),
    ...(tolerations && { tolerations }),
    ...(priorityClass !== undefined && { priorityClass }),
  };
}
