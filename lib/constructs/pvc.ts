import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { z } from 'zod';
import { labels as labelsSchema } from '../environment/values/label-syntax';
import { dnsLabel, dnsSubdomain } from '../environment/values/name-syntax';
import type { Labels } from './labels';
import { parseProps, type Shape } from './props';
import { bytesSchema } from './quantity';

/** `storage:` in an environment. */
export const claimSchema = z.strictObject({
  size: bytesSchema.meta({ description: 'The size of the volume.', examples: ['5Gi'] }),
  /** ReadWriteOnce: all its pods on one node. */
  access: z
    .enum(['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany', 'ReadOnlyMany'])
    .default('ReadWriteOnce')
    .meta({ description: 'ReadWriteOnce keeps all its pods on one node.' }),
  /** StorageClass. @default - the cluster's default class, which EKS has none of by itself */
  class: dnsSubdomain.optional().meta({ description: "The StorageClass; the platform's own where it is left out." }),
});

/** The settings of a claim, defaults filled in. */
export type ClaimSettings = z.output<typeof claimSchema>;

/** The settings of a claim; all but its size have defaults. */
export type ClaimSettingsInput = z.input<typeof claimSchema>;

/** A PersistentVolumeClaim: where it lies, and the settings that size it. */
export interface ClaimProps {
  readonly name: string;
  readonly namespace: string;
  /** @default - none */
  readonly labels?: Labels;
  /** `size` as `5Gi`; `access` defaults to ReadWriteOnce, `class` to the default class of the cluster. */
  readonly settings: ClaimSettingsInput;
}

const propsSchema = z.strictObject({
  name: dnsSubdomain,
  namespace: dnsLabel,
  labels: labelsSchema.default({}),
  settings: claimSchema,
} satisfies Shape<ClaimProps>);

/**
 * A PersistentVolumeClaim. That it outlives its Application is not said here: delivery keeps every claim, whoever makes it.
 * It is an L1, for cdk8s-plus knows sizes in whole Gi only.
 */
export class Claim extends Construct {
  public readonly name: string;
  /** Who may mount it at once. */
  public readonly access: ClaimSettings['access'];

  /** @throws Error with a line for each wrong prop */
  public constructor(scope: Construct, id: string, props: ClaimProps) {
    super(scope, id);
    const { name, namespace, labels, settings } = parseProps(this, 'Claim', propsSchema, props);
    this.name = name;
    this.access = settings.access;
    new k8s.KubePersistentVolumeClaim(this, 'PersistentVolumeClaim', {
      metadata: { name, namespace, labels },
      spec: {
        accessModes: [settings.access],
        ...(settings.class !== undefined && { storageClassName: settings.class }),
        resources: { requests: { storage: k8s.Quantity.fromString(settings.size) } },
      },
    });
  }
}
