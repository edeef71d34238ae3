import { z } from 'zod';
import { timeSpan } from '../environment/values/duration-syntax';
import { dnsSubdomainForm } from '../model/dns-name';
import { resultLabels } from './dimension-format';

/** What Kubernetes asks of an object's name. */
export const objectNameSchema = z
  .string()
  .regex(dnsSubdomainForm, 'a name holds lower-case letters, digits, "-" and "."');

const hostSchema = z
  .string()
  .regex(
    /^https?:\/\/[^/?#\s{}]+$/,
    'a host is scheme and authority only, as in "http://prometheus.monitoring.svc:9090"',
  );
const pathSchema = z.string().regex(/^\/[^?#\s]*$/, 'a path begins with "/" and has no query, fragment or space');

/** A key of a Secret that holds a bearer token. The agent reads it on its own cluster, in its install namespace. */
const tokenSecretSchema = z
  .strictObject({ name: objectNameSchema, key: z.string().regex(/^[-._a-zA-Z0-9]+$/) })
  .readonly();
/** A key of a Secret that holds a bearer token. */
export type TokenSecret = z.infer<typeof tokenSecretSchema>;

/** Where the agent takes the scorer's input from. */
const sourceSchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('Prometheus'),
      /** As every cluster that is not masked reaches its own Prometheus; the host of `configURL` when absent. */
      host: hostSchema.exactOptional(),
      path: pathSchema.default('/api/v1/query_range'),
      /** Several queries are joined by `;`. */
      query: z.string().min(1),
      range: timeSpan,
      step: timeSpan,
      auth: tokenSecretSchema.exactOptional(),
    })
    .readonly(),
  z.strictObject({ type: z.literal('None') }).readonly(),
]);
/** Where the agent takes the scorer's input from: Prometheus, or nowhere. */
export type Source = z.infer<typeof sourceSchema>;

/** How the agent asks for scores, and under which name it publishes them. */
const scoringSchema = z
  .strictObject({
    /** As every cluster that is not masked reaches the scorer; the host of `configURL` when absent. */
    host: hostSchema.exactOptional(),
    /** Required: the controller has no default for it, though the CRD's description names one. */
    path: pathSchema,
    /** Names the metric label, the agent's worker and, cleaned, the AddOnPlacementScore. */
    name: z.string().min(1),
    interval: timeSpan,
    auth: tokenSecretSchema.exactOptional(),
  })
  .readonly();
/** How the agent asks for scores, and under which name it publishes them. */
export type Scoring = z.infer<typeof scoringSchema>;

/** What a scorer answers with, which decides which score items can exist. */
const resultsSchema = z.discriminatedUnion('type', [
  /** One result per series of the query, with the labels of the series and those that the scorer adds. */
  z
    .strictObject({ type: z.literal('per-series'), adds: z.array(z.enum(resultLabels)).readonly().default([]) })
    .readonly(),
  /** Always the same results; with `score` where the values never change either. */
  z
    .strictObject({
      type: z.literal('fixed'),
      items: z
        .array(
          z
            .strictObject({
              labels: z.partialRecord(z.enum(resultLabels), z.string()).readonly(),
              score: z.number().exactOptional(),
            })
            .readonly(),
        )
        .min(1)
        .readonly(),
    })
    .readonly(),
  /** Nothing is known of the scorer's program. */
  z.strictObject({ type: z.literal('unknown') }).readonly(),
]);
/** What a scorer answers with. */
export type Results = z.infer<typeof resultsSchema>;

/** What a reader must know to use the numbers. */
const metadataSchema = z
  .strictObject({
    algorithm: z.string().min(1),
    /** Names of the inputs, in the order in which the model takes them. */
    features: z.array(z.string().min(1)).readonly(),
    /** What the numbers of the result mean, in their order. */
    outputs: z.array(z.string().min(1)).min(1).readonly(),
    /** Number of records that the model learnt from; absent where nothing is learnt. */
    trainingRecords: z.int().nonnegative().exactOptional(),
    unit: z.string().min(1),
    /** What the scores of a running fleet lie between, before the agent cuts them to whole numbers. */
    range: z.strictObject({ min: z.number(), max: z.number() }).readonly(),
    /** By how much two scores of one cluster may differ while nothing about it has changed, in the unit; none when absent. */
    noise: z.number().nonnegative().exactOptional(),
    /** Which end of the range speaks for a cluster. A Placement always prefers the higher number. */
    direction: z.enum(['higher-is-better', 'lower-is-better']),
    /** What a strategy pursues that chooses by it; absent where it serves either goal. */
    goal: z.enum(['performance', 'energy']).exactOptional(),
  })
  .readonly();
/** What a reader must know to use the numbers: unit, range, direction and how they come about. */
export type EngineMetadata = z.infer<typeof metadataSchema>;

/** One score and how it comes about: one DynamicScorer object. */
export const engineSchema = z
  .strictObject({
    /** Unique over every source of engines. A new model gets a new id. `static/performance`; `sample` where a scorer has one. */
    id: z.string().regex(/^[a-z0-9][-a-z0-9]*(\/[a-z0-9][-a-z0-9]*)?$/, 'an id reads "scorer" or "scorer/engine"'),
    /** Of the DynamicScorer, and what the scorer's `/config` must call itself. */
    name: objectNameSchema,
    description: z.string().min(1),
    /** Whether the scorer runs in a cluster of the fleet. Read by nobody, but without it the controller skips the engine. */
    location: z.enum(['Internal', 'External']),
    destination: z.enum(['AddOnPlacementScore', 'None']).default('AddOnPlacementScore'),
    configSyncMode: z.enum(['Full', 'None']).default('Full'),
    configPath: pathSchema,
    source: sourceSchema,
    scoring: scoringSchema,
    dimensionFormat: z.string().min(1).default('${scoreName}'),
    results: resultsSchema,
    metadata: metadataSchema,
  })
  .readonly();
/** One score and how it comes about, defaults filled in; `engineSchema` checks it. */
export type Engine = z.infer<typeof engineSchema>;

/** An engine as people write it: fields with a default may be left out. */
export type EngineData = z.input<typeof engineSchema>;
