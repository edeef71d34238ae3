import { z } from 'zod';
import { reject } from '../../../environment/rejection';
import { findingKind } from '../../../model/finding-kind';
import { imageReference } from '../../../environment/values/image-syntax';
import { architectures, type Architecture } from '../architecture';

export const modelDirection = findingKind({
  code: 'model-direction',
  why: 'The model server chooses at random only for the model named random, and for any other only by its largest or smallest score.',
  fix: 'Use `direction: random` for the model random and for no other.',
  messages: {
    goalMissing: 'got {got:json}; only the model random is chosen at random; for {name} say maximize or minimize',
    randomWithGoal: 'got {got:json}; the model random knows no best score; say random',
  },
});

/** One model of the artifact, by the tag that pods name. */
export interface ModelRule {
  /** As the model server knows it. @default - the tag */
  readonly name?: string | undefined;
  /** The kind of model. @default lasso; none for random */
  readonly type?: string | undefined;
  /** Its file in the server's image. @default - `<type>_model_<name>.joblib`; none for random */
  readonly file?: string | undefined;
  readonly direction: 'maximize' | 'minimize' | 'random';
  /** What runs on the chosen node, by its architecture. */
  readonly images: Readonly<Partial<Record<Architecture, string | undefined>>>;
  readonly description?: string | undefined;
}

const rule = z.strictObject({
  name: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'The name that the model server has for it. Default: the tag.' }),
  type: z.string().min(1).optional().meta({ description: 'The kind of model; random has none.', default: 'lasso' }),
  file: z
    .string()
    .regex(/^[\w.-]+$/, { error: 'write the name of a file, without a folder' })
    .optional()
    .meta({
      description: "Its file in the model server's image. Default: <type>_model_<name>.joblib.",
      examples: ['lasso_model_fom.joblib'],
    }),
  direction: z
    .enum(['maximize', 'minimize', 'random'])
    .meta({ description: 'Which score is the best one; random: no score at all.' }),
  images: z
    .strictObject(
      Object.fromEntries(
        architectures.map((name) => [name, imageReference.optional().meta({ description: `The image for ${name}.` })]),
      ),
    )
    .check(({ value, issues }) => {
      if (issues.length > 0 || Object.keys(value).length > 0) return;
      issues.push({ code: 'custom', input: value, message: 'give an image for at least one architecture' });
    })
    .meta({ description: 'The image for each architecture.' }),
  description: z.string().min(1).optional().meta({ description: 'For readers of the artifact.' }),
});

/** The models of an artifact: each tag once, since the webhook reads only the first rule of a tag. */
export const modelRules: z.ZodType<Readonly<Record<string, ModelRule>>> = z
  .record(z.string().regex(/^[\w][\w.-]{0,127}$/, { error: 'a tag has letters, digits, "_", "." and "-"' }), rule)
  .refine((rules) => Object.keys(rules).length > 0, {
    error: 'name at least one model, or leave the key out for those of the six known experiments',
  })
  .superRefine((rules, context) => {
    for (const [tag, { name = tag, direction }] of Object.entries(rules)) {
      if ((direction === 'random') === (name === 'random')) continue;
      reject(
        context,
        (got) =>
          direction === 'random'
            ? modelDirection.fault('goalMissing', { got, name })
            : modelDirection.fault('randomWithGoal', { got }),
        [tag, 'direction'],
      );
    }
  })
  .meta({ description: 'The models by the tag that workloads name.' });

/** A model as the artifact has it. */
export interface Model {
  readonly tag: string;
  readonly name: string;
  readonly direction: ModelRule['direction'];
  readonly images: Readonly<Partial<Record<Architecture, string>>>;
  readonly description: string;
  /** Absent for random. */
  readonly file?: { readonly type: string; readonly name: string };
}

/** The models that rules stand for, sorted as they were written. */
export function modelsOf(rules: Readonly<Record<string, ModelRule>>): Model[] {
  return Object.entries(rules).map(([tag, rule]) => {
    const { name = tag, type = 'lasso', direction, images } = rule;
    const file = direction === 'random' ? undefined : { type, name: rule.file ?? `${type}_model_${name}.joblib` };
    const how =
      direction === 'random' ? 'a node at random' : `the node that ${direction}s ${name}, as its model predicts`;
    return {
      tag,
      name,
      direction,
      images: Object.fromEntries(Object.entries(images).filter(([, image]) => image !== undefined)),
      description: rule.description ?? `Chooses ${how}.`,
      ...(file && { file }),
    };
  });
}
