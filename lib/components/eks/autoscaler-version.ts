import { z } from 'zod';
import { rejecting } from '../../environment/rejection';
import { findingKind } from '../../model/finding-kind';

export const autoscalerVersionUnknown = findingKind({
  code: 'autoscaler-version-unknown',
  why: 'The cluster autoscaler is released for one Kubernetes minor; another one may misread the scheduler it simulates.',
  fix: 'Use a minor that the message names, or add its release to lib/components/eks/autoscaler-version.ts.',
  messages: {
    unknownVersion: 'got {got:json}; no cluster autoscaler is known for it; known: {known}',
  },
});

/** Releases of the cluster autoscaler by the Kubernetes minor that they are made for. */
const releases = {
  '1.32': '1.32.7',
  '1.33': '1.33.5',
  '1.34': '1.34.3',
  '1.35': '1.35.0',
  '1.36': '1.36.0',
} as const;

/** A Kubernetes minor for which a release of the cluster autoscaler is known. */
export type KubernetesMinor = keyof typeof releases;

const known = Object.keys(releases);

/** A Kubernetes minor of EKS for which a cluster autoscaler is known. */
export const kubernetesMinor = z
  .string()
  .refine(
    (text): text is KubernetesMinor => known.includes(text),
    rejecting((got) => autoscalerVersionUnknown.fault('unknownVersion', { got, known: known.join(', ') })),
  )
  .meta({ enum: known, description: 'The Kubernetes minor of the cluster, in quotes: "1.35".' });

/** The image of the release for that minor. */
export function autoscalerImage(minor: KubernetesMinor): string {
  return `registry.k8s.io/autoscaling/cluster-autoscaler:v${releases[minor]}`;
}
