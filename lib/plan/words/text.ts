import type { Reason } from '../change';
import type { EnvironmentPlan, Plan } from '../plan';
import { closingLine, number } from './closing-line';
import { groupsOf, type Group } from './groups';
import { moveText } from './moves';

/** The most groups of one class that are written out, and the most reasons of one group. */
const [mostGroups, mostReasons] = [12, 3];
const mostMoves = 10;

const signs: Readonly<Record<Group['class'], string>> = {
  add: '+',
  'in-place': '~',
  'next-run': '~',
  roll: '~',
  restart: '~',
  recreate: '-/+',
  refused: '!',
  move: '>',
  remove: '-',
  orphan: '!',
  danger: '!',
};

/** A plan for people, ending with one line that counts. */
export function planText(plan: Plan): string[] {
  return [...plan.environments.flatMap(environmentText), closingLine(plan.environments)];
}

function environmentText({ name, changes, brakes, moves = [] }: EnvironmentPlan): string[] {
  if (changes.length === 0) return [];
  const groups = groupsOf(changes);
  const shown = groups.filter((group) => countBefore(groups, group) < mostGroups);
  const left = groups.length - shown.length;
  return [
    `${name}:`,
    ...shown.flatMap(groupText),
    ...(left > 0 ? [`  … and ${number(left)} more of these kinds; --json has all of them`] : []),
    ...(moves.length > 0 ? ['  who moves:', ...shortened(moves.map((move) => `    ${moveText(move)}`))] : []),
    ...brakes.map(({ what, why, consent }) =>
      consent === undefined
        ? `  stops: ${why}; to consent: consent: [{ what: ${JSON.stringify(what)}, why: … }]`
        : `  consented: ${what} (${consent})`,
    ),
    '',
  ];
}

function shortened(lines: readonly string[]): string[] {
  const left = lines.length - mostMoves;
  return left > 0
    ? [...lines.slice(0, mostMoves), `    … and ${number(left)} more; --json has all of them`]
    : [...lines];
}

function countBefore(groups: readonly Group[], group: Group): number {
  return groups.slice(0, groups.indexOf(group)).filter((one) => one.class === group.class).length;
}

function groupText({ class: word, object, clusters, pods, reasons, by, line, fix }: Group): string[] {
  const count = pods === 0 ? '' : `, ${number(pods)} ${pods === 1 ? 'pod' : 'pods'}`;
  const head = `  ${signs[word]} ${word} ${object} ${where(clusters)}${count}`;
  const told = reasons.slice(0, mostReasons).map((reason) => `      ${reasonText(reason)}`);
  const more = reasons.length - told.length;
  return [
    head,
    ...told,
    ...(more > 0 ? [`      … and ${more} more`] : []),
    `      by ${by}${line === undefined ? '' : `; caused at ${line}`}`,
    ...(fix === undefined ? [] : [`      fix: ${fix}`]),
  ];
}

/** `on worker01`, `on 2,000 clusters: a, b, c, …`. */
export function where(clusters: readonly string[]): string {
  const [only = ''] = clusters;
  if (clusters.length === 1) return `on ${only}`;
  return `on ${number(clusters.length)} clusters: ${clusters.slice(0, 3).join(', ')}${clusters.length > 3 ? ', …' : ''}`;
}

/** `/spec/replicas: 1 → 2 # changed`. */
export function reasonText({ field, old, new: now, why }: Reason): string {
  if (field === '') return `# ${why}`;
  return old === undefined && now === undefined ? `${field} # ${why}` : `${field}: ${change(old, now)} # ${why}`;
}

const longest = 60;
/** Characters shown before the first difference. */
const context = 20;

/** Before and after; of long values the part in which they differ. */
function change(old: unknown, now: unknown): string {
  const [before, after] = [shown(old), shown(now)];
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const cut = (text: string) => {
    if (text.length <= longest) return text;
    const start = Math.max(0, Math.min(same - context, text.length - longest));
    const end = start + longest;
    return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
  };
  return `${cut(before)} → ${cut(after)}`;
}

function shown(value: unknown): string {
  return value === undefined ? '(none)' : JSON.stringify(value);
}
