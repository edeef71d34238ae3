import { sharedFindings, type Finding } from '../../model/finding';
import { count } from '../../model/words';
import type { StrategyMove } from '../../placement/strategy-moves';
import { workingTreeId } from '../../plan/tree';
import { closingLine, number } from '../../plan/words/closing-line';
import type { EnvironmentReview } from '../environment-review';
import type { Review } from '../review';
import { itemsOf, labelOf, outliersOf, type Item, type Outlier } from './items';
import { code, fence, names, plain, value } from './markdown-text';
import type { Subject, Variant } from '../subjects';
import { shownEdits, type ShownEdit } from './shown-edits';

/** GitHub rejects comments above 65,536 characters. */
const longest = 60_000;
/** How many edits, lines and so on of an entry or an environment are shown. */
const most = {
  edits: 4,
  lines: 12,
  whys: 2,
  items: 20,
  outliers: 10,
  ways: 3,
  objects: 4,
  findings: 10,
  moves: 8,
  warnings: 5,
};

/** Lines of the comment that are shown together or not at all. */
interface Block {
  readonly lines: readonly string[];
  /** Entries that are left out where the block is. */
  readonly entries: number;
}

/** By this line the next run finds the comment and writes it anew. */
export const marker = '<!-- scorewright:review -->';

/** A review as the comment of a pull request: grave changes first, never longer than GitHub accepts. */
export function commentOf(review: Review): string {
  const head = headBlock(review);
  const blocks = [
    ...review.environments.flatMap((each) => dangerBlocks(each, review)),
    ...review.environments.flatMap(entryBlocks),
    ...review.environments.flatMap((each) => warningBlocks(each, review)),
  ];
  const lines = [...head];
  let length = lengthOf(head);
  let left = 0;
  for (const block of blocks) {
    const size = lengthOf(block.lines);
    if (left > 0 || length + size > longest - 300) left += block.entries;
    else {
      lines.push(...block.lines);
      length += size;
    }
  }
  if (left > 0) lines.push(leftOut(left), '');
  return `${lines.join('\n').trimEnd()}\n`;
}

function leftOut(entries: number): string {
  return `_${number(entries)} more ${entries === 1 ? 'entry' : 'entries'} left out: \`scorewright review --html FILE\` and \`--json FILE\` have all._`;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function headBlock({ base, head, environments, notCurrent }: Review): string[] {
  const changed = environments.filter(({ files }) => files > 0);
  const plans = environments.map(({ plan }) => plan);
  const from = `${code(base.slice(0, 7))} → ${head === workingTreeId ? 'the working tree' : code(head.slice(0, 7))}`;
  return [
    marker,
    `## Scorewright review: ${changed.length === 0 ? 'no change' : changed.map(({ name }) => plain(name)).join(', ')}`,
    '',
    `**${closingLine(plans).slice('plan: '.length)}** (${from})`,
    '',
    ...(notCurrent.length === 0
      ? []
      : [
          `**${count(notCurrent.length, 'file')} not current**, such as ${code(notCurrent[0] ?? '')}: run \`scorewright synth\` and commit what it writes.`,
          '',
        ]),
  ];
}

/** Blocks that nobody should miss: stops of the change, clusters that differ, errors, who moves. */
function dangerBlocks(environment: EnvironmentReview, { runs }: Review): Block[] {
  const { name, plan } = environment;
  const stops = plan.brakes.filter(({ consent }) => consent === undefined);
  const outliers = outliersOf(environment);
  const run = runs.get(name);
  return [
    ...(stops.length === 0
      ? []
      : [
          block([
            `### ${plain(name)}: needs consent`,
            '',
            ...stops
              .slice(0, most.items)
              .map(({ what, why, clusters }) => `- ${code(what)} on ${names(clusters)}: ${plain(why)}`),
            ...(stops.length > most.items ? [`- … and ${stops.length - most.items} more`] : []),
            '',
          ]),
        ]),
    ...(outliers.length === 0
      ? []
      : [
          block([`### ${plain(name)}: clusters that differ from the others`, '']),
          ...outliers.slice(0, most.outliers).map((outlier) => block(outlierLines(outlier), 1)),
          block(moreOutliers(outliers.length - most.outliers)),
        ]),
    ...runBlocks(name, run?.findings ?? [], plan.moves ?? []),
  ];
}

function moreOutliers(left: number): string[] {
  return [...(left > 0 ? [`- … and ${left} more groups of clusters`] : []), ''];
}

function block(lines: readonly string[], entries = 0): Block {
  return { lines, entries };
}

function outlierLines({ clusters, of, ways }: Outlier): string[] {
  const told = ways.slice(0, most.ways).map(({ subject, deviation: { variant } }) => wayLine(subject, variant));
  return [
    `- **${names(clusters, 10)}** (${number(clusters.length)} of ${number(of)} clusters)`,
    ...told,
    ...(ways.length > most.ways ? [`  - … and ${ways.length - most.ways} more objects`] : []),
  ];
}

/** How a few clusters differ from the others: the edits that only they have. */
function wayLine({ variants: [usual] }: Subject, variant: Variant | undefined): string {
  if (usual === undefined) return '';
  const label = code(labelOf(variant ?? usual));
  const others = shownEdits(usual).map(editText);
  if (variant === undefined) return `  - ${label} stays as it is; the others ${others.slice(0, 2).join('; ')}`;
  const own = shownEdits(variant).map(editText);
  if (variant === usual) return `  - ${label}: ${own.slice(0, most.edits).join('; ')}; the others stay as they are`;
  const only = own.filter((text) => !others.includes(text));
  const lacking = others.filter((text) => !own.includes(text));
  const instead =
    lacking.length === 0 ? 'in addition to the edits of the others' : `the others ${lacking.slice(0, 2).join('; ')}`;
  if (only.length === 0) return `  - ${label} lacks edits of the others: ${lacking.slice(0, 2).join('; ')}`;
  return `  - ${label}: ${only.slice(0, most.edits).join('; ')} (${instead})`;
}

function runBlocks(name: string, findings: readonly Finding[], moves: readonly StrategyMove[]): Block[] {
  const errors = findingLines(findings.filter(({ severity }) => severity === 'error'));
  const moving = moves.map(moveLine);
  return [
    ...section(`### ${plain(name)}: ${count(errors.length, 'error')}`, errors, most.findings),
    ...section(`### ${plain(name)}: who moves`, moving, most.moves),
  ];
}

/** A headline with the first items of a list; empty for an empty list. */
function section(headline: string, items: readonly string[], shown: number): Block[] {
  if (items.length === 0) return [];
  const more = items.length > shown ? [`- … and ${number(items.length - shown)} more`] : [];
  return [block([headline, '', ...items.slice(0, shown), ...more, ''])];
}

function findingLines(findings: readonly Finding[]): string[] {
  return sharedFindings(findings).map(({ finding: { position, path, code: word, message }, clusters }) => {
    const where = position ? `${position.file}:${position.line}:${position.column}` : path;
    const on = clusters.size > 1 ? ` (on ${number(clusters.size)} clusters)` : '';
    return `- ${code(where)} ${plain(word)}: ${plain(message)}${on}`;
  });
}

function moveLine({ placement, what, leaves, joins, reason }: StrategyMove): string {
  const [left, joined] = [leaves, joins].map((clusters) => (clusters.length === 0 ? undefined : names(clusters)));
  return [
    `- ${code(placement)} ${what}`,
    ...(left === undefined ? [] : [`leaves ${left}`]),
    ...(joined === undefined ? [] : [`joins ${joined}`]),
    ...(reason === undefined ? [] : [plain(reason)]),
  ].join(', ');
}

/** Warnings, which come last. */
function warningBlocks({ name }: EnvironmentReview, { runs }: Review): Block[] {
  const warnings = findingLines((runs.get(name)?.findings ?? []).filter(({ severity }) => severity === 'warning'));
  return section(`### ${plain(name)}: ${count(warnings.length, 'warning')}`, warnings, most.warnings);
}

function entryBlocks(environment: EnvironmentReview): Block[] {
  const all = itemsOf(environment);
  // Items of a few clusters are shown above.
  const items = all.filter((item) => item.class !== 'none' && !item.isDeviation);
  if (all.length === 0) return [];
  const shown = items.slice(0, most.items);
  const rest = items.length - shown.length;
  const silent = all.filter((item) => item.class === 'none');
  const quiet = silent.reduce((sum, item) => sum + item.objects.length * Math.max(1, item.clusters.length), 0);
  return [
    block([`### ${plain(environment.name)}: what changes`, '']),
    ...shown.map((item) => block(itemLines(item), 1)),
    block([
      ...(rest > 0 ? [`- … and ${number(rest)} more entries`] : []),
      ...(silent.length > 0
        ? [`- ${count(quiet, 'change')} that no cluster acts on: lists, notes, and what the API server stores alike`]
        : []),
      '',
    ]),
  ];
}

function itemLines({ class: word, objects, clusters, of, edits, whys, fixes, line, deviating }: Item): string[] {
  const what =
    objects.length === 1
      ? code(objects[0] ?? '')
      : `${objects.length} objects (${objects.slice(0, most.objects).map(code).join(', ')}${objects.length > most.objects ? ', …' : ''})`;
  const where =
    of > 1
      ? ` × ${number(clusters.length)} of ${number(of)} clusters`
      : clusters.length === 1
        ? ` on ${names(clusters)}`
        : '';
  const because = [...whys.slice(0, most.whys), ...fixes.slice(0, 1).map((fix) => `fix: ${fix}`)].map(plain).join('; ');
  const plainEdits = edits.filter(({ what: kind }) => kind !== 'lines');
  const texts = edits.filter(({ what: kind }) => kind === 'lines');
  return [
    `- **${word}** ${what}${where}${line === null ? '' : ` ← ${code(line)}`}${because === '' ? '' : `: ${because}`}`,
    ...plainEdits.slice(0, most.edits).map((edit) => `  - ${editText(edit)}`),
    ...texts.slice(0, 1).flatMap((edit) => textLines(edit)),
    ...(edits.length > most.edits + 1 ? [`  - … and ${edits.length - most.edits} more fields`] : []),
    ...(deviating.length === 0 ? [] : [`  - differs on ${names(deviating)}`]),
  ];
}

function editText({ field, what, old, new: now }: ShownEdit): string {
  const at = field === '' ? 'all of it' : code(field);
  switch (what) {
    case 'added':
      return field === '' ? 'added' : `${at} added: ${value(now)}`;
    case 'removed':
      return field === '' ? 'removed' : `${at} removed, was ${value(old)}`;
    case 'order':
      return `${at} in another order`;
    case 'lines':
      return `${at}: text`;
    case 'changed':
      return `${at}: ${value(old)} → ${value(now)}`;
  }
}

function textLines({ field, lines = [] }: ShownEdit): string[] {
  const shown = lines.slice(0, most.lines).map((line) => (line.length > 160 ? `${line.slice(0, 160)}…` : line));
  const more = lines.length - shown.length;
  return [
    ...(field === '' ? [] : [`  - ${code(field)}:`]),
    ...fence([...shown, ...(more > 0 ? [`… ${more} more lines`] : [])], 'diff').map((line) => `    ${line}`),
  ];
}
