import { z } from 'zod';
import { imageReference } from '../../environment/values/image-syntax';
import { dnsSubdomain } from '../../environment/values/name-syntax';
import type { Platform, PlatformName } from '../../model/platform';
import type { ClaimSettings } from '../pvc';
import type { PodProps } from '../pod';
import { scheduled, type PodPlacement } from '../pod-settings';
import { onOneNode } from '../scheduling';

/** The image's own user. */
const imageUser = 10001;

/** The image, where no other is named. */
export const energetiscopeImage = 'ghcr.io/mskazemi/energetiscope:latest';

/** The volume that holds the models: a `Claim`, or the name of one. */
export interface ModelVolume {
  /** The name of the PersistentVolumeClaim. */
  readonly name: string;
  /** With ReadWriteOnce all of its pods run on one node. @default ReadWriteOnce */
  readonly access?: ClaimSettings['access'];
}

/** The checks of the props that every construct of EnergetiScope has. */
export const imageShape = {
  image: imageReference.default(energetiscopeImage),
  imagePullPolicy: z.enum(['Always', 'IfNotPresent', 'Never']).default('IfNotPresent'),
};

/** The check of a volume; of a `Claim` only these two fields count. */
export const volumeSchema = z.object({
  name: dnsSubdomain,
  access: z.enum(['ReadWriteOnce', 'ReadWriteMany']).default('ReadWriteOnce'),
});

/** Labels of the nodes that a pod runs on. */
export type NodeSelector = Readonly<Record<string, string>> | undefined;

/** The props of every pod that mounts the volume: with ReadWriteOnce all of them run on one node. */
export function podOnVolume(
  platform: PlatformName | Platform,
  { name, access = 'ReadWriteOnce' }: ModelVolume,
  placement: PodPlacement,
) {
  const together = access === 'ReadWriteOnce';
  const label = { 'scorewright.dev/volume': name };
  return {
    ...podAnywhere(platform),
    ...(together && { podLabels: label }),
    scheduling: scheduled(placement, together ? { affinity: onOneNode(label) } : {}),
  } as const satisfies Partial<PodProps>;
}

/** The props of every pod that runs EnergetiScope's image. */
export function podAnywhere(platform: PlatformName | Platform) {
  return { platform, user: imageUser } as const satisfies Partial<PodProps>;
}
