import { z } from 'zod';
import { dnsLabelForm, serviceNameForm } from '../model/dns-name';
import { imageReference } from '../environment/values/image-syntax';
import { engineSchema, objectNameSchema, type Results } from './engine';
import type { ScoreRange } from './score-range';

/** An environment variable that a scorer's program reads. */
const envVarSchema = z
  .strictObject({
    name: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
    type: z.enum(['number', 'integer', 'text', 'url']),
    /** What is rendered unless an environment says otherwise; without it the variable must be set. */
    default: z.union([z.number(), z.string()]).exactOptional(),
    description: z.string().min(1),
  })
  .readonly();
/** An environment variable of a scorer's program that an environment may set. */
export type EnvVar = z.infer<typeof envVarSchema>;

/** Named by its type: written out, the type of JSON holds itself, and the package's declarations do not. */
const anyJson: z.ZodType = z.json();

/** A file that the program reads at its start, brought by a ConfigMap. */
const configFileSchema = z
  .strictObject({
    configMap: objectNameSchema,
    /** The key in the ConfigMap; mounted as this one file, so that nothing else of the image's folder is hidden. */
    key: z.string().min(1),
    mountPath: z.string().startsWith('/'),
    content: anyJson,
  })
  .readonly();

/** A config file that an environment may write itself: its schema, and what each engine, by its id, then answers. */
export interface ConfigSetting {
  readonly schema: z.ZodType;
  /** @param content what the schema has accepted */
  answers(content: unknown): Readonly<Record<string, { readonly results: Results; readonly range?: ScoreRange }>>;
}

/** What to run for a scorer. */
const workloadSchema = z
  .strictObject({
    /** Of the Deployment and the Service, and their `app` label. */
    name: z
      .string()
      .regex(
        serviceNameForm,
        'the name of a Service begins with a letter and holds lower-case letters, digits and "-", at most 63',
      ),
    namespace: z.string().regex(dnsLabelForm, 'a namespace holds lower-case letters, digits and "-", at most 63'),
    image: imageReference,
    port: z.int().min(1).max(65_535),
    healthPath: z.string().startsWith('/'),
    env: z.array(envVarSchema).readonly(),
    /**
     * Whether the program makes the folder that `MODEL_DIR` names at its start. Its default lies in /app, which only
     * root may write: as another user it crashes unless `MODEL_DIR` names a writable volume.
     */
    writesModelDir: z.boolean(),
    configFile: configFileSchema.exactOptional(),
  })
  .readonly();
/** How a cluster runs a scorer. */
export type ScorerWorkload = z.infer<typeof workloadSchema>;

/** A program behind one or more engines. */
export const scorerSchema = z
  .strictObject({
    /** As environments name it. */
    id: z.string().regex(/^[a-z0-9][-a-z0-9]*$/),
    /** Absent where the program runs elsewhere and only its engines are known. */
    workload: workloadSchema.exactOptional(),
    engines: z.array(engineSchema).min(1).readonly(),
  })
  .refine(({ id, engines }) => engines.every((engine) => engine.id === id || engine.id.startsWith(`${id}/`)), {
    error: 'the id of an engine is that of its scorer, or begins with it and "/"',
    path: ['engines'],
  })
  .readonly();
/** A program behind one or more engines, defaults filled in; `scorerSchema` checks it. */
export type Scorer = z.infer<typeof scorerSchema>;

/** A scorer as plug-ins write it: what has a default may be left out. */
export type ScorerData = z.input<typeof scorerSchema>;

/**
 * Checks a scorer written as plain data, and fills in defaults.
 *
 * @throws ZodError where it is not a scorer
 */
export function defineScorer(data: ScorerData): Scorer {
  return scorerSchema.parse(data);
}
