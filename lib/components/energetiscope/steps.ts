import type { ContainerProps } from '../../constructs/container';
import type { Env } from '../../constructs/env';
import { seconds } from '../../model/duration';
import { dataFolder, scriptArgs } from './names';
import type { Site } from './site';
import { modeOf, waitSeconds } from './training-settings';

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

export interface StepsOptions {
  /** The folder in which steps hand files on. */
  readonly folder: string;
  /** How many releases stay. @default - all */
  readonly keep?: number;
}

/** The steps in their order. */
export function steps(site: Site, options: StepsOptions): readonly [Step, ...Step[]] {
  const predict = site.settings.training.predict !== undefined;
  return [
    collect(site, options),
    label(site, options),
    join(site, options),
    train(site, options),
    ...(predict ? [predictOffline(site, options)] : []),
  ];
}

function collect(site: Site, { folder }: StepsOptions): Step {
  const { collect: own } = site.settings.training;
  const args = ['--kinds', ...own.kinds, ...namespaceArgs(own.namespaces)];
  const env = { OUT: `${folder}/collect`, LISTEN: String(seconds(own.listen)) };
  return step(site, 'collect', { args, env, readsCluster: true });
}

function label(site: Site, { folder }: StepsOptions): Step {
  const { training } = site.settings;
  const { owners } = training.label;
  const args = ['--mode', modeOf(training), '--owner-source', owners, '--step', training.step];
  const wait = waitSeconds(training);
  const env = {
    OUT: `${folder}/label`,
    PROMETHEUS: site.prometheusUrl,
    WINDOW: String(seconds(training.window)),
    WAIT: String(wait),
  };
  return step(site, 'label', { args, env, readsCluster: owners !== 'prom', extraSeconds: wait });
}

function join(site: Site, { folder }: StepsOptions): Step {
  const env = {
    FEATURES: `${folder}/collect/features.parquet`,
    LABELS: `${folder}/label/labels.parquet`,
    OUT: `${folder}/join`,
  };
  return step(site, 'join', { args: [], env });
}

function train(site: Site, { folder, keep }: StepsOptions): Step {
  const { training, predictor } = site.settings;
  const args = ['--target', training.target, '--neighbors', String(training.neighbors)];
  const env = {
    ROWS: `${folder}/join/train_rows.parquet`,
    ENCODER: `${folder}/collect/encoder.joblib`,
    DATA: dataFolder,
    OUT: `${folder}/train`,
    ...(keep !== undefined && { KEEP: String(keep), PINNED: predictor.release ?? '' }),
  };
  return step(site, 'train', { args, env, usesReleases: true });
}

function predictOffline(site: Site, { folder }: StepsOptions): Step {
  const env = {
    INPUT: `${folder}/collect/in.ndjson`,
    RELEASE_FILE: `${folder}/train/release`,
    DATA: dataFolder,
  };
  return step(site, 'predict', { args: [], env, usesReleases: true });
}

interface StepParts {
  readonly args: readonly string[];
  readonly env: Env;
  readonly readsCluster?: boolean;
  readonly usesReleases?: boolean;
  /** Beyond its own deadline. */
  readonly extraSeconds?: number;
}

function step({ settings }: Site, name: Step['name'], parts: StepParts): Step {
  const own = settings.training[name];
  if (own === undefined) throw new Error(`the step ${name} is left out and has no container`);
  const { image, imagePullPolicy } = settings;
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
