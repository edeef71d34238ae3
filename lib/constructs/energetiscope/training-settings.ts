import { placementShape } from '../pod-settings';
import { z } from 'zod';
import { reject, type Raise } from '../../environment/rejection';
import { findingKind } from '../../model/finding-kind';
import type { TrainingOptions } from './training-options';
import { cronSchema } from '../../environment/values/cron';
import type { Shape } from '../props';
import { resourcesSchema, type Resources } from '../quantity';
import { refuseTwins } from '../../environment/duplicate-entry';
import { duration, type Duration } from '../../environment/values/duration-syntax';
import { seconds } from '../../model/duration';
import { int32 } from '../../environment/values/int32';
import { labels } from '../../environment/values/label-syntax';
import { dnsLabel } from '../../environment/values/name-syntax';

export const targetMode = findingKind({
  code: 'target-mode',
  why: 'The label step writes only the columns of its mode; the train step would not find its target among them.',
  fix: 'Leave `mode` out: it follows from the target.',
  messages: {
    otherMode: 'got {got:json}; target {target} comes from mode {targets}; write that, or leave mode out',
  },
});

export const windowPoints = findingKind({
  code: 'window-points',
  why: 'Prometheus rejects a range query of more than 11,000 points, and a window below one step has no difference to label.',
  fix: 'Choose window and step so that their quotient lies between 1 and 11,000.',
  messages: {
    short: 'got {got:json}; a window holds at least one step, which is {step}',
    many: 'got {got:json}; at a step of {step} that is {points} points, and Prometheus gives {most}: use a step of {least} or more',
  },
});

export const trainingNever = findingKind({
  code: 'training-never',
  why: 'The predictor waits for its first model; without any training it waits forever.',
  fix: 'Write `once: true`, or a `schedule`.',
  messages: {
    withoutSchedule: 'got {got:json}; write once: true, or add a schedule',
  },
});

/** The kinds of workload that the collector knows. */
const workloadKinds = ['Deployment', 'Job', 'CronJob', 'Pod'] as const;
export type WorkloadKind = (typeof workloadKinds)[number];

/** What a model may predict, with the mode of the label step that gives it. */
export const targets = { total_energy_j: 'job', energy_step_j: 'window', avg_power_w: 'job' } as const;
export type Target = keyof typeof targets;

export const kindsSchema = z
  .array(z.enum(workloadKinds))
  .min(1, { error: 'name at least one kind' })
  .refine((kinds) => new Set(kinds).size === kinds.length, { error: 'name each kind once' })
  .default([...workloadKinds])
  .meta({ description: 'Kinds of workload to look at.' });

export const namespacesSchema = z
  .array(dnsLabel)
  .min(1, { error: 'name at least one namespace, or leave the key out for all' })
  .superRefine(refuseTwins)
  .optional()
  .meta({ description: 'Only workloads of these namespaces; of all when left out.' });

export const nodeSelectorSchema = labels.optional().meta({ description: 'Labels of the nodes that its pods run on.' });

/** The resources of a container, or these. */
export function resources(cpu: string, memory: string, cpuLimit: string, memoryLimit: string) {
  const amounts: Resources = { requests: { cpu, memory }, limits: { cpu: cpuLimit, memory: memoryLimit } };
  return resourcesSchema.default(amounts).meta({ description: 'What its container asks for, and may use at most.' });
}

function deadline(text: string) {
  return duration.prefault(text).meta({ description: 'How long the step may take, all tries together.' });
}

const collect = z.strictObject({
  kinds: kindsSchema,
  namespaces: namespacesSchema,
  listen: duration.prefault('30s').meta({ description: 'How long it lists and watches before it goes on.' }),
  resources: resources('100m', '256Mi', '1', '1Gi'),
  deadline: deadline('15m'),
});

const label = z.strictObject({
  owners: z
    .enum(['auto', 'prom', 'k8s'])
    .default('auto')
    .meta({ description: 'Where pods get their owners from: Prometheus, the API server, or the first that knows.' }),
  wait: duration
    .optional()
    .meta({ description: 'How long it waits for metrics over the whole window; the window and an hour by default.' }),
  resources: resources('100m', '256Mi', '1', '1Gi'),
  deadline: deadline('30m'),
});

const join = z.strictObject({ resources: resources('100m', '256Mi', '1', '1Gi'), deadline: deadline('15m') });
const train = z.strictObject({ resources: resources('500m', '512Mi', '2', '2Gi'), deadline: deadline('1h') });
const predict = z.strictObject({ resources: resources('100m', '256Mi', '1', '1Gi'), deadline: deadline('15m') });

/** The check of each field of a training; `checkTraining` checks them together. */
export const trainingFields = {
  once: z
    .boolean()
    .default(true)
    .meta({ description: 'Train once, as Jobs that an unchanged environment never repeats.' }),
  retrain: z
    .string()
    .regex(/^[\w.-]{1,63}$/, { error: 'write one word of letters, digits, "-", "_" and "."' })
    .meta({ examples: ['again'] })
    .optional()
    .meta({ description: 'Any word; another one runs the training Jobs again.' }),
  schedule: cronSchema
    .optional()
    .meta({ description: 'When to train again, as "0 3 * * *" in UTC.', examples: ['0 3 * * *'] }),
  window: duration.prefault('6h').meta({ description: 'How far the labels reach back from the run.' }),
  step: duration.prefault('60s').meta({ description: 'From one point of the labels to the next.' }),
  target: z
    .enum(Object.keys(targets) as [Target, ...Target[]])
    .default('total_energy_j')
    .meta({
      description: 'What the model predicts.',
    }),
  mode: z
    .enum(['job', 'window'])
    .optional()
    .meta({ description: 'Labels per pod over the window, or per step; follows from the target.' }),
  neighbors: z.int().min(1).default(5).meta({ description: 'Neighbors that the model looks at (k of k-NN).' }),
  keep: z.int().min(1).default(5).meta({ description: 'Releases that the scheduled training keeps.' }),
  history: z
    .strictObject({
      successful: int32(0).default(3).meta({ description: 'Runs that succeeded.' }),
      failed: int32(0).default(1).meta({ description: 'Runs that failed.' }),
    })
    .prefault({})
    .meta({ description: 'Finished scheduled runs that are kept, with their logs.' }),
  ...placementShape,
  nodeSelector: nodeSelectorSchema,
  collect: collect.prefault({}).meta({ description: 'The step that lists workloads and encodes them.' }),
  label: label.prefault({}).meta({ description: 'The step that reads the energy of their pods.' }),
  join: join.prefault({}).meta({ description: 'The step that puts the two together.' }),
  train: train.prefault({}).meta({ description: 'The step that trains, checks and releases the model.' }),
  predict: predict.optional().meta({
    description:
      'A last step that predicts for every workload that was listed; it needs an image of upstream commit c7aa9db or later.',
  }),
} satisfies Shape<TrainingOptions>;

const fieldsSchema = z.strictObject(trainingFields);

/** Refuses a training that never runs, or whose labels cannot be read. */
export function checkTraining(
  { once, schedule, window, step, target, mode }: z.output<typeof fieldsSchema>,
  context: z.RefinementCtx,
): void {
  if (!once && schedule === undefined)
    reject(context, (got) => trainingNever.fault('withoutSchedule', { got }), ['once']);
  if (mode !== undefined && mode !== targets[target] && target !== 'avg_power_w') {
    reject(context, (got) => targetMode.fault('otherMode', { got, target, targets: targets[target] }), ['mode']);
  }
  const fault = windowFault(window, step);
  if (fault !== undefined) reject(context, fault, ['window']);
}

/** `training:` of the block. */
export const trainingSchema = fieldsSchema.superRefine(checkTraining);

export type TrainingSettings = z.output<typeof trainingSchema>;

const mostPoints = 11_000;

function windowFault(window: Duration, step: Duration): Raise | undefined {
  const points = seconds(window) / seconds(step);
  if (points < 1) return (got) => windowPoints.fault('short', { got, step });
  if (points <= mostPoints) return undefined;
  const least = `${Math.ceil(seconds(window) / mostPoints)}s`;
  return (got) => windowPoints.fault('many', { got, step, points: Math.floor(points), most: mostPoints, least });
}

/** The mode of the label step: given, or the one that fits the target. */
export function modeOf({ mode, target }: Pick<TrainingSettings, 'mode' | 'target'>): 'job' | 'window' {
  return mode ?? targets[target];
}

/** Seconds that the label step waits for metrics: by default what a fresh cluster needs, and an hour for its start. */
export function waitSeconds({ window, label: { wait } }: Pick<TrainingSettings, 'window' | 'label'>): number {
  return wait === undefined ? seconds(window) + 3600 : seconds(wait);
}
