import type { Fault } from '../../model/finding';
import { findingKind } from '../../model/finding-kind';
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
import type { Context, SettingsFault } from '../component';
import type { Choice, PlannedStrategy } from './plan';

export const engineNotRegistered = findingKind({
  code: 'engine-not-registered',
  why: 'A strategy chooses by scores that agents write; an engine that the environment does not register has none.',
  fix: 'Run the scorer of the engine in dynamic-scoring, or choose another engine.',
  messages: {
    notRegistered: 'got {got}, which this environment does not register; add dynamic-scoring.scorers.{scorer}',
  },
});

export const scoreItemIncomplete = findingKind({
  code: 'score-item-incomplete',
  why: 'An engine writes several scores for each cluster; a Placement asks for one of them by its whole name.',
  fix: 'Say under `item` what the scores are wanted for.',
  messages: {
    itemMissing: 'got no {missing}; engine {id} writes items {items}: name one by item: { {missing2} }',
  },
});

export const strategyGoal = findingKind({
  code: 'strategy-goal',
  why: 'An engine with another goal than its strategy chooses the wrong clusters, and nothing shows why.',
  fix: 'Choose an engine of that goal, or name the goal that the strategy really pursues.',
  messages: {
    unbalanced: 'got {got} for goal balanced; {fix}',
    otherGoal: 'got {got}, which serves {goal}, for goal {goal2}; engines of that goal: {names}',
  },
});

export const strategyClusters = findingKind({
  code: 'strategy-clusters',
  why: 'A Placement that asks for more clusters than there are is never satisfied.',
  fix: 'Ask for fewer clusters, or let the strategy choose among more.',
  messages: {
    noCandidate: 'got {got}, but no managed cluster has these labels; choose others',
    tooMany: 'got {got}, but there are {candidates} candidates ({among}); ask for fewer clusters',
  },
});

export const unscoredClusterWins = findingKind({
  code: 'unscored-cluster-wins',
  why: 'A cluster without the score counts as 0, and where lower scores are better 0 beats all others.',
  fix: 'Have every candidate scored, keep the others out by labels, or choose an engine for which higher is better.',
  messages: {
    counts:
      'got {got}, for which lower scores are better, while {silent} has none and counts as 0, the best; have it scored, or keep it out by labels',
  },
});

export const engineMaskedEverywhere = findingKind({
  code: 'engine-masked-everywhere',
  why: 'A strategy by an engine that is masked on every candidate sees 0 on all of them.',
  fix: 'Take away a mask, or choose another engine.',
  messages: {
    masked:
      'got {got}, whose score {score} no candidate ({silent}) has: masked, or without an agent; take away a mask or choose another engine',
  },
});

/** What the whole environment shows to be wrong with its strategies. */
export function problems(planned: readonly PlannedStrategy[], context: Context): readonly SettingsFault[] {
  return planned.flatMap((strategy) => [
    ...tooMany(strategy),
    ...unbalanced(strategy),
    ...strategy.choices.flatMap((choice) => choiceProblems(strategy, choice, context)),
  ]);
}

function tooMany({ name, settings: { clusters }, candidates }: PlannedStrategy): SettingsFault[] {
  if (clusters <= candidates.length) return [];
  const among = candidates.map((cluster) => cluster.name).join(', ');
  return [
    among === ''
      ? strategyClusters.fault('noCandidate', { got: clusters }, { settings: [name, 'clusters'] })
      : strategyClusters.fault(
          'tooMany',
          { got: clusters, candidates: candidates.length, among },
          { settings: [name, 'clusters'] },
        ),
  ];
}

/** `balanced` weighs one goal against the other, so it needs engines of both; one that serves either counts as both. */
function unbalanced({ name, settings: { goal }, choices }: PlannedStrategy): SettingsFault[] {
  if (goal !== 'balanced' || choices.some(({ engine }) => engine === undefined)) return [];
  const served = choices.map(({ engine }) => engine?.metadata.goal);
  const lacking = (['performance', 'energy'] as const).filter(
    (each) => !served.some((serves) => serves === undefined || serves === each),
  );
  if (lacking.length === 0 && choices.length > 1) return [];
  const fix = lacking.length === 0 ? 'weigh at least two engines' : `weigh an engine for ${lacking.join(' and ')} too`;
  return [
    strategyGoal.fault(
      'unbalanced',
      { got: choices.map(({ id }) => id).join(', '), fix },
      { settings: [name, 'engines'] },
    ),
  ];
}

function choiceProblems(strategy: PlannedStrategy, choice: Choice, { scorers }: Context): readonly SettingsFault[] {
  const settings: Path = [strategy.name, 'engines', choice.id];
  const { engine } = choice;
  if (engine === undefined) {
    const scorer = scorers.find(({ engines }) => engines.some(({ id }) => id === choice.id))?.id ?? choice.id;
    return [engineNotRegistered.fault('notRegistered', { got: choice.id, scorer }, { settings })];
  }
  const unusable = [...checkDestination(engine), ...checkItemLocal(engine)];
  const unfit = [constant(engine), otherGoal(strategy, engine, scorers), unscored(strategy, choice, engine)];
  const faults = unusable.length > 0 ? unusable : [...itemProblems(engine, choice), ...unfit];
  return faults.flatMap((fault) => (fault === undefined ? [] : [{ ...fault, severity: 'error' as const, settings }]));
}

function itemProblems(engine: Engine, { item }: Choice): readonly Fault[] {
  if (item === undefined) return [];
  if ('item' in item) return checkItem(engine, item.item);
  const known = knownItems(engine);
  const items = known === undefined ? `as ${engine.dimensionFormat} makes them` : known.join(', ');
  return [
    scoreItemIncomplete.fault('itemMissing', {
      missing: item.missing.join(' and no '),
      id: engine.id,
      items,
      missing2: item.missing.map((label) => `${label}: …`).join(', '),
    }),
  ];
}

function constant({ metadata: { range, unit } }: Engine): Fault | undefined {
  const value = constantAfterCut(range);
  if (value === undefined) return undefined;
  return scoreConstant.fault('onceCut', { min: range.min, max: range.max, unit, value });
}

function otherGoal(
  { settings: { goal } }: PlannedStrategy,
  { id, metadata }: Engine,
  scorers: readonly Scorer[],
): Fault | undefined {
  if (goal === 'balanced' || metadata.goal === undefined || metadata.goal === goal) return undefined;
  const fit = enginesOf(scorers).filter((engine) => engine.metadata.goal === goal);
  const names = fit.map((engine) => engine.id).join(', ');
  return strategyGoal.fault('otherGoal', { got: id, goal: metadata.goal, goal2: goal, names });
}

function unscored({ candidates, scored }: PlannedStrategy, { weight }: Choice, engine: Engine): Fault | undefined {
  const silent = candidates.filter((cluster) => !scored(engine).includes(cluster)).map(({ name }) => name);
  if (silent.length === 0) return undefined;
  const { name, score } = { name: engine.id, score: JSON.stringify(engine.scoring.name) };
  if (silent.length === candidates.length) {
    return engineMaskedEverywhere.fault('masked', { got: name, score, silent: silent.join(', ') });
  }
  const { min, max } = storedRange(engine.metadata.range);
  if (Math.min(weight * min, weight * max) >= 0) return undefined;
  return unscoredClusterWins.fault('counts', { got: name, silent: silent.join(', ') });
}
