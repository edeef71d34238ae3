import { z } from 'zod';
import { modes, type Mode } from '../../../constructs/serving/mode';
import { runtime, type RuntimeSettings } from '../../../constructs/serving/runtimes/runtime-settings';
import { refuseTwins } from '../../../environment/duplicate-entry';
import { withDifferences, type Differing } from '../../../environment/differences/differences';
import type { Names } from '../../../environment/names';
import { clusterName, on, type On } from '../../../environment/placement';
import { dnsLabel } from '../../../environment/values/name-syntax';
import { modelName } from '../../../constructs/serving/model-name';
import { model, type ModelSettings } from './model';
import { openshiftAi, type OpenShiftAiSettings } from './openshift-ai';
import { storage, type StorageSettings } from './storage';

/** The block `serving`. */
export interface ServingSettings extends Pick<Differing, 'for'> {
  readonly on: On;
  readonly namespace: string;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
  /** For all its clusters, or by cluster. @default - what the platform has: see `modeOf` */
  readonly mode?: Mode | Readonly<Record<string, Mode>> | undefined;
  readonly 'openshift-ai'?: OpenShiftAiSettings | undefined;
  readonly storage: StorageSettings;
  readonly runtimes: readonly (string | RuntimeSettings)[];
  readonly models: Readonly<Record<string, ModelSettings>>;
}

export function settings(names: Names): z.ZodType<ServingSettings> {
  const mode = z.enum(modes);
  const block = z.strictObject({
    on: on(names),
    namespace: dnsLabel.meta({
      description: 'Of the models and their storage; on OpenShift a Data Science Project.',
    }),
    displayName: z.string().min(1).optional().meta({ description: 'What the dashboard shows for the project.' }),
    description: z.string().min(1).optional().meta({ description: 'What the dashboard shows about the project.' }),
    mode: z
      .union([mode, z.record(clusterName(names), mode)], {
        error: `one of ${modes.join(', ')}, or one for each cluster`,
      })
      .optional()
      .meta({ description: 'Deployment mode: for all clusters, or by cluster.' }),
    'openshift-ai': openshiftAi.optional(),
    storage,
    runtimes: z
      .array(runtime)
      .min(1)
      .superRefine((all, context) => {
        refuseTwins(all, context, (each) => (typeof each === 'string' ? each : each.name));
      })
      .meta({ description: 'The runtimes to render: known ones by name, or your own.' }),
    models: z.record(modelName, model).meta({ description: 'The models by name; each becomes an InferenceService.' }),
  });
  return withDifferences(block, names).meta({ description: 'Model serving with KServe: storage, runtimes, models.' });
}
