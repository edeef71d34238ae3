import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { stringify } from 'yaml';
import { Source } from '../environment/source';
import { YamlFiles } from '../environment/yaml-files';
import { formatFindings } from '../model/finding';
import { parseImage } from '../model/image-reference';
import { lockFile, readLock } from '../synth/images/images-lock';
import { listImages, type EnvironmentImages } from '../synth/images/list-images';
import { named, wholeName } from '../synth/images/mirrored';
import { mirrorsOf } from '../synth/images/mirrors-of';
import { chosenEnvironments } from '../synth/run';
import { endMisuse } from './end-misuse';
import { formats, formatted, type Format } from './images/formats';
import { digestOf } from './images/registry';

interface Options {
  readonly environments: string;
  readonly env?: readonly string[];
  readonly lock?: boolean;
  readonly digests?: string;
  readonly format: Format;
}

/** `scorewright images`: every image that is rendered, and the lock by which it is rendered by digest. */
export function imagesCommand(): Command {
  return new Command('images')
    .description(
      'List every image with what it comes from; with --lock, write the digests by which images are rendered.',
    )
    .option('--environments <dir>', 'folder of the environment files', 'environments')
    .option('--env <name...>', 'only these environments; a lock is always of all')
    .addOption(new Option('--format <format>', 'what is printed').choices(formats).default('table'))
    .option('--lock', `ask the registries and write ${lockFile} beside the environment files`)
    .option('--digests <file>', 'lines "IMAGE@sha256:…" or "IMAGE sha256:…", in place of asking a registry')
    .action(async (options: Options, command: Command) => {
      if (options.digests !== undefined && !options.lock)
        command.error('error: --digests is for --lock', { exitCode: 2 });
      const { environments, env, lock = false } = options;
      const files = filesOf(environments, lock ? undefined : env, command);
      const listed = files.map(listImages);
      const errors = listed.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'));
      const path = join(environments, lockFile);
      const before = standing(path);
      if (errors.length + before.findings.length > 0) {
        process.stderr.write(`${formatFindings([...errors, ...before.findings]).join('\n')}\nnothing was written\n`);
        process.exitCode = 1;
        return;
      }
      if (!lock) process.stdout.write(formatted(options.format, listed, before.digests));
      else
        await writeLock({
          path,
          listed,
          before: before.digests,
          given: givenDigests(options.digests, command),
          mirrors: mirrorsOf(files),
        });
    });
}

function filesOf(environments: string, only: readonly string[] | undefined, command: Command) {
  try {
    return chosenEnvironments({ environments, ...(only && { only }) });
  } catch (error) {
    return endMisuse(error, command);
  }
}

function standing(path: string): ReturnType<typeof readLock> {
  const read = new YamlFiles().read(path);
  return read instanceof Source ? readLock(read) : { digests: new Map(), findings: [] };
}

interface Locking {
  readonly path: string;
  readonly listed: readonly EnvironmentImages[];
  /** The digests that stand there. */
  readonly before: ReadonlyMap<string, string>;
  readonly given: ReadonlyMap<string, string>;
  readonly mirrors: Readonly<Record<string, string>>;
}

async function writeLock({ path, listed, before, given, mirrors }: Locking): Promise<void> {
  const images = [...new Set(listed.flatMap((one) => one.images.map(({ image }) => image)))]
    .filter((image) => parseImage(image).digest === undefined)
    .sort();
  const digests: Record<string, string> = {};
  const unknown: string[] = [];
  for (const image of images) {
    const found = given.get(image) ?? (await askAbout(image, mirrors));
    const digest = typeof found === 'string' ? found : before.get(image);
    if (digest !== undefined) digests[image] = digest;
    if (typeof found !== 'string')
      unknown.push(`${image}: ${found.reason}${digest === undefined ? '' : '; its digest stays as it was'}`);
  }
  const head = '# Written by scorewright images --lock: synth renders these images by their digests.\n';
  writeFileSync(path, `${head}${stringify({ images: digests }, { lineWidth: 0 })}`);
  process.stdout.write(`wrote ${path}: ${Object.keys(digests).length} of ${images.length} images have a digest\n`);
  for (const line of unknown) process.stderr.write(`${line}\n`);
  if (Object.keys(digests).length < images.length) process.exitCode = 1;
}

/** The registry itself, or else its mirror. */
async function askAbout(
  image: string,
  mirrors: Readonly<Record<string, string>>,
): Promise<string | { reason: string }> {
  const mirrored = named(image, { mirrors, digests: new Map() });
  const first = await digestOf(image);
  if ('digest' in first) return first.digest;
  if (mirrored === image) return first;
  const second = await digestOf(mirrored);
  return 'digest' in second ? second.digest : { reason: `${first.reason}, and ${second.reason}` };
}

function givenDigests(file: string | undefined, command: Command): ReadonlyMap<string, string> {
  if (file === undefined) return new Map();
  const read = new YamlFiles().bytes(file);
  if (!Buffer.isBuffer(read)) command.error(`error: --digests: got ${file}, ${read.unreadable}`, { exitCode: 2 });
  const lines = [...String(read).matchAll(/^\s*(\S+?)(?:@|\s+)(sha256:[0-9a-f]{64})\s*$/gm)];
  return new Map(lines.map(([, image = '', digest = '']) => [wholeName(image), digest]));
}
