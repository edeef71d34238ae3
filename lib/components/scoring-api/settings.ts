import { z } from 'zod';
import { exposureSchema, type ExposureSettings } from '../../constructs/exposure';
import { withDifferences, type Differing } from '../../environment/differences/differences';
import type { Names } from '../../environment/names';
import { clusterName } from '../../environment/placement';
import { imageReference } from '../../environment/values/image-syntax';
import { int32 } from '../../environment/values/int32';

/** The block `scoring-api`. */
export interface ScoringApiSettings extends Pick<Differing, 'for'> {
  /** The cluster that serves it. */
  readonly on: string;
  /** @default - reached only inside its cluster */
  readonly expose?: ExposureSettings | undefined;
  readonly image: string;
  readonly replicas: number;
}

/** A release tag of the unprivileged image: it runs as any user and listens on ports above 1024. */
const webServerImage = 'docker.io/nginxinc/nginx-unprivileged:1.29.3-alpine';

export function settings(names: Names): z.ZodType<ScoringApiSettings> {
  const block = z.strictObject({
    on: clusterName(names).meta({ description: 'The cluster that serves it, usually the hub.' }),
    expose: exposureSchema
      .refine(({ skupper }) => skupper === undefined, {
        error:
          'Skupper offers only what runs in the namespace of its site; use nodePort, route, loadBalancer or ingress',
      })
      .optional()
      .meta({ description: 'How it is reached from outside of its cluster.' }),
    image: imageReference
      .default(webServerImage)
      .meta({ description: 'An nginx that runs without root, where Docker Hub is mirrored.' }),
    replicas: int32(1).default(1).meta({ description: 'Number of pods.' }),
  });
  return withDifferences(block, names).meta({
    description: 'A read-only HTTP API that lists the scoring engines: GET /v1/scoring_engines.',
  });
}
