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

/** Its image, where none is named. */
export const energetiscopeImage = 'ghcr.io/mskazemi/energetiscope:latest';

/** The volume that holds the models: a `Claim`, or the name of one. */
export interface ModelVolume {
  /** Of the PersistentVolumeClaim. */
  readonly name: string;
  /** With ReadWriteOnce all of its pods run on one node. @default ReadWriteOnce */
  readonly access?: ClaimSettings['access'];
}

/** What checks the props that every construct of EnergetiScope has. */
export const imageShape = {
  image: imageReference.default(energetiscopeImage),
  imagePullPolicy: z.enum(['Always', 'IfNotPresent', 'Never']).default('IfNotPresent'),
};

/** What checks a volume: of a claim that is a construct only these two fields count. */
export const volumeSchema = z.object({
  name: dnsSubdomain,
  access: z.enum(['ReadWriteOnce', 'ReadWriteMany']).default('ReadWriteOnce'),
});

/** Labels of the nodes that a pod runs on. */
export type NodeSelector = Readonly<Record<string, string>> | undefined;

/** What every pod has that mounts the volume: with ReadWriteOnce all of them run on one node. */
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

/** What every pod has that runs EnergetiScope's image. */
export function podAnywhere(platform: PlatformName | Platform) {
  return { platform, user: imageUser } as const satisfies Partial<PodProps>;
}
