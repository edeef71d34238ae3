import type { FindingKind } from '../../model/finding';
import type { Path } from '../../model/origin';
import { enginesOf } from '../../scoring/catalogue';
import type { Engine } from '../../scoring/engine';
import { scoreConstant } from '../../scoring/findings/score-constant';
import { checkDestination } from '../../scoring/findings/score-without-destination';
import { checkItem } from '../../scoring/findings/score-item-impossible';
import { checkItemLocal } from '../../scoring/findings/score-item-local';
import { knownItems } from '../../scoring/score-items';
import { constantAfterCut, storedRange } from '../../scoring/score-range';
import type { Scorer } from '../../scoring/scorer';
import type { Context, Problem } from '../component';
import type { Choice, PlannedStrategy } from './plan';

export const engineNotRegistered: FindingKind = {
  code: 'engine-not-registered',
  why: 'A strategy chooses by scores that agents write; of an engine that the environment does not register there are none.',
  fix: 'Run the scorer of the engine in dynamic-scoring, or choose another engine.',
};

export const scoreItemIncomplete: FindingKind = {
  code: 'score-item-incomplete',
  why: 'An engine writes several scores for each cluster; a Placement asks for one of them by its whole name.',
  fix: 'Say under `item` what the scores are wanted for.',
};

export const strategyGoal: FindingKind = {
  code: 'strategy-goal',
  why: 'An engine that serves another goal than its strategy chooses the wrong clusters, and nobody sees why.',
  fix: 'Choose an engine of that goal, or name the goal that the strategy really pursues.',
};

export const strategyClusters: FindingKind = {
  code: 'strategy-clusters',
  why: 'A Placement that asks for more clusters than there are is never satisfied.',
  fix: 'Ask for fewer clusters, or let the strategy choose among more.',
};

export const unscoredClusterWins: FindingKind = {
  code: 'unscored-cluster-wins',
  why: 'A cluster without the score counts as 0, and where lower scores are better 0 beats all others.',
  fix: 'Have every candidate scored, keep the others out by labels, or choose an engine of which higher is better.',
};

export const engineMaskedEverywhere: FindingKind = {
  code: 'engine-masked-everywhere',
  why: 'A strategy by an engine that is masked on every candidate sees 0 on all of them.',
  fix: 'Take away a mask, or choose another engine.',
};

/** What the whole environment shows to be wrong with its strategies. */
export function problems(planned: readonly PlannedStrategy[], context: Context): readonly Problem[] {
  return planned.flatMap((strategy) => [
    ...tooMany(strategy),
    ...unbalanced(strategy),
    ...strategy.choices.flatMap((choice) => choiceProblems(strategy, choice, context)),
  ]);
}

function tooMany({ name, settings: { clusters }, candidates }: PlannedStrategy): Problem[] {
  if (clusters <= candidates.length) return [];
  const among = candidates.map((cluster) => cluster.name).join(', ');
  const message =
    among === ''
      ? `got ${clusters}, but no managed cluster has these labels; choose others`
      : `got ${clusters}, but there are ${candidates.length} candidates (${among}); ask for fewer clusters`;
  return [{ code: strategyClusters.code, settings: [name, 'clusters'], message }];
}

/** `balanced` weighs one goal against the other, so it needs engines of both; one that serves either counts as both. */
function unbalanced({ name, settings: { goal }, choices }: PlannedStrategy): Problem[] {
  if (goal !== 'balanced' || choices.some(({ engine }) => engine === undefined)) return [];
  const served = choices.map(({ engine }) => engine?.metadata.goal);
  const lacking = (['performance', 'energy'] as const).filter(
    (each) => !served.some((serves) => serves === undefined || serves === each),
  );
  if (lacking.length === 0 && choices.length > 1) return [];
  const fix = lacking.length === 0 ? 'weigh at least two engines' : `weigh an engine for ${lacking.join(' and ')} too`;
  const message = `got ${choices.map(({ id }) => id).join(', ')} for goal balanced; ${fix}`;
  return [{ code: strategyGoal.code, settings: [name, 'engines'], message }];
}

function choiceProblems(strategy: PlannedStrategy, choice: Choice, { scorers }: Context): readonly Problem[] {
  const settings: Path = [strategy.name, 'engines', choice.id];
  const { engine } = choice;
  if (engine === undefined) {
    const scorer = scorers.find(({ engines }) => engines.some(({ id }) => id === choice.id))?.id ?? choice.id;
    const message = `got ${choice.id}, which this environment does not register; add dynamic-scoring.scorers.${scorer}`;
    return [{ code: engineNotRegistered.code, settings, message }];
  }
  const unusable = [...checkDestination(engine), ...checkItemLocal(engine)];
  const unfit = [constant(engine), otherGoal(strategy, engine, scorers), unscored(strategy, choice, engine)];
  const faults = unusable.length > 0 ? unusable : [...itemProblems(engine, choice), ...unfit];
  return faults.flatMap((fault) =>
    fault === undefined ? [] : [{ code: fault.code, message: fault.message, settings }],
  );
}

type Fault = Pick<Problem, 'code' | 'message'>;

function itemProblems(engine: Engine, { item }: Choice): readonly Fault[] {
  if (item === undefined) return [];
  if ('item' in item) return checkItem(engine, item.item);
  const known = knownItems(engine);
  const items = known === undefined ? `as ${engine.dimensionFormat} makes them` : known.join(', ');
  const message = `got no ${item.missing.join(' and no ')}; engine ${engine.id} writes items ${items}: name one by item: { ${item.missing.map((label) => `${label}: …`).join(', ')} }`;
  return [{ code: scoreItemIncomplete.code, message }];
}

function constant({ metadata: { range, unit } }: Engine): Fault | undefined {
  const value = constantAfterCut(range);
  if (value === undefined) return undefined;
  const message = `got an engine with ${range.min} to ${range.max} ${unit}, of which only ${value} remains once cut to whole numbers; it prefers no cluster`;
  return { code: scoreConstant.code, message };
}

function otherGoal(
  { settings: { goal } }: PlannedStrategy,
  { id, metadata }: Engine,
  scorers: readonly Scorer[],
): Fault | undefined {
  if (goal === 'balanced' || metadata.goal === undefined || metadata.goal === goal) return undefined;
  const fit = enginesOf(scorers).filter((engine) => engine.metadata.goal === goal);
  const names = fit.map((engine) => engine.id).join(', ');
  const message = `got ${id}, which serves ${metadata.goal}, for goal ${goal}; engines of that goal: ${names}`;
  return { code: strategyGoal.code, message };
}

function unscored({ candidates, scored }: PlannedStrategy, { weight }: Choice, engine: Engine): Fault | undefined {
  const silent = candidates.filter((cluster) => !scored(engine).includes(cluster)).map(({ name }) => name);
  if (silent.length === 0) return undefined;
  const { name, score } = { name: engine.id, score: JSON.stringify(engine.scoring.name) };
  if (silent.length === candidates.length) {
    const message = `got ${name}, whose score ${score} no candidate (${silent.join(', ')}) has: masked, or without an agent; take away a mask or choose another engine`;
    return { code: engineMaskedEverywhere.code, message };
  }
  const { min, max } = storedRange(engine.metadata.range);
  if (Math.min(weight * min, weight * max) >= 0) return undefined;
  const message = `got ${name}, of which lower scores are better, while ${silent.join(', ')} has none and counts as 0, the best; have it scored, or keep it out by labels`;
  return { code: unscoredClusterWins.code, message };
}
