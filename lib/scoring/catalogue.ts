import type { Engine } from './engine';
import type { ConfigSetting, Scorer } from './scorer';
import { aiWorkload, aiWorkloadSetting } from './scorers/ai-workload';
import { llmForecast } from './scorers/llm-forecast';
import { sample } from './scorers/sample';
import { simplePrediction } from './scorers/simple-prediction';
import { staticScorer } from './scorers/static';

/** The scorers that come with the tool. A further one is its file and its line here. */
export const builtIn: readonly Scorer[] = [sample, llmForecast, simplePrediction, staticScorer, aiWorkload];

/** By the scorer's id, the config files that an environment may write itself. */
export const configSettings: Readonly<Record<string, ConfigSetting | undefined>> = { 'ai-workload': aiWorkloadSetting };

/** The engines of some scorers, in their order. */
export function enginesOf(scorers: readonly Scorer[]): readonly Engine[] {
  return scorers.flatMap((scorer) => scorer.engines);
}

/** The scorer of that id, among the built-in ones unless told otherwise. */
export function findScorer(id: string, scorers: readonly Scorer[] = builtIn): Scorer | undefined {
  return scorers.find((scorer) => scorer.id === id);
}

/** The engine of that id, among those of the built-in scorers unless told otherwise. */
export function findEngine(id: string, scorers: readonly Scorer[] = builtIn): Engine | undefined {
  return enginesOf(scorers).find((engine) => engine.id === id);
}
