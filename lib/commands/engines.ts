import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { hint } from '../model/words';
import { checkScorer, type CheckedPoint } from '../engines/scorer-check';
import { formatFindings } from '../model/finding';
import { expectedConfig } from '../scoring/expectation';
import { endMisuse } from './end-misuse';
import { knownEngines, type KnownEngine, type KnownEngines } from './engines/known-engines';
import { listLines } from './engines/list';
import { shown, showLines } from './engines/show';
import { table } from './report/table';

interface Options {
  readonly env?: readonly string[];
  readonly environments: string;
  readonly json?: boolean;
}

interface CheckOptions extends Options {
  readonly url: string;
  readonly timeout: number;
  readonly tokenFile?: string;
}

/** `scorewright engines`: the scoring engines over every source, one of them, or a running scorer against one. */
export function enginesCommand(): Command {
  return new Command('engines')
    .description('List the scoring engines, show one, or compare a running scorer with what is declared for it.')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(checkCommand());
}

function listCommand(): Command {
  return common('list', 'List every engine: those that come with the tool and those of plug-ins.').action(
    (options: Options, command: Command) => {
      const known = read(options, command);
      print(options, known.engines.map(shown), () => listLines(known.engines));
    },
  );
}

function showCommand(): Command {
  return common('show', 'Show all that is known of one engine, and how each environment registers it.')
    .argument('<id>', 'the id of the engine, such as static/performance')
    .action((id: string, options: Options, command: Command) => {
      const engine = find(id, read(options, command), command);
      print(options, shown(engine), () => showLines(engine));
    });
}

function checkCommand(): Command {
  return common('check', 'Compare the health and the configuration of a running scorer with what is declared.')
    .argument('<id>', 'the id of the engine')
    .requiredOption('--url <url>', 'where the scorer answers, such as http://172.18.0.3:30007')
    .option('--timeout <seconds>', 'for each request', seconds, 10)
    .option('--token-file <file>', 'a file with the bearer token to send')
    .addHelpText('after', '\nExit status: 0 as declared; 1 a difference or no answer; 2 wrong usage.')
    .action(async (id: string, options: CheckOptions, command: Command) => {
      const known = find(id, read(options, command), command);
      const engine = declared(known, command);
      const token = options.tokenFile === undefined ? undefined : readToken(options.tokenFile, command);
      const points = await checkScorer(engine, {
        url: options.url,
        timeoutMilliseconds: options.timeout * 1000,
        ...(token !== undefined && { token }),
      });
      print(options, { id, url: options.url, points }, () => pointLines(points));
      if (points.some(({ fault }) => fault !== undefined)) process.exitCode = 1;
    });
}

function common(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--env <name...>', 'only these environments (default: all)')
    .option('--environments <dir>', 'folder of the environment files', 'environments')
    .option('--json', 'print the outcome as JSON');
}

function read({ environments, env }: Options, command: Command): KnownEngines {
  try {
    const known = knownEngines(environments, env);
    const errors = known.findings.filter(({ severity }) => severity === 'error');
    for (const line of formatFindings(errors)) process.stderr.write(`${line}\n`);
    if (errors.length > 0) process.exitCode = 1;
    return known;
  } catch (error) {
    return endMisuse(error, command);
  }
}

function find(id: string, { engines }: KnownEngines, command: Command): KnownEngine {
  const found = engines.find(({ engine }) => engine.id === id);
  const ids = engines.map(({ engine }) => engine.id);
  return found ?? command.error(`error: got engine ${id}; ${hint(id, ids, 'engines').hint}`, { exitCode: 2 });
}

/** What is declared: by the environments that register the engine, which must agree; else by the engine itself. */
function declared({ engine, registrations }: KnownEngine, command: Command): KnownEngine['engine'] {
  const [first, ...others] = registrations;
  if (first === undefined) return engine;
  const differing = others.find((each) => answered(each.engine) !== answered(first.engine));
  if (differing === undefined) return first.engine;
  const message = `error: ${first.environment} and ${differing.environment} declare ${engine.id} differently; choose one with --env`;
  return command.error(message, { exitCode: 2 });
}

/** Everything that a check looks at, as one text. */
function answered(engine: KnownEngine['engine']): string {
  return JSON.stringify([engine.configSyncMode, engine.configPath, expectedConfig(engine)]);
}

function pointLines(points: readonly CheckedPoint[]): readonly string[] {
  return table([
    ['', 'point', 'expected', 'found'],
    ...points.map(({ point, expected, fault }) =>
      fault === undefined ? ['ok', point, expected, ''] : ['FAIL', point, expected, fault],
    ),
  ]);
}

function print(options: Options, data: unknown, lines: () => readonly string[]): void {
  process.stdout.write(options.json ? `${JSON.stringify(data, undefined, 2)}\n` : `${lines().join('\n')}\n`);
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('write a number of seconds above 0');
  return value;
}

function readToken(file: string, command: Command): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return command.error(`error: --token-file: got ${file}, which cannot be read`, { exitCode: 2 });
  }
}
