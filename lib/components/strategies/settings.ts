import { z } from 'zod';
import { reject } from '../../environment/rejection';
import { goals, type Goal } from '../../constructs/placement/scored-placement';
import { clusterToleration, type ClusterToleration } from '../../constructs/placement/toleration';
import { resourcesSchema, type Resources } from '../../constructs/quantity';
import type { Names } from '../../environment/names';
import { imageReference } from '../../environment/values/image-syntax';
import { int32 } from '../../environment/values/int32';
import { labels } from '../../environment/values/label-syntax';
import { dnsLabel, nameSyntax } from '../../environment/values/name-syntax';
import { port } from '../../environment/values/port-range';
import { enginesOf } from '../../scoring/catalogue';
import type { Scorer } from '../../scoring/scorer';
import { strategiesNamespace } from './names';

/** One strategy of an environment: a Placement by scores, and the workload that follows it. */
export interface Strategy {
  readonly goal: Goal;
  /** By the engine's id how much it counts, 1 to 10; the engine's own direction decides the sign. */
  readonly engines: Readonly<Record<string, number | undefined>>;
  /** What the scores are wanted for: labels that name one item of each engine. */
  readonly item: Readonly<Partial<Record<'app' | 'device', string | undefined>>>;
  /** How many clusters it chooses. */
  readonly clusters: number;
  readonly clusterSets: readonly string[];
  /** Labels that a ManagedCluster must have to be chosen. */
  readonly labels: Readonly<Record<string, string>>;
  readonly tolerations: readonly ClusterToleration[];
  /** Weight of staying: a rival must be better by 100 × stickiness ÷ weight points. */
  readonly stickiness: number;
  readonly workload?: StrategyWorkload | undefined;
}

/** A Deployment that runs on the clusters which the strategy chooses. */
export interface StrategyWorkload {
  readonly image: string;
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  readonly port?: number | undefined;
  readonly replicas: number;
  readonly resources: Resources;
  /** Clusters that get a change at once, as a number or a share; absent: all of them. */
  readonly atOnce?: number | string | undefined;
}

/** The block `strategies`, by name. */
export type StrategiesSettings = Readonly<Record<string, Strategy>>;

const smallPod: Resources = {
  requests: { cpu: '50m', memory: '64Mi' },
  limits: { cpu: '500m', memory: '256Mi' },
};

/** A label's value has at most 63 characters; the ManifestWorkReplicaSet of a workload makes one of namespace and name. */
const longestCarried = 63 - `${strategiesNamespace}.`.length;

const share = /^(100|[1-9][0-9]?)%$/;

const workload = z.strictObject({
  image: imageReference,
  command: z.array(z.string()).min(1).optional().meta({ description: "In place of the image's entry point." }),
  args: z.array(z.string()).min(1).optional().meta({ description: "In place of the image's arguments." }),
  port: port.optional().meta({ description: 'A TCP port that its pods listen on.' }),
  replicas: int32(1).default(1).meta({ description: 'Pods on each chosen cluster.' }),
  resources: resourcesSchema
    .default(smallPod)
    .meta({ description: 'What its container asks for, and may use at most.' }),
  atOnce: z
    .union([int32(1), z.string().refine((text) => share.test(text), { error: 'write 1% to 100%' })])
    .optional()
    .meta({
      description: 'Clusters that get a change at once, such as 1 or 25%; the next wait until those are ready.',
    }),
});

export function settings(_names: Names, scorers: readonly Scorer[]): z.ZodType<StrategiesSettings> {
  const weight = z.number().int().min(1).max(10);
  const engines = Object.fromEntries(
    enginesOf(scorers).map(({ id, description }) => [
      id,
      weight.optional().meta({ description: `Its weight. ${description}` }),
    ]),
  );
  const strategy = z.strictObject({
    goal: z.enum(goals).meta({ description: 'What it pursues; balanced weighs engines of both goals.' }),
    engines: z
      .strictObject(engines)
      .refine((chosen) => Object.values(chosen).some((each) => each !== undefined), {
        error: 'name at least one engine',
      })
      .meta({ description: 'The engines that it chooses by, each with its weight, 1 to 10.' }),
    item: z
      .strictObject({
        app: z.string().min(1).optional().meta({ description: 'The application that is scored, such as app01.' }),
        device: z
          .string()
          .min(1)
          .optional()
          .meta({ description: 'The device that is scored; all for the whole cluster.' }),
      })
      .prefault({})
      .meta({ description: 'What the scores are wanted for: names one item of each engine, whatever its format.' }),
    clusters: int32(1).meta({ description: 'How many clusters it chooses.' }),
    clusterSets: z
      .array(dnsLabel)
      .min(1)
      .default(['global'])
      .meta({ description: 'The ManagedClusterSets to choose from; global has every managed cluster.' }),
    labels: labels.prefault({}).meta({ description: 'Labels that a cluster must have to be chosen.' }),
    tolerations: z.array(clusterToleration).default([]).meta({ description: 'Cluster taints that it tolerates.' }),
    stickiness: z.number().int().min(0).max(10).default(0).meta({
      description: 'Weight of staying: a rival must be better by 100 × stickiness ÷ weight points.',
    }),
    workload: workload.optional().meta({ description: 'A Deployment that runs on the chosen clusters.' }),
  });
  return z
    .record(dnsLabel, strategy)
    .superRefine((all, context) => {
      for (const [name, { workload: its }] of Object.entries(all)) {
        if (its === undefined || name.length <= longestCarried) continue;
        reject(context, () => nameSyntax.fault('carried', { got: name.length, strategiesNamespace, longestCarried }), [
          name,
        ]);
      }
    })
    .meta({ description: 'Strategies by name: Placements that choose clusters by scores, and what follows them.' });
}
