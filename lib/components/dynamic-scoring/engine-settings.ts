import { z } from 'zod';
import { reject } from '../../environment/rejection';
import { duration, timeSpan, type Duration } from '../../environment/values/duration-syntax';
import { secretKey, splitSecretKey } from '../../environment/values/secret-key-syntax';
import { httpUrl } from '../../environment/values/url-syntax';
import { missingKey } from '../../environment/issue-explanation';
import type { Engine, TokenSecret } from '../../scoring/engine';
import type { EngineOverride } from '../../scoring/override';

/** A token, or the word that takes away the one which an engine asks for by itself. */
export const auth = z.union([z.literal('none'), secretKey]).meta({ description: 'name/key of a Secret, or none.' });

/** What an environment may say of one engine of a scorer; everything else is as the catalogue has it. */
export interface EngineSettings {
  readonly description?: string | undefined;
  readonly score?: string | undefined;
  readonly interval?: Duration | undefined;
  readonly dimension?: string | undefined;
  readonly values?: { readonly min: number; readonly max: number; readonly unit?: string | undefined } | undefined;
  readonly prometheus?: string | undefined;
  readonly query?: string | undefined;
  readonly range?: Duration | undefined;
  readonly step?: Duration | undefined;
  readonly sourceAuth?: string | undefined;
}

const common = {
  description: z.string().min(1).optional().meta({ description: 'What the score means, where that differs.' }),
  score: z.string().min(1).optional().meta({ description: 'The score name, unique in the environment.' }),
  interval: timeSpan.optional().meta({ description: 'How often agents ask for scores.' }),
  dimension: z.string().min(1).optional().meta({
    description: 'The name of each score item, with placeholders such as ${scoreName}, ${app} or ${node}.',
  }),
  values: z
    .strictObject({
      min: z.number().meta({ description: 'The lowest score.' }),
      max: z.number().meta({ description: 'The highest score.' }),
      unit: z.string().min(1).optional().meta({ description: 'What they are measured in, such as percent.' }),
    })
    .optional()
    .meta({ description: 'What the scores lie between, before they are cut to whole numbers.' }),
};

const prometheus = {
  prometheus: httpUrl.optional().meta({
    description:
      "The Prometheus to ask, by one address that every cluster's agent reaches, with its path where it has one.",
  }),
  query: z.string().min(1).optional().meta({ description: 'PromQL; several queries are joined by ";".' }),
  range: duration.optional().meta({ description: 'How far back each query looks.' }),
  step: duration.optional().meta({ description: 'Time between two points.' }),
  sourceAuth: auth.optional().meta({ description: 'The token for Prometheus: name/key of a Secret, or none.' }),
};

/** The schema of the settings of one engine: only those that it has. */
export function engineSettings({ source }: Engine): z.ZodType<EngineSettings> {
  if (source.type === 'None') return z.strictObject(common);
  return z.strictObject({ ...common, ...prometheus }).superRefine(({ query, values }, context) => {
    if (query === undefined || values !== undefined) return;
    reject(context, () => missingKey.fault('valuesMissing', {}), ['values']);
  });
}

/** The key of an engine among those of its scorer: `performance` of `static/performance`, `sample` of `sample`. */
export function engineKey({ id }: Engine): string {
  return id.slice(id.indexOf('/') + 1);
}

/** What the settings of an engine change in what the catalogue says about it. */
export function toOverride({ sourceAuth, ...settings }: EngineSettings): EngineOverride {
  return { ...settings, sourceAuth: toToken(sourceAuth) };
}

/** `secret/key` as its two parts; `none` stays. */
export function toToken(text: string | undefined): TokenSecret | 'none' | undefined {
  return text === undefined || text === 'none' ? text : splitSecretKey(text);
}
