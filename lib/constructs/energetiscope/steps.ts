import { z } from 'zod';
import type { ContainerProps } from '../container';
import type { Env } from '../env';
import { seconds } from '../../model/duration';
import { dataFolder, scriptArgs } from './names';
import { modeOf, waitSeconds, type TrainingSettings } from './training-settings';

/** A step of the training: its container without mounts, and what a run of it needs. */
export interface Step {
  readonly name: 'collect' | 'label' | 'join' | 'train' | 'predict';
  readonly container: ContainerProps;
  /** Whether it asks the API server. */
  readonly readsCluster: boolean;
  /** Whether it reads or writes releases, beside the files that steps hand on. */
  readonly usesReleases: boolean;
  readonly deadlineSeconds: number;
}

/** The settings of a training run. */
export interface TrainingRun extends TrainingSettings {
  readonly image: string;
  readonly imagePullPolicy: 'Always' | 'IfNotPresent' | 'Never';
  /** The URL of Prometheus, without a slash at its end. */
  readonly prometheus: string;
  /** The release that a predictor is pinned to. @default - none */
  readonly release?: string | undefined;
}

/** The name of a release: a folder under releases/. */
export const release = z
  .string()
  .regex(/^\d{8}T\d{6}Z$/, { error: 'write the name of a folder under releases/, as 20260811T030000Z' })
  .meta({ examples: ['20260811T030000Z'] });

export interface StepsOptions {
  /** The folder in which steps hand files on. */
  readonly folder: string;
  /** How many releases stay. @default - all */
  readonly keep?: number;
}

/** The steps in their order. */
export function steps(run: TrainingRun, options: StepsOptions): readonly [Step, ...Step[]] {
  const predict = run.predict !== undefined;
  return [
    collect(run, options),
    label(run, options),
    join(run, options),
    train(run, options),
    ...(predict ? [predictOffline(run, options)] : []),
  ];
}

function collect(run: TrainingRun, { folder }: StepsOptions): Step {
  const { collect: own } = run;
  const args = ['--kinds', ...own.kinds, ...namespaceArgs(own.namespaces)];
  const env = { OUT: `${folder}/collect`, LISTEN: String(seconds(own.listen)) };
  return step(run, 'collect', { args, env, readsCluster: true });
}

function label(run: TrainingRun, { folder }: StepsOptions): Step {
  const { owners } = run.label;
  const args = ['--mode', modeOf(run), '--owner-source', owners, '--step', run.step];
  const wait = waitSeconds(run);
  const env = {
    OUT: `${folder}/label`,
    PROMETHEUS: run.prometheus.replace(/\/+$/, ''),
    WINDOW: String(seconds(run.window)),
    WAIT: String(wait),
  };
  return step(run, 'label', { args, env, readsCluster: owners !== 'prom', extraSeconds: wait });
}

function join(run: TrainingRun, { folder }: StepsOptions): Step {
  const env = {
    FEATURES: `${folder}/collect/features.parquet`,
    LABELS: `${folder}/label/labels.parquet`,
    OUT: `${folder}/join`,
  };
  return step(run, 'join', { args: [], env });
}

function train(run: TrainingRun, { folder, keep }: StepsOptions): Step {
  const args = ['--target', run.target, '--neighbors', String(run.neighbors)];
  const env = {
    ROWS: `${folder}/join/train_rows.parquet`,
    ENCODER: `${folder}/collect/encoder.joblib`,
    DATA: dataFolder,
    OUT: `${folder}/train`,
    ...(keep !== undefined && { KEEP: String(keep), PINNED: run.release ?? '' }),
  };
  return step(run, 'train', { args, env, usesReleases: true });
}

function predictOffline(run: TrainingRun, { folder }: StepsOptions): Step {
  const env = {
    INPUT: `${folder}/collect/in.ndjson`,
    RELEASE_FILE: `${folder}/train/release`,
    DATA: dataFolder,
  };
  return step(run, 'predict', { args: [], env, usesReleases: true });
}

interface StepParts {
  readonly args: readonly string[];
  readonly env: Env;
  readonly readsCluster?: boolean;
  readonly usesReleases?: boolean;
  /** Beyond its own deadline. */
  readonly extraSeconds?: number;
}

function step(run: TrainingRun, name: Step['name'], parts: StepParts): Step {
  const own = run[name];
  if (own === undefined) throw new Error(`the step ${name} is left out and has no container`);
  const { image, imagePullPolicy } = run;
  return {
    name,
    container: {
      name,
      image,
      imagePullPolicy,
      args: scriptArgs(name, ...parts.args),
      env: parts.env,
      resources: own.resources,
    },
    readsCluster: parts.readsCluster ?? false,
    usesReleases: parts.usesReleases ?? false,
    deadlineSeconds: seconds(own.deadline) + (parts.extraSeconds ?? 0),
  };
}

/** Several separate words: one word with blanks in it is the name of no namespace. */
export function namespaceArgs(namespaces: readonly string[] | undefined): string[] {
  return namespaces === undefined ? [] : ['--namespaces', ...namespaces];
}

/** The deadline of all steps together, in seconds. */
export function secondsFor(all: readonly Step[]): number {
  return all.reduce((sum, { deadlineSeconds }) => sum + deadlineSeconds, 0);
}
