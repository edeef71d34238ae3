import { Construct } from 'constructs';
import { z } from 'zod';
import { imageReference } from '../../environment/values/image-syntax';
import { int32 } from '../../environment/values/int32';
import { dnsLabel } from '../../environment/values/name-syntax';
import type { Platform, PlatformName } from '../../model/platform';
import { placementShape, type PodPlacement } from '../pod-settings';
import { resourcesSchema, type Resources } from '../quantity';
import { parseProps, type Shape } from '../props';
import { platform } from '../target';
import { hostnameLabel, instanceTypeLabel, usualIdentity, webhookNamespace, type NodeIdentity } from './names';
import { WebhookCertificates } from './webhook/certificates';
import { WebhookConfiguration } from './webhook/configuration';
import { WeeklyRestart } from './webhook/restart';
import { WebhookServer } from './webhook/server';

/** The images of the webhook, where no others are named. */
export const webhookImages = {
  webhook: 'ghcr.io/compspec/ocifit-k8s:latest',
  modelServer: 'ghcr.io/converged-computing/aws-performance-study:model-server',
} as const;

/** ocifit: the webhook that chooses image and node by a model. */
export interface OcifitWebhookProps extends PodPlacement {
  /** The namespace of its objects, which must exist. @default ocifit */
  readonly namespace?: string;
  /** @default kind */
  readonly platform?: PlatformName | Platform;
  /** The label that tells nodes apart. @default - the instance type on EKS, else the host name */
  readonly nodeIdentity?: NodeIdentity;
  /** The text of `node-features.json`: nodes that do not run yet. @default - only nodes that run are candidates */
  readonly nodeFeatures?: string;
  /** Instance types that are never chosen. @default - none */
  readonly skipInstanceTypes?: readonly string[];
  /** CPU and memory of the webhook's own container. @default - requests 50m and 64Mi, limits 500m and 256Mi */
  readonly resources?: Resources | undefined;
  /** @default 2 */
  readonly replicas?: number | undefined;
  /** Namespaces that the webhook never sees, in addition to those that must start without it. @default - none */
  readonly leaveOut?: readonly string[];
  /** @default - those of its authors */
  readonly images?: { readonly webhook?: string; readonly modelServer?: string };
}

const schema = z.strictObject({
  namespace: dnsLabel.default(webhookNamespace),
  platform,
  nodeIdentity: z.enum([instanceTypeLabel, hostnameLabel]).optional(),
  nodeFeatures: z.string().min(1).optional(),
  skipInstanceTypes: z.array(z.string().min(1)).default([]),
  ...placementShape,
  replicas: int32(1).default(2),
  resources: resourcesSchema.default({
    requests: { cpu: '50m', memory: '64Mi' },
    limits: { cpu: '500m', memory: '256Mi' },
  }),
  leaveOut: z.array(dnsLabel).default([]),
  images: z
    .strictObject({
      webhook: imageReference.default(webhookImages.webhook),
      modelServer: imageReference.default(webhookImages.modelServer),
    })
    .prefault({}),
} satisfies Shape<OcifitWebhookProps>);

/** The parsed props, as the parts of the webhook read them. */
export type WebhookSettings = z.output<typeof schema> & { readonly nodeIdentity: NodeIdentity };

/**
 * The webhook with its model server, its certificates, its configuration, and a weekly restart so that it reads renewed
 * certificates. It needs cert-manager on the cluster.
 */
export class OcifitWebhook extends Construct {
  public readonly namespace: string;

  /** @throws Error with a line for each wrong prop */
  public constructor(scope: Construct, id: string, props: OcifitWebhookProps = {}) {
    super(scope, id);
    const given = parseProps(this, 'OcifitWebhook', schema, props);
    const { namespace, nodeIdentity = usualIdentity(given) } = given;
    this.namespace = namespace;
    new WebhookCertificates(this, 'certificates', namespace);
    new WebhookServer(this, 'webhook', { ...given, nodeIdentity });
    new WeeklyRestart(this, 'restart', given);
    new WebhookConfiguration(this, 'configuration', given);
  }
}
