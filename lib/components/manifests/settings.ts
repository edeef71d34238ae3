import { z } from 'zod';
import { withDifferences, type Differing } from '../../environment/differences/differences';
import type { Names } from '../../environment/names';
import { on, type On } from '../../environment/placement';
import { dnsLabel } from '../../environment/values/name-syntax';
import type { Delivery, Stage } from '../../model/unit';

/** One folder of manifests of the user's own. */
export interface FolderSettings extends Pick<Differing, 'for'> {
  readonly on: On;
  /** From the folder of the environment file; `{cluster}` stands for the name of each cluster. */
  readonly path: string;
  readonly delivery: Delivery;
  readonly stage: Stage;
  /** The namespace of objects that name none. */
  readonly namespace?: string | undefined;
}

/** The block `manifests`: by the name of the unit that each becomes. */
export type ManifestsSettings = Readonly<Record<string, FolderSettings>>;

const path = /^(?!\/)(?!.*\/\/)([\w.\-/]|\{cluster\})+$/;

export function settings(names: Names): z.ZodType<ManifestsSettings> {
  const folder = z.strictObject({
    on: on(names),
    path: z
      .string()
      .refine((text) => path.test(text), {
        error: 'write a folder from the one of this file, such as manifests/extras or manifests/{cluster}',
      })
      .meta({
        pattern: path.source,
        description: 'The folder, from the one of this file; {cluster} stands for the name of each cluster.',
        examples: ['manifests/{cluster}'],
      }),
    delivery: z
      .enum(['argo', 'work', 'workReplicaSet'])
      .default('argo')
      .meta({ description: 'How it reaches the clusters: by Argo CD, by ManifestWork, or by ManifestWorkReplicaSet.' }),
    stage: z.enum(['charts', 'secrets', 'workloads', 'beside']).default('workloads').meta({
      description: 'The stage in which it syncs: charts (operators, definitions), secrets, workloads, or beside all.',
    }),
    namespace: dnsLabel.optional().meta({ description: 'The namespace of objects that name none.' }),
  });
  return z
    .record(
      dnsLabel,
      withDifferences(folder, names).meta({ description: 'A folder of manifests, as a unit of this name.' }),
    )
    .meta({ description: 'Manifests of your own, by the name of the unit that each folder becomes.' });
}
