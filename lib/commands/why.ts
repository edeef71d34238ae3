import { Command } from 'commander';
import { at, isObject } from '../model/json';
import { label, type Manifest } from '../model/manifest';
import { formatPath, type Path } from '../model/origin';
import { unitKey } from '../model/unit';
import { hint } from '../model/words';
import { pathText } from '../review/edit-script';
import { causeOfField, type FieldCause } from '../synth/causes/cause-of-field';
import { Variations } from '../synth/causes/variations';
import { chosenEnvironments, Misuse } from '../synth/run';
import { endMisuse } from './end-misuse';
import { wrappedText } from './report/wrapped-line';
import { askedIn, mostAsked, type Asked } from './why/asked-objects';

interface Options {
  readonly env?: readonly string[];
  readonly environments: string;
}

/** `scorewright why`: the line that gives a rendered field its value. */
export function whyCommand(): Command {
  return new Command('why')
    .description(
      'Say which line of an environment gives a rendered field its value, by building it again with that line changed.',
    )
    .argument('<object>', 'a file of dist/, or an object: "Deployment demo/web"')
    .argument('[field]', 'a JSON pointer; items of lists by place or by name (default: what asks for the object)')
    .option('--env <name...>', 'only these environments (default: all)')
    .option('--environments <dir>', 'folder of the environment files', 'environments')
    .addHelpText(
      'after',
      `
Exit status: 0 answered; 2 wrong usage, or no such object or field in an environment that is not refused.

Examples:
  scorewright why dist/kind/hub01/scoring-api/Service.scoring-api.scoring-api.yaml /spec/ports/0/nodePort
  scorewright why "Deployment serving-demo/minio" /spec/template/spec/containers/minio/image`,
    )
    .action((object: string, field: string | undefined, options: Options, command: Command) => {
      try {
        process.stdout.write(wrappedText(answers(object, field, options)));
      } catch (error) {
        endMisuse(error, command);
      }
    });
}

function answers(object: string, pointer: string | undefined, { env, environments }: Options): string[] {
  const [, named] = /^(?:\.\/)?dist\/([^/]+)\//.exec(object) ?? [];
  const files = chosenEnvironments({ environments, ...(env && { only: env }) });
  const all = files.filter(({ name }) => named === undefined || name === named);
  if (all.length === 0)
    throw new Misuse(
      `got ${object}; ${
        hint(
          named ?? '',
          files.map(({ name }) => name),
          'environments',
        ).hint
      }`,
    );
  const found = all.flatMap((file) => {
    const variations = new Variations(file);
    return variations.expansion === undefined ? [] : askedIn(file.name, variations, object);
  });
  if (found.length === 0)
    throw new Misuse(
      `got ${object}; no environment renders it: name a file of dist/, or an object as "Deployment demo/web"`,
    );
  const paths = found.map((one) => fieldIn(one.manifest, pointer ?? ''));
  const wrong = paths.find((path) => typeof path === 'string');
  if (typeof wrong === 'string') throw new Misuse(wrong);
  return found
    .slice(0, mostAsked)
    .flatMap((one, index) => answer(one, [...one.inside, ...((paths[index] as Path | undefined) ?? [])], pointer));
}

/** The way to a field, or why there is none. */
function fieldIn(manifest: Manifest, pointer: string): Path | string {
  const steps = pointer
    .split('/')
    .filter((step, index) => index > 0 || step !== '')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const path: (string | number)[] = [];
  let inner: unknown = manifest;
  for (const step of steps) {
    const key: string | number = Array.isArray(inner) ? placeIn(inner, step) : step;
    const next = at(inner, key);
    if (next === undefined) {
      const known = isObject(inner) ? Object.keys(inner) : [];
      return `got ${pointer}; ${label(manifest)} has no ${step} there: ${hint(step, known, 'fields').hint}`;
    }
    path.push(key);
    inner = next;
  }
  return path;
}

function placeIn(list: readonly unknown[], step: string): number {
  if (/^\d+$/.test(step) && Number(step) < list.length) return Number(step);
  return list.findIndex(
    (item) => isObject(item) && (item.name === step || Object.values(item).map(String).includes(step)),
  );
}

function answer({ variations, environment, folder, place }: Asked, field: Path, pointer: string | undefined): string[] {
  const cause = causeOfField(variations, place, field);
  if (cause === undefined) return [];
  const { file, line, column } = variations.source.position(cause.setting);
  const isWritten = variations.source.has(cause.setting);
  const where = `${file}:${line}:${column} ${formatPath(cause.setting)}${isWritten ? '' : ' (a default)'}`;
  return [
    `${environment}/${folder} ${pointer ?? pathText(field)}: ${short(cause.value)}`,
    `  ← ${where}${said(cause)}`,
    ...others(variations, folder, place, field, cause),
  ];
}

function said({ by, proof, construct, setting, dependents = [] }: FieldCause): string {
  if (by === 'setting' && proof !== undefined) {
    const instead = proof.value === undefined ? 'without it' : `with ${short(proof.value)} there`;
    return proof.becomes === undefined
      ? `: ${instead} the field is gone`
      : `: ${instead} it is ${short(proof.becomes)}`;
  }
  const made =
    construct === undefined
      ? 'delivery writes it'
      : `a constant of ${String(setting[0] ?? '')} (construct ${construct})`;
  if (by === 'program') return `: ${made}; no setting by itself changes it`;
  const outer = dependents.map(formatPath).filter((path, _, all) => !all.some((other) => isInside(path, other)));
  const named = outer.slice(0, mostAsked);
  const others = outer.length > named.length ? [...named, '…'] : named;
  const needing = others.length === 0 ? '' : ` and what needs it (${others.join(', ')})`;
  const instead =
    proof?.value === undefined
      ? `without that setting${needing} it is not there`
      : `with ${short(proof.value)} there it is another object`;
  return ` asks for the object: ${made}; ${instead}`;
}

function isInside(path: string, other: string): boolean {
  return path.startsWith(`${other}.`) || path.startsWith(`${other}[`);
}

/** What the same field is on other clusters, and why there. */
function others(variations: Variations, folder: string, place: string, field: Path, { value }: FieldCause): string[] {
  const [cluster = '', unit = ''] = folder.split('/');
  const values = new Map<string, string[]>();
  for (const [name, other, manifest] of elsewhere(variations, cluster, unit)) {
    if (other.replaceAll(name, cluster) !== place) continue;
    const text = short(at(manifest, ...field));
    values.set(text, [...(values.get(text) ?? []), other]);
  }
  return [...values].slice(0, mostAsked).map(([text, places]) => {
    const [first = ''] = places;
    const its = first.split(' ')[0] ?? '';
    const on =
      places.length > 1
        ? `${places.length} other clusters, such as ${its.split('/')[0] ?? ''}`
        : (its.split('/')[0] ?? '');
    if (text === short(value)) return `  the same on ${on}`;
    const why = causeOfField(variations, first, field);
    const position = why && variations.source.position(why.setting);
    return `  ${text} on ${on}${position === undefined ? '' : ` ← ${position.file}:${position.line}:${position.column}`}`;
  });
}

/** The objects of the same unit on other clusters. */
function* elsewhere(variations: Variations, cluster: string, unit: string): Iterable<[string, string, Manifest]> {
  for (const other of variations.expansion?.units ?? []) {
    if (other.name !== unit || other.cluster === cluster) continue;
    for (const [place, { manifest }] of variations.objects(unitKey(other)))
      if (place.startsWith(`${unitKey(other)} `)) yield [other.cluster, place, manifest];
  }
}

function short(value: unknown): string {
  if (value === undefined) return '(none)';
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}
