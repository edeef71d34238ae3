import { Construct } from 'constructs';
import { z } from 'zod';
import { imageReference } from '../../environment/values/image-syntax';
import { labels as labelsSchema } from '../../environment/values/label-syntax';
import { dnsLabel, dnsSubdomain } from '../../environment/values/name-syntax';
import type { Platform, PlatformName } from '../../model/platform';
import { ConfigMap } from '../config-map';
import { Job } from '../job';
import { standardLabels, type Labels } from '../labels';
import { parseProps, type Shape } from '../props';
import { platform } from '../target';
import { textBeside } from '../text-beside';
import { artifactOf, featureDocument, modelDocument, type Artifact, type ArtifactDocument } from './artifact/artifact';
import { artifactReferenceText } from './artifact/artifact-reference';
import { featureRules, type FeatureRule } from './artifact/feature-rule';
import { modelRules, type ModelRule } from './artifact/model-rule';
import { partOf, webhookNamespace } from './names';

/** The image that pushes, where no other is named. */
export const orasImage = 'ghcr.io/oras-project/oras:v1.3.0';

/** The OCI artifact from which the webhook of ocifit chooses. */
export interface CompatibilityArtifactProps {
  /** `host/path:tag`, without port and digest; the webhook pulls it without credentials. */
  readonly reference: string;
  /** The models by the tag that workloads name. @default - those of the six known experiments */
  readonly models?: Readonly<Record<string, ModelRule>>;
  /** Images by labels of nodes. Its authors' webhook cannot use them yet. @default - none */
  readonly features?: readonly FeatureRule[];
  /** The Secret of type dockerconfigjson by which a Job pushes it. @default - no Job: you push `documents` yourself */
  readonly credentials?: string;
  /** The namespace of the ConfigMap and the Job. @default ocifit */
  readonly namespace?: string;
  /** @default kind */
  readonly platform?: PlatformName | Platform;
  /** Labels of the nodes that the Job runs on. @default - any node */
  readonly nodeSelector?: Labels;
  /** The image of oras, which pushes. @default ghcr.io/oras-project/oras:v1.3.0 */
  readonly image?: string;
}

const schema = z.strictObject({
  reference: artifactReferenceText,
  models: modelRules.optional(),
  features: featureRules,
  credentials: dnsSubdomain.optional(),
  namespace: dnsLabel.default(webhookNamespace),
  platform,
  nodeSelector: labelsSchema.optional(),
  image: imageReference.default(orasImage),
} satisfies Shape<CompatibilityArtifactProps>);

const name = 'publish-artifact';
const belonging = { name, component: 'artifact', partOf };
const file = 'push-artifact.sh';

/** A compatibility artifact: its documents in a ConfigMap, and a Job that pushes it once; a tag that holds other content makes it fail. */
export class CompatibilityArtifact extends Construct {
  /** Its content, defaults filled in. */
  public readonly artifact: Artifact;
  /** Its files, each with its media type: the models, and the feature rules where there are some. */
  public readonly documents: readonly ArtifactDocument[];

  /** @throws Error with a line for each wrong prop */
  public constructor(scope: Construct, id: string, props: CompatibilityArtifactProps) {
    super(scope, id);
    const given = parseProps(this, 'CompatibilityArtifact', schema, props);
    this.artifact = artifactOf(given);
    const document = modelDocument(this.artifact);
    this.documents = [document, ...(given.features.length > 0 ? [featureDocument(this.artifact)] : [])];
    const { namespace, credentials, nodeSelector } = given;
    const configMap = new ConfigMap(this, 'files', {
      name,
      namespace,
      labels: standardLabels(belonging),
      data: { [file]: textBeside(__dirname, `artifact/${file}`), [document.file]: document.text },
    });
    if (credentials === undefined) return;
    new Job(this, 'push', {
      ...belonging,
      namespace,
      platform: given.platform,
      restartPolicy: 'Never',
      backoffLimit: 3,
      activeDeadlineSeconds: 900,
      ...(nodeSelector && { scheduling: { nodeSelector } }),
      containers: [
        {
          name: 'oras',
          image: given.image,
          command: ['sh', `/artifact/${file}`, given.reference, `/artifact/${document.file}`, document.mediaType],
          env: { HOME: '/tmp', TMPDIR: '/tmp' },
          mounts: [
            { path: '/artifact', configMap },
            { path: '/credentials', secret: credentials },
          ],
          resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '128Mi' } },
        },
      ],
    });
  }
}
