import type { PodPlacement } from '../pod-settings';
import type { Resources } from '../quantity';
import type { Target, WorkloadKind } from './training-settings';

/** The settings of every step of a training. */
export interface StepOptions {
  /** CPU and memory of its container. @default - requests from 100m and 256Mi, limits from 1 and 1Gi; `train` has twice as much */
  readonly resources?: Resources | undefined;
  /** How long the step may take, all tries together, as `15m`. @default 15m; 30m to label, 1h to train */
  readonly deadline?: string | undefined;
}

/** The step that lists workloads and encodes them. */
export interface CollectOptions extends StepOptions {
  /** @default - Deployment, Job, CronJob and Pod */
  readonly kinds?: readonly WorkloadKind[] | undefined;
  /** Only workloads of these namespaces. @default - of all */
  readonly namespaces?: readonly string[] | undefined;
  /** How long it lists and watches before it goes on. @default 30s */
  readonly listen?: string | undefined;
}

/** The step that reads the energy of their pods from Prometheus. */
export interface LabelOptions extends StepOptions {
  /** Where pods get their owners from: Prometheus, the API server, or the first that knows. @default auto */
  readonly owners?: 'auto' | 'prom' | 'k8s' | undefined;
  /** How long it waits for metrics over the whole window. @default - the window and an hour */
  readonly wait?: string | undefined;
}

/** The settings of a training: its schedule, its data and its model. */
export interface TrainingOptions extends PodPlacement {
  /** Train once, by a Job that an unchanged app never repeats. @default true */
  readonly once?: boolean | undefined;
  /** Any word; another one runs the Job again. @default - none */
  readonly retrain?: string | undefined;
  /** When to train again, as `0 3 * * *` in UTC. @default - never */
  readonly schedule?: string | undefined;
  /** How far the labels reach back from the run. @default 6h */
  readonly window?: string | undefined;
  /** From one point of the labels to the next. @default 60s */
  readonly step?: string | undefined;
  /** What the model predicts, in joules or watts. @default total_energy_j */
  readonly target?: Target | undefined;
  /** Labels per pod over the window, or per step. @default - follows from the target */
  readonly mode?: 'job' | 'window' | undefined;
  /** Neighbors that the model looks at (k of k-NN). @default 5 */
  readonly neighbors?: number | undefined;
  /** Releases that the scheduled training keeps. @default 5 */
  readonly keep?: number | undefined;
  /** Finished scheduled runs that are kept, with their logs. @default - 3 that succeeded, 1 that failed */
  readonly history?: { readonly successful?: number | undefined; readonly failed?: number | undefined } | undefined;
  /** @default - see `CollectOptions` */
  readonly collect?: CollectOptions | undefined;
  /** @default - see `LabelOptions` */
  readonly label?: LabelOptions | undefined;
  /** The step that joins workloads and energy. @default - see `StepOptions` */
  readonly join?: StepOptions | undefined;
  /** The step that trains, checks and releases the model. @default - see `StepOptions` */
  readonly train?: StepOptions | undefined;
  /** A last step that predicts for every workload that was listed. @default - none */
  readonly predict?: StepOptions | undefined;
}
