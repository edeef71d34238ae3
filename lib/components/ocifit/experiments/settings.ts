import { z } from 'zod';
import { reject, rejecting } from '../../../environment/rejection';
import { findingKind } from '../../../model/finding-kind';
import type { ClaimSettings } from '../../../constructs/pvc';
import { sharedClaimSchema } from '../../../constructs/shared-claim';
import { dnsLabel, nameSyntax } from '../../../environment/values/name-syntax';
import { knownExperiments, type Tasks } from './catalogue';

export const experimentModel = findingKind({
  code: 'experiment-model',
  why: "Only the experiments of ocifit's authors are known by name; for any other, the model is unknown.",
  fix: 'Give it `model`, a tag of the artifact, or use a name that the message lists.',
  messages: {
    modelMissing: 'got {got:json} without a model; add model: TAG, or use one of {keys}',
  },
});

/** One experiment of an environment. */
export interface ExperimentSettings {
  /** A tag of the artifact. @default - that of the known experiment of this name */
  readonly model?: string | undefined;
  /** Runs, each in a MiniCluster of its own. */
  readonly iterations: number;
  /** Runs of HPCG in one MiniCluster. */
  readonly innerIterations: number;
  /** @default - those of the known experiment of this name, else nproc */
  readonly tasks?: Tasks | undefined;
  readonly nodes: number;
  readonly exclusive: boolean;
  readonly saveLogs: boolean;
  readonly problem: { readonly size: readonly [number, number, number]; readonly seconds: number };
}

export interface ExperimentsSettings {
  readonly storage: ClaimSettings;
  readonly runs: Readonly<Record<string, ExperimentSettings>>;
}

const atLeastOne = (what: string) => z.int32().min(1, { error: `${what} is at least 1` });
/** Of a Job with `backoffLimitPerIndex`; with more, Kubernetes wants a limit of failed ones too. */
const mostIndexes = 100_000;
const edge = z.number().int().min(16).multipleOf(8, { error: 'an edge of the problem is a multiple of 8' });

/** A MiniCluster's pods are called after it, its run and a random word; Flux makes host names of them. */
const experimentName = dnsLabel.refine(
  (text) => text.length <= 40,
  rejecting((got) => nameSyntax.fault('tooLong', { got })),
);

const experiment: z.ZodType<ExperimentSettings> = z.strictObject({
  model: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'A tag of the artifact. Default: that of the known experiment of this name.' }),
  iterations: atLeastOne('the number of runs')
    .max(mostIndexes, { error: `a Job has at most ${mostIndexes} runs that are tried again one by one` })
    .default(30)
    .meta({ description: 'How often the experiment is run.' }),
  innerIterations: atLeastOne('the number of runs in one MiniCluster')
    .default(3)
    .meta({ description: 'Runs in one MiniCluster.' }),
  tasks: z
    .union([z.number().int().min(1), z.enum(['nproc', 'cores', 'none'])])
    .optional()
    .meta({
      description:
        'Tasks of a run: a number, nproc for all processors, cores for all cores, none for what Flux chooses (one).',
    }),
  nodes: atLeastOne('the number of nodes').default(1).meta({ description: 'Nodes of one run.' }),
  exclusive: z.boolean().default(true).meta({ description: 'Whether a run has its nodes for itself.' }),
  saveLogs: z.boolean().default(true).meta({ description: "Whether Flux' records of each job are printed too." }),
  problem: z
    .strictObject({
      size: z
        .tuple([edge, edge, edge])
        .default([32, 32, 32])
        .meta({ description: 'The local grid of each task: x, y and z.' }),
      seconds: atLeastOne('the time').default(15).meta({ description: 'How long HPCG computes.' }),
    })
    .prefault({})
    .meta({ description: 'What HPCG solves on each task, and for how many seconds.' }),
});

export const experiments: z.ZodType<ExperimentsSettings> = z
  .strictObject({
    storage: sharedClaimSchema.prefault({ size: '5Gi' }).meta({ description: 'The volume of all results.' }),
    runs: z
      .record(experimentName, experiment)
      .superRefine((runs, context) => {
        for (const [name, { model }] of Object.entries(runs)) {
          if (model !== undefined || Object.hasOwn(knownExperiments, name)) continue;
          reject(
            context,
            () => experimentModel.fault('modelMissing', { got: name, keys: Object.keys(knownExperiments).join(', ') }),
            [name],
          );
        }
      })
      .meta({ description: 'The experiments by name; each runs when its Application is synced.' }),
  })
  .meta({ description: 'HPCG on the nodes that each model chooses.' });
