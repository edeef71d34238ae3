import type { Architecture } from '../../../constructs/ocifit/architecture';
import type { Artifact } from '../../../constructs/ocifit/artifact/artifact';
import type { Selection } from '../../../constructs/ocifit/selection';
import { knownExperiments, type Tasks } from './catalogue';
import type { ExperimentSettings, ExperimentsSettings } from './settings';

/** The program of every experiment, and the first folder of its results. */
export const app = 'hpcg';

/** An experiment with all that follows from its few settings. */
export interface Experiment extends Omit<ExperimentSettings, 'model' | 'tasks'> {
  /** Of its unit, of its Jobs, and the beginning of its MiniClusters' names. */
  readonly name: string;
  readonly tasks: Tasks;
  readonly selection: Selection;
}

export function plannedExperiments(
  settings: ExperimentsSettings | undefined,
  artifact: Artifact,
  candidates: readonly Architecture[],
): Experiment[] {
  return Object.entries(settings?.runs ?? {}).map(([name, run]) => {
    const known = knownExperiments[name];
    const { model: tag = known?.model ?? name, tasks = known?.tasks ?? 'nproc', ...rest } = run;
    return { ...rest, name, tasks, selection: { artifact, tag, candidates } };
  });
}
