import { z } from 'zod';
import { orasImage } from '../../constructs/ocifit/compatibility-artifact';
import { webhookImages } from '../../constructs/ocifit/ocifit-webhook';
import { podShape, type PodSettings } from '../../constructs/pod-settings';
import { withDifferences, type Differing } from '../../environment/differences/differences';
import { clusterName } from '../../environment/placement';
import type { Names } from '../../environment/names';
import { attachmentPath } from '../../environment/values/file-path';
import { imageReference } from '../../environment/values/image-syntax';
import { dnsLabel } from '../../environment/values/name-syntax';
import { featureRules, type FeatureRule } from '../../constructs/ocifit/artifact/feature-rule';
import { artifactReferenceText } from '../../constructs/ocifit/artifact/artifact-reference';
import { modelRules, type ModelRule } from '../../constructs/ocifit/artifact/model-rule';
import { experiments, type ExperimentsSettings } from './experiments/settings';
import { hostnameLabel, instanceTypeLabel, type NodeIdentity } from '../../constructs/ocifit/names';

/** Where the artifact lies and what is in it. */
export interface ArtifactSettings {
  readonly reference: string;
  /** @default - those of the six known experiments */
  readonly models?: Readonly<Record<string, ModelRule>> | undefined;
  readonly features: readonly FeatureRule[];
  /** A Job that pushes it. @default - a person pushes the file */
  readonly publish?: { readonly credentials: string } | undefined;
}

/** The block `ocifit`. */
export interface OcifitSettings extends Pick<Differing, 'for'> {
  readonly on: string;
  /** @default - the instance type on EKS, elsewhere the host name */
  readonly nodeIdentity?: NodeIdentity | undefined;
  /** Features of nodes that do not run yet. @default - only nodes that run are candidates */
  readonly nodeFeatures?: string | undefined;
  /** @default - the example that the authors publish */
  readonly artifact?: ArtifactSettings | undefined;
  readonly experiments?: ExperimentsSettings | undefined;
  /** The pods of the webhook. */
  readonly webhook?: PodSettings | undefined;
  readonly images: {
    readonly webhook: string;
    readonly modelServer: string;
    readonly oras: string;
  };
}

const artifact: z.ZodType<ArtifactSettings> = z.strictObject({
  reference: artifactReferenceText,
  models: modelRules
    .optional()
    .meta({ description: 'The models by tag. Default: those of the six known experiments.' }),
  features: featureRules,
  publish: z
    .strictObject({
      credentials: dnsLabel.meta({ description: 'Secret of type dockerconfigjson in namespace ocifit; may push.' }),
    })
    .optional()
    .meta({ description: 'Whether a Job pushes the artifact. Default: you push the file under files/.' }),
});

export function settings(names: Names): z.ZodType<OcifitSettings> {
  const block = z.strictObject({
    on: clusterName(names),
    nodeIdentity: z.enum([instanceTypeLabel, hostnameLabel]).optional().meta({
      description: 'The label that tells nodes apart. Default: the instance type on EKS, else the host name.',
    }),
    nodeFeatures: attachmentPath
      .optional()
      .meta({ description: 'Features of nodes that do not run yet: a file that `npm run node-features` makes.' }),
    artifact: artifact.optional().meta({ description: 'What is chosen from. Default: the published example.' }),
    experiments: experiments.optional(),
    webhook: z.strictObject(podShape).optional().meta({ description: 'The pods of the webhook.' }),
    images: z
      .strictObject({
        webhook: imageReference.default(webhookImages.webhook),
        modelServer: imageReference.default(webhookImages.modelServer),
        oras: imageReference.default(orasImage),
      })
      .prefault({})
      .meta({ description: 'Other images, such as the same ones by digest.' }),
  });
  return withDifferences(block, names).meta({
    description: 'ocifit: image and instance type chosen by model, and the HPCG experiments.',
  });
}
