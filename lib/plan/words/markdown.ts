import type { EnvironmentPlan, Plan } from '../plan';
import { closingLine, number } from './closing-line';
import { groupsOf, type Group } from './groups';
import { moveText } from './moves';
import { reasonText, where } from './text';

/** GitHub rejects comments above 65,536 characters. */
const longest = 60_000;
const mostGroups = 40;
const mostMoves = 20;

/** A plan as the comment of a pull request. */
export function planMarkdown(plan: Plan): string {
  const lines = ['## Scorewright plan', '', `**${closingLine(plan.environments).slice('plan: '.length)}**`, ''];
  for (const environment of plan.environments) lines.push(...environmentMarkdown(environment));
  const text = `${lines.join('\n')}\n`;
  return text.length <= longest ? text : `${text.slice(0, longest)}\n\n… cut off: \`scorewright plan\` has all of it\n`;
}

function environmentMarkdown({ name, changes, brakes, moves = [] }: EnvironmentPlan): string[] {
  if (changes.length === 0) return [];
  const groups = groupsOf(changes);
  const stops = brakes.filter(({ consent }) => consent === undefined);
  const left = groups.length - mostGroups;
  return [
    `### ${name}`,
    '',
    ...(stops.length > 0
      ? ['**Needs consent:**', '', ...stops.map(({ what, why }) => `- \`${what}\`: ${why}`), '']
      : []),
    '| | object | where | why | caused at |',
    '|---|---|---|---|---|',
    ...groups.slice(0, mostGroups).map(row),
    '',
    ...(left > 0 ? [`… and ${number(left)} more.`, ''] : []),
    ...(moves.length > 0
      ? ['**Who moves:**', '', ...moves.slice(0, mostMoves).map((move) => `- ${cell(moveText(move))}`), '']
      : []),
    ...(moves.length > mostMoves ? [`… and ${number(moves.length - mostMoves)} more.`, ''] : []),
  ];
}

function row({ class: word, object, clusters, reasons, line, fix }: Group): string {
  const why = reasons.slice(0, 3).map(reasonText);
  const cells = [
    word,
    object,
    where(clusters),
    [...why, ...(fix === undefined ? [] : [`Fix: ${fix}`])].join('\n'),
    line ?? '',
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

/** Text as a cell shows it: nothing in it may end the cell or become markup. */
function cell(text: string): string {
  return text.replace(/[\\`*_<>|[\]#@]/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll('\n', '<br>');
}
