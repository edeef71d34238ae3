import { count } from '../../model/words';
import type { Move } from '../../placement/moves';
import type { Margin } from '../../placement/thresholds';
import { termName, type Outlook } from '../../placement/outlook';
import type { Scheduling } from '../../placement/scheduler';
import { table } from '../report/table';
import type { SimulatedStrategy, Simulation } from './simulation';

/** A simulation as a person reads it. */
export function page({ environment, strategies, moves }: Simulation): string[] {
  if (strategies.length === 0) return [environment, '  no Placement here weighs a score', ''];
  return [
    environment,
    ...strategies.flatMap((strategy) => [...strategyLines(strategy).map((line) => `  ${line}`), '']),
    ...(moves === undefined ? [] : [...moveLines(moves).map((line) => `  ${line}`), '']),
  ];
}

/** How many clusters of a fleet are shown one by one. */
const shown = 20;

function strategyLines(strategy: SimulatedStrategy): string[] {
  const { placement, scheduling, margin, outlook, sets, groups, replay } = strategy;
  if (typeof outlook === 'string') return [placement, `  ${outlook}`];
  const from = sets.length === 0 ? '' : ` of ${sets.join(', ')}`;
  return [
    `${placement} chooses ${outlook.wanted} of ${count(outlook.clusters.length, 'cluster')}${from}`,
    ...[
      ...(scheduling === undefined ? chanceLines(outlook) : sumLines(scheduling)),
      ...verdictLines(outlook),
      ...(outlook.verdict === 'can-move' ? marginLines(margin) : []),
      ...(groups ?? []).map(
        ({ name, clusters }, index) => `group ${index}${name === '' ? '' : ` ${name}`}: ${clusters.join(', ')}`,
      ),
      ...(replay === undefined
        ? []
        : [
            `over ${span((replay.steps.at(-1)?.time ?? 0) - (replay.steps[0]?.time ?? 0))} it would have moved ${count(replay.moves, 'time')}, stayed ${span(replay.meanStay)} on average, and gained ${replay.gained.toFixed(1)} points of the sum against never moving`,
          ]),
    ].map((line) => `  ${line}`),
  ];
}

/** Without scores: what the declared ranges allow. */
function chanceLines({ clusters }: Outlook): string[] {
  const words = { always: 'always', possible: 'can be', never: 'never' };
  const rows = clusters
    .slice(0, shown)
    .map(({ cluster, chance, min, max, winsByMissing }) => [
      cluster,
      words[chance],
      min === max ? String(min) : `${min} to ${max}`,
      winsByMissing.length === 0 ? '' : `wins by the missing ${winsByMissing.join(', ')}: 0 beats a negative sum`,
    ]);
  return [...table([['cluster', 'chosen', 'sum', ''], ...rows]), ...more(clusters.length)];
}

/** With scores: the sum of each cluster, term by term. */
function sumLines({ status, message, ranking, chosen, terms, excluded }: Scheduling): string[] {
  const head = ['', 'cluster', 'sum', ...terms.map(({ coordinate, weight }) => `${weight} × ${termName(coordinate)}`)];
  const rows = ranking.slice(0, shown).map(({ cluster, total, scores, states }, place) => [
    place < chosen ? '>' : '',
    cluster,
    String(total),
    ...scores.map((score, term) => {
      const state = states[term];
      return `${Number.isNaN(score) ? 'no word' : String(score)}${state === undefined || state === 'scored' ? '' : ` (${state})`}`;
    }),
  ]);
  const reasons = { 'cluster-set': 'in none of its cluster sets', predicate: 'not selected', taint: 'tainted' };
  return [
    ...(status === 'Success' ? [] : [`${status}: ${message ?? ''}`]),
    ...table([head, ...rows]),
    ...more(ranking.length),
    ...[...excluded].slice(0, shown).map(([cluster, why]) => `${cluster} cannot be chosen: ${reasons[why]}`),
  ];
}

function more(clusters: number): string[] {
  return clusters <= shown ? [] : [`… and ${clusters - shown} more; --json has them all`];
}

function verdictLines({ verdict, widest, stickiness, terms, noise }: Outlook): string[] {
  const held = stickiness === 0 ? 'nothing holds a choice' : `a choice is held by ${stickiness} points of the sum`;
  const wanders = noise > stickiness ? [`noise alone can part two equal clusters by ${noise} points: it flaps`] : [];
  switch (verdict) {
    case 'chooses-all':
      return ['stands still: it chooses every cluster that it may'];
    case 'always-ties':
      return ['stands still: all sums are always equal, so the name decides'];
    case 'constant':
      return ['stands still: its scores never change'];
    case 'never-moves':
      return [`stands still: a rival can be ahead by ${widest} at most, and ${held}`];
    case 'can-move':
      return [
        `moves: a rival can be ahead by up to ${widest}; ${held}`,
        ...terms.map(
          ({ name, lead }) => `moves when a rival's ${name} is better by ${count(lead, 'point')}, all else equal`,
        ),
        ...wanders,
      ];
  }
}

function marginLines(margin: Margin | undefined): string[] {
  if (margin === undefined) return [];
  const { choice, rival, gap, thresholds } = margin;
  return [
    `${choice} is ${count(gap, 'point')} ahead of ${rival}, which takes its place when`,
    ...thresholds.map(
      ({ cluster, score, now, at, possible }) =>
        `  ${score} of ${cluster} goes from ${now} to ${at}${possible ? '' : ' (which its engine never answers)'}`,
    ),
  ];
}

function moveLines(moves: readonly Move[]): string[] {
  const rows = moves.map(({ placement, what, before, after, totals, reason }) => [
    placement,
    what,
    before.join(', ') || '(none)',
    after.join(', ') || '(none)',
    reason ??
      Object.entries(totals)
        .map(([cluster, sums]) => `${cluster} ${sums.before ?? '-'} → ${sums.after ?? '-'}`)
        .join('; '),
  ]);
  return ['who moves', ...table([['strategy', '', 'before', 'after', 'sums'], ...rows], '  ')];
}

function span(seconds: number): string {
  if (seconds >= 86_400) return `${(seconds / 86_400).toFixed(1)} days`;
  if (seconds >= 3600) return `${(seconds / 3600).toFixed(1)} hours`;
  return `${(seconds / 60).toFixed(1)} minutes`;
}
