import { compare } from '../../../model/finding';
import type { FeatureRule } from './feature-rule';
import { exampleModels, hpcgModels, publishedExample } from './hpcg-models';
import { modelsOf, type Model, type ModelRule } from './model-rule';

/** The artifact from which the webhook chooses: its reference, and the models in it. */
export interface Artifact {
  /** `host/path:tag`. */
  readonly reference: string;
  readonly models: readonly Model[];
  readonly features: readonly FeatureRule[];
}

/** The artifact that its authors publish. */
export const exampleArtifact: Artifact = { reference: publishedExample, models: modelsOf(exampleModels), features: [] };

/** The artifact that the settings describe; without models it has those of the six known experiments. */
export function artifactOf({
  reference,
  models = hpcgModels,
  features,
}: {
  readonly reference: string;
  readonly models?: Readonly<Record<string, ModelRule>> | undefined;
  readonly features: readonly FeatureRule[];
}): Artifact {
  // Another order would be another artifact, which the push rejects under a tag that exists.
  const sorted =
    models === hpcgModels ? models : Object.fromEntries(Object.entries(models).sort(([a], [b]) => compare(a, b)));
  return { reference, models: modelsOf(sorted), features };
}

/** The model of a tag; `undefined` where the artifact does not have it. */
export function modelOf({ models }: Artifact, tag: string): Model | undefined {
  return models.find((model) => model.tag === tag);
}

/** A document with the media type by which the webhook finds it in the artifact. */
export interface ArtifactDocument {
  readonly file: string;
  readonly mediaType: string;
  readonly text: string;
}

const version = 'v1alpha1';

export function modelDocument({ models }: Artifact): ArtifactDocument {
  const compatibilities = models.map(({ tag, name, direction, images, description, file }) => ({
    tag,
    description,
    rules: [
      {
        matchModel: {
          model: { ...(file && { type: file.type, filename: file.name }), name, direction, platforms: images },
        },
      },
    ],
  }));
  return {
    file: 'compatibility-artifact.json',
    mediaType: 'application/vnd.oci.image.model-compatibilities.v1+json',
    text: json({ version, compatibilities }),
  };
}

/** In a feature rule it is the tag that names the image. */
export function featureDocument({ features }: Artifact): ArtifactDocument {
  const compatibilities = features.map(({ image, weight, match, description }) => ({
    tag: image,
    ...(description !== undefined && { description }),
    weight,
    rules: [
      {
        matchFeatures: [
          {
            matchExpressions: match.map(({ key, op, values }) => ({
              key,
              op,
              ...(values.length > 0 && { value: values }),
            })),
          },
        ],
      },
    ],
  }));
  return {
    file: 'feature-rules.json',
    mediaType: 'application/vnd.oci.image.compatibilities.v1+json',
    text: json({ version, compatibilities }),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
