import { z } from 'zod';
import { reject } from '../../environment/rejection';
import { findingKind } from '../../model/finding-kind';
import { exposureSchema, type ExposureSettings } from '../../constructs/exposure';
import { podShape, type PodSettings } from '../../constructs/pod-settings';
import { missingKey } from '../../environment/issue-explanation';
import { withDifferences, type Differing } from '../../environment/differences/differences';
import type { Names } from '../../environment/names';
import { on, type On } from '../../environment/placement';
import { imageReference } from '../../environment/values/image-syntax';
import { httpUrl } from '../../environment/values/url-syntax';
import { configSettings } from '../../scoring/catalogue';
import type { EnvVar, Scorer } from '../../scoring/scorer';
import { auth, engineKey, engineSettings, type EngineSettings } from './engine-settings';

export const scorerPlacement = findingKind({
  code: 'scorer-placement',
  why: 'A scorer either runs on a cluster of the fleet and is rendered there, or runs elsewhere and has only an address.',
  fix: 'Write `on: CLUSTER`, or `external: URL` without anything that only a rendered scorer has.',
  messages: {
    nowhere: 'got neither on nor external; write where it runs, in one of the two',
    twoPlaces: 'got both on and external; write where it runs, in one of the two',
    nothingKnown:
      'got {got:json}; the tool knows nothing to run there; write where the scorer answers, external: http://…',
    several:
      'got {got} clusters, but a scorer is asked under one address; write expose: cluster, so that each asks its own, or name one cluster',
    besideExternal: 'got {got} beside external; it belongs to a scorer that is rendered: leave it out',
  },
});

/** How a scorer is exposed that runs wherever it is asked. */
export const eachItsOwn = 'cluster';

/** One scorer of an environment. */
export interface ScorerSettings extends PodSettings, Pick<Differing, 'for'> {
  /** The clusters that its pods run on; absent for one that runs elsewhere. */
  readonly on?: On | undefined;
  /** `cluster`: it runs beside every agent that asks it and on the hub, and each asks its own. */
  readonly expose?: ExposureSettings | typeof eachItsOwn | undefined;
  /** Where it answers, for one that runs elsewhere. */
  readonly external?: string | undefined;
  readonly image?: string | undefined;
  /** The token that agents send to it. */
  readonly auth?: string | undefined;
  /** The content of its config file. */
  readonly config?: unknown;
  /** By the engine's key, what differs from the catalogue. */
  readonly engines?: Readonly<Record<string, EngineSettings | undefined>> | undefined;
  /** The variables of its program, by their keys. */
  readonly [variable: string]: unknown;
}

/** How environments write the name of a variable: `maxRmseThreshold` for `MAX_RMSE_THRESHOLD`. */
function variableKey({ name }: EnvVar): string {
  return name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** What a variable is set to; `undefined` where neither the environment nor the catalogue says it. */
export function variableValue(settings: ScorerSettings, variable: EnvVar): number | string | undefined {
  const given = settings[variableKey(variable)];
  return typeof given === 'string' || typeof given === 'number' ? given : variable.default;
}

const variableTypes: Readonly<Record<EnvVar['type'], z.ZodType<number | string>>> = {
  number: z.number(),
  integer: z.number().int(),
  text: z.string().min(1),
  url: httpUrl,
};

/** The schema of one scorer: what every scorer has, the variables of its own program, and its engines. */
export function scorerSettings(scorer: Scorer, names: Names): z.ZodType<ScorerSettings> {
  const { workload, engines } = scorer;
  const variables = workload?.env ?? [];
  const config = configSettings[scorer.id]?.schema;
  const ofProgram = {
    ...Object.fromEntries(variables.map((variable) => [variableKey(variable), variableSchema(variable)])),
    ...(config && { config: config.optional().meta({ description: 'The content of its config file.' }) }),
  };
  const rendered = {
    expose: z
      .union([z.literal(eachItsOwn), exposureSchema], { error: 'write cluster, or a map such as { nodePort: 30007 }' })
      .optional()
      .meta({
        description:
          'How the hub and the other clusters reach it; "cluster" where it runs on each of them and each asks its own.',
      }),
    image: imageReference.optional().meta({ description: 'Its image, where that is not the one of the catalogue.' }),
    ...podShape,
    ...ofProgram,
  };
  const block = z
    .strictObject({
      on: on(names)
        .optional()
        .meta({ description: 'The clusters that its pods run on; several with expose: cluster.' }),
      external: httpUrl.optional().meta({ description: 'Where it answers, if it runs outside the fleet.' }),
      auth: auth.optional().meta({ description: 'The token that agents send to it: name/key of a Secret, or none.' }),
      engines: z
        .strictObject(
          Object.fromEntries(
            engines.map((engine) => [
              engineKey(engine),
              engineSettings(engine).optional().meta({ description: engine.description }),
            ]),
          ),
        )
        .optional()
        .meta({ description: 'By engine, what differs from the scorer that comes with the tool.' }),
      ...rendered,
    })
    .superRefine((settings: ScorerSettings, context) => {
      const { on: where, external } = settings;
      if ((where === undefined) === (external === undefined)) {
        reject(context, () => scorerPlacement.fault(where === undefined ? 'nowhere' : 'twoPlaces', {}));
        return;
      }
      if (where !== undefined && workload === undefined) {
        reject(context, (got) => scorerPlacement.fault('nothingKnown', { got }), ['on']);
        return;
      }
      if (external !== undefined) {
        for (const key of Object.keys(rendered).filter((each) => settings[each] !== undefined)) {
          reject(context, () => scorerPlacement.fault('besideExternal', { got: key }), [key]);
        }
        return;
      }
      for (const variable of variables.filter((each) => each.default === undefined)) {
        const key = variableKey(variable);
        if (settings[key] !== undefined) continue;
        reject(context, () => missingKey.fault('required', { key, description: variable.description }), [key]);
      }
    });
  return withDifferences(block, names, sameForAll).superRefine((settings: ScorerSettings, context) => {
    if (settings.external !== undefined && settings.for !== undefined)
      reject(context, () => scorerPlacement.fault('besideExternal', { got: 'for' }), ['for']);
  });
}

/** Settings that are the same for every agent, since the hub has one DynamicScorer for all of them. */
const sameForAll = {
  auth: 'all agents send the same token',
  config: 'all agents get the same range of its scores',
  engines: 'all agents get the same engines',
  expose: 'all agents get the same address',
  external: 'all agents get the same address',
};

function variableSchema(variable: EnvVar) {
  const schema = variableTypes[variable.type].optional();
  const standard = variable.default !== undefined && { default: variable.default };
  return schema.meta({ description: variable.description, ...standard });
}
