import type { Cluster } from '../../model/fleet';
import { platformOf } from '../../platforms/catalogue';

/** Namespace of the webhook and its certificates. */
export const webhookNamespace = 'ocifit';

/** Namespace of the experiments' drivers, their volume and the MiniClusters that they make. */
export const experimentNamespace = 'ocifit-experiments';

/** Why that namespace is laxer than `restricted`. */
export const experimentPodSecurity = {
  name: experimentNamespace,
  podSecurity: 'baseline',
  why: "the Flux operator's view and HPCG's images run as root",
} as const;

export const partOf = 'ocifit';

/** What the webhook and its parts are called; upstream's own names where nobody else could have them. */
export const names = {
  deployment: 'ocifit-k8s-deployment',
  service: 'ocifit-k8s-svc',
  account: 'ocifit-k8s-sa',
  nodeReader: 'ocifit-k8s-node-reader',
  rootIssuer: 'ocifit-k8s-root',
  authority: 'ocifit-k8s-ca',
  certificate: 'ocifit-k8s-cert',
  certificateSecret: 'ocifit-k8s-tls',
  configuration: 'oci-image-selector-webhook',
  nodeFeatures: 'node-features',
  restart: 'ocifit-k8s-restart',
} as const;

const prefix = 'oci.image.compatibilities.selection';

/** The label by which an object asks for a selection. */
export const enabledLabel = { [`${prefix}/enabled`]: 'true' } as const;

export const annotations = {
  /** The artifact, as `host/path:tag`. */
  artifact: `${prefix}/image-ref`,
  /** The model's tag in the artifact. */
  model: `${prefix}/model`,
} as const;

/** The image that the webhook replaces. */
export const placeholderImage = 'placeholder:latest';

/** Labels by which the webhook knows a candidate. */
export const instanceTypeLabel = 'node.kubernetes.io/instance-type';
export const hostnameLabel = 'kubernetes.io/hostname';
export const architectureLabel = 'kubernetes.io/arch';

export type NodeIdentity = typeof instanceTypeLabel | typeof hostnameLabel;

/** The default label that tells nodes apart: clouds label theirs with the instance type. */
export function usualIdentity(cluster: Pick<Cluster, 'platform'>): NodeIdentity {
  return platformOf(cluster).nodes.instanceTypes === 'always' ? instanceTypeLabel : hostnameLabel;
}
