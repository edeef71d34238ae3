import { readFileSync, writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { baseOf } from '../environment/composition/named-files';
import type { Difference } from '../environment/differences/differences';
import type { EnvironmentFile } from '../environment/environment-file';
import type { EnvironmentSource } from '../environment/environment-source';
import { fleetOf } from '../environment/environment';
import { placed, type On } from '../environment/placement';
import { formatFindings } from '../model/finding';
import type { Fleet } from '../model/fleet';
import { at, isObject } from '../model/json';
import { formatPath, type Path } from '../model/origin';
import { hint, list } from '../model/words';
import { environmentPlan } from '../plan/plan';
import { keptTree } from '../plan/tree';
import { planText } from '../plan/words/text';
import { wrappedText } from './report/wrapped-line';
import { load } from '../synth/load';
import { chosenEnvironments, isClean, Misuse, synthesizeAll } from '../synth/run';
import { endMisuse } from './end-misuse';
import { edited, type Edit } from './promote/edit-file';
import { promotionOf, type Promotion, type Ring } from './promote/promotion';
import { writtenAt } from './promote/written';
import { printReport } from './report/report';

interface Options {
  readonly env?: string;
  readonly environments: string;
  readonly ring?: number;
}

/** `scorewright promote`: moves a change on to the next ring. */
export function promoteCommand(): Command {
  return new Command('promote')
    .description(
      'Move the settings of one ring of a block to the next ring, or into the block; render; print the plan.',
    )
    .argument('<block>', 'the block with `for`: energetiscope, charts.kepler, dynamic-scoring.scorers.sample')
    .option('--env <name>', 'the environment (default: the only one that has such a block)')
    .option('--environments <dir>', 'folder of the environment files', 'environments')
    .option(
      '--ring <number>',
      'the entry of `for` to promote, counted from 1 (default: the furthest that sets anything)',
      ringNumber,
    )
    .addHelpText(
      'after',
      `
The environment file is edited in place: comments, order and format stay. dist/ and argocd/ are rendered, and the plan shows the
effect of syncing them. docs/fleet.md shows how to lay out rings.

Exit status: 0 promoted; 1 findings, and nothing was changed; 2 wrong usage, or nothing to promote.

Examples:
  scorewright promote energetiscope                 the next ring gets the settings of the furthest
  scorewright promote charts.kepler --ring 1        while an older change is on its way in ring 2`,
    )
    .action((block: string, options: Options, command: Command) => {
      try {
        process.exitCode = promote(block, options);
      } catch (error) {
        endMisuse(error, command);
      }
    });
}

function ringNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('Write the number of an entry of `for`, from 1.');
  return Number(text) - 1;
}

/** A block with rings, in the environment that has it. */
interface Found {
  readonly file: EnvironmentFile;
  readonly source: EnvironmentSource;
  readonly fleet: Fleet;
}

function promote(text: string, { env, environments, ring }: Options): 0 | 1 {
  const path = text.split('.');
  const files = chosenEnvironments({ environments, ...(env !== undefined && { only: [env] }) });
  const read = files.map((file) => ({ file, ...load(file) }));
  const findings = read.flatMap((each) => each.findings).filter(({ severity }) => severity === 'error');
  if (findings.length > 0) {
    for (const line of formatFindings(findings)) process.stderr.write(`${line}\n`);
    return 1;
  }
  const { file, source, fleet } = foundIn(
    read.flatMap(({ settings, ...each }) => (settings === undefined ? [] : [{ ...each, fleet: fleetOf(settings) }])),
    path,
  );
  const promotion = promotionOf(ringsOf(source.data, path, fleet), ring);
  if ('refused' in promotion) throw new Misuse(`${text}: ${promotion.refused}`);
  return carryOut(promotion, path, { file, source, fleet }, environments);
}

function foundIn(all: readonly Found[], path: Path): Found {
  const having = all.filter(({ source }) => Array.isArray(at(source.data, ...path, 'for')));
  const [only, ...others] = having;
  if (only === undefined) {
    const known = [...new Set(all.flatMap(({ source }) => blocksWithRings(source.data)))];
    throw new Misuse(
      `got ${formatPath(path)}, which has no for; ${hint(formatPath(path), known, 'blocks with for').hint}`,
    );
  }
  if (others.length > 0)
    throw new Misuse(
      `${formatPath(path)} has rings in ${list(having.map(({ file }) => file.name))}; choose one with --env`,
    );
  return only;
}

function blocksWithRings(data: unknown, path: string[] = []): string[] {
  if (!isObject(data)) return [];
  const own = path.length > 0 && Array.isArray(data.for) ? [path.join('.')] : [];
  return [...own, ...Object.entries(data).flatMap(([key, inner]) => blocksWithRings(inner, [...path, key]))];
}

function ringsOf(data: unknown, path: Path, fleet: Fleet): Ring[] {
  const own = placed(at(data, ...path, 'on') as On, fleet).map(({ name }) => name);
  return (at(data, ...path, 'for') as readonly Difference[]).map(({ on, set }) => ({
    set,
    clusters: placed(on, fleet)
      .map(({ name }) => name)
      .filter((name) => own.includes(name)),
  }));
}

/** Edits, renders and prints the plan. Where the result is rejected, or the run fails, the files get their old text back. */
function carryOut(promotion: Promotion, path: Path, { file, source }: Found, environments: string): 0 | 1 {
  const before = keptTree(process.cwd(), 'before', ['dist', 'argocd', environments]);
  const edits = editsOf(promotion, path, source);
  const texts = new Map([...edits.keys()].map((name) => [name, readFileSync(name, 'utf8')]));
  let promoted = false;
  try {
    for (const [name, its] of edits) writeFileSync(name, edited(texts.get(name) ?? '', its));
    const outcome = synthesizeAll({ environments, only: [file.name], check: false });
    promoted = isClean(outcome);
    if (!promoted) printReport(outcome);
  } finally {
    if (!promoted) for (const [name, text] of texts) writeFileSync(name, text);
  }
  if (!promoted) return 1;
  const { from, to, moves } = promotion;
  const target = to === undefined ? formatPath(path) : `${formatPath(path)}.for[${to}]`;
  process.stdout.write(
    `promoted ${list(moves.map(({ key }) => formatPath(key)))} from ${formatPath(path)}.for[${from}] to ${target} in ${list([...edits.keys()])}\n`,
  );
  const after = keptTree(process.cwd(), 'after', ['dist', 'argocd', environments]);
  const plan = environmentPlan(file.name, before, after, environments);
  process.stdout.write(wrappedText(planText({ base: before.id, head: after.id, environments: [plan] })));
  return 0;
}

/** The edits of each file. Each file of an environment gives its values by the environment's own paths. */
function editsOf({ from, to, moves }: Promotion, path: Path, source: EnvironmentSource): Map<string, Edit[]> {
  const edits = new Map<string, Edit[]>();
  const add = (name: string, edit: Edit) => edits.set(name, [...(edits.get(name) ?? []), edit]);
  const rings = [...path, 'for'];
  const { file } = source.position(rings);
  const text = readFileSync(file, 'utf8');
  for (const { key, value, leaves } of moves) {
    const written = writtenAt(text, [...rings, from, 'set', ...key]);
    for (const index of leaves) {
      const set = [...rings, index, 'set'];
      add(file, { path: [...set, ...key], keep: set.length });
    }
    if (to !== undefined) add(file, { path: [...rings, to, 'set', ...key], value, written });
    else add(fileOf([...path, ...key], file, source), { path: [...path, ...key], value, written });
  }
  return edits;
}

/** The file that gives a setting of the block; the one of its rings where none does, or only the base that others share. */
function fileOf(setting: Path, rings: string, source: EnvironmentSource): string {
  if (!source.has(setting)) return rings;
  const { file } = source.position(setting);
  const base = baseOf(source.data)?.name;
  return base !== undefined && file.endsWith(`/${base}`) ? rings : file;
}
