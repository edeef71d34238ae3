import { Command } from 'commander';
import { at, isObject } from '../model/json';
import { label, type Manifest } from '../model/manifest';
import { formatPath, type Path } from '../model/origin';
import { hint } from '../model/words';
import { pathText } from '../review/edit-script';
import { causeOfField, type FieldCause } from '../synth/causes/cause-of-field';
import { Variations } from '../synth/causes/variations';
import { chosenEnvironments, Misuse } from '../synth/run';
import { fileName } from '../publish/file-name';
import { endMisuse } from './end-misuse';
import { wrappedLine } from './report/wrapped-line';

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
        process.stdout.write(
          `${answers(object, field, options)
            .flatMap((line) => wrappedLine(line))
            .join('\n')}\n`,
        );
      } catch (error) {
        endMisuse(error, command);
      }
    });
}

/** An object that is asked about, where it is rendered. */
interface Asked {
  readonly variations: Variations;
  readonly environment: string;
  /** `worker01/serving`. */
  readonly folder: string;
  readonly place: string;
  readonly manifest: Manifest;
  /** The way to the object inside what carries it. */
  readonly inside: Path;
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
    return variations.expansion === undefined ? [] : asked(file.name, variations, object);
  });
  if (found.length === 0)
    throw new Misuse(
      `got ${object}; no environment renders it: name a file of dist/, or an object as "Deployment demo/web"`,
    );
  const paths = found.map((one) => fieldIn(one.manifest, pointer ?? ''));
  const wrong = paths.find((path) => typeof path === 'string');
  if (typeof wrong === 'string') throw new Misuse(wrong);
  return found
    .slice(0, mostAnswers)
    .flatMap((one, index) => answer(one, [...one.inside, ...((paths[index] as Path | undefined) ?? [])], pointer));
}

const mostAnswers = 4;

function asked(environment: string, variations: Variations, object: string): Asked[] {
  const isFile = object.endsWith('.yaml');
  return [...variations.objects()].flatMap(([place, { manifest }]): Asked[] => {
    const [folder = ''] = place.split(' ');
    const base = { variations, environment, folder, place, inside: [] };
    if (isFile) {
      const names = [false, true].map((group) => `dist/${environment}/${folder}/${fileName(manifest, group)}`);
      return names.includes(object.replace(/^\.\//, '')) ? [{ ...base, manifest }] : [];
    }
    if (label(manifest) === object) return [{ ...base, manifest }];
    const list =
      at(manifest, 'spec', 'workload', 'manifests') ??
      at(manifest, 'spec', 'manifestWorkTemplate', 'workload', 'manifests');
    if (!Array.isArray(list)) return [];
    const way =
      manifest.kind === 'ManifestWork'
        ? ['spec', 'workload', 'manifests']
        : ['spec', 'manifestWorkTemplate', 'workload', 'manifests'];
    return (list as readonly Manifest[]).flatMap((inner, index) =>
      isObject(inner) && label(inner) === object ? [{ ...base, manifest: inner, inside: [...way, index] }] : [],
    );
  });
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
  const cause = causeOfField(variations, place, field, folder);
  if (cause === undefined) return [];
  const { file, line, column } = variations.source.position(cause.setting);
  const where = `${file}:${line}:${column} ${formatPath(cause.setting)}`;
  return [
    `${environment}/${folder} ${pointer ?? pathText(field)}: ${short(cause.value)}`,
    `  ← ${where}${said(cause)}`,
    ...others(variations, folder, place, field, cause),
  ];
}

function said({ by, proof, construct, setting }: FieldCause): string {
  if (by === 'setting' && proof !== undefined) {
    const instead = proof.value === undefined ? 'without it' : `with ${short(proof.value)} there`;
    return proof.becomes === undefined
      ? `: ${instead} the field is gone`
      : `: ${instead} it is ${short(proof.becomes)}`;
  }
  const made =
    construct === undefined
      ? 'delivery writes it'
      : `the default of ${String(setting[0] ?? '')} (construct ${construct})`;
  if (by === 'asks') return ` asks for the object: ${made}; without that setting it is not there`;
  if (by === 'needed') return ` asks for the object: ${made}; without that setting the environment is refused`;
  return `: ${made}; no setting by itself changes it`;
}

/** What the same field is on other clusters, and why there. */
function others(variations: Variations, folder: string, place: string, field: Path, { value }: FieldCause): string[] {
  const [cluster = '', unit = ''] = folder.split('/');
  const values = new Map<string, string[]>();
  for (const [other, { manifest }] of variations.objects()) {
    const [at0 = ''] = other.split(' ');
    const [name = '', its = ''] = at0.split('/');
    if (name === cluster || its !== unit || other.replaceAll(name, cluster) !== place) continue;
    const text = short(at(manifest, ...field));
    values.set(text, [...(values.get(text) ?? []), other]);
  }
  return [...values].slice(0, mostAnswers).map(([text, places]) => {
    const [first = ''] = places;
    const its = first.split(' ')[0] ?? '';
    const on =
      places.length > 1
        ? `${places.length} other clusters, such as ${its.split('/')[0] ?? ''}`
        : (its.split('/')[0] ?? '');
    if (text === short(value)) return `  the same on ${on}`;
    const why = causeOfField(variations, first, field, its);
    const position = why && variations.source.position(why.setting);
    return `  ${text} on ${on}${position === undefined ? '' : ` ← ${position.file}:${position.line}:${position.column}`}`;
  });
}

function short(value: unknown): string {
  if (value === undefined) return '(none)';
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}
