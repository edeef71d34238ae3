import { Command, Option } from 'commander';
import { load } from '../synth/load';
import { chosenEnvironments, isClean, synthesizeAll, type Outcome, type Request } from '../synth/run';
import { formatFindings } from '../model/finding';
import { endMisuse } from './end-misuse';
import { tellingMisuse } from './misuse-document';
import { explainLine } from './report/explain-line';
import { planLine } from './plan/plan-line';
import { RememberedRun } from './synth/remembered-run';
import { misuseDocument, printJson } from './report/json';
import { progressOnStderr } from './report/progress';
import { printReport } from './report/report';
import { settingsDocument } from './report/settings';

interface Options {
  readonly env?: readonly string[];
  readonly environments: string;
  readonly out?: string;
  readonly check?: boolean;
  readonly narrow?: boolean;
  readonly settings?: boolean;
  readonly json?: boolean;
}

/** `scorewright synth`: environment files in, checked manifests out. */
export function synthCommand(): Command {
  return new Command('synth')
    .description('Render the environments into dist/ and argocd/, or say what is wrong with them.')
    .option('--env <name...>', 'only these environments (default: all)')
    .option('--environments <dir>', 'folder of the environment files', 'environments')
    .option(
      '--out <dir>',
      'write the trees to this folder, and the bootstrap to its argocd/ (default: dist and argocd)',
    )
    .option('--check', 'write nothing; exit 1 naming each stale, missing or foreign file')
    .addOption(
      new Option(
        '--narrow',
        'drop rights of Argo CD that argocd/ notes as retained: once it has pruned what needed them',
      ).conflicts('check'),
    )
    .addOption(
      new Option('--settings', 'print the environments as parsed, each value with its source; write nothing').conflicts(
        ['check', 'json', 'narrow', 'out'],
      ),
    )
    .option('--json', 'print the outcome as JSON (docs/json.md), wrong usage too')
    .configureOutput(tellingMisuse(misuseDocument))
    .addHelpText(
      'after',
      `
Exit status: 0 clean; 1 findings, or with --check output that is not current; 2 wrong usage.

Examples:
  scorewright synth                      render every environment
  scorewright synth --narrow             after a removal has synced: take its rights back
  scorewright synth --check              in CI: is what is committed what would be rendered?
  scorewright synth --env kind --settings`,
    )
    .action((options: Options, command: Command) => {
      try {
        process.exitCode = options.settings ? showSettings(toRequest(options)) : synth(options);
      } catch (error) {
        endMisuse(error, command);
      }
    });
}

function synth(options: Options): 0 | 1 {
  const started = performance.now();
  // A check always builds everything, and what narrows rights is done once.
  const run = options.check || options.narrow ? undefined : RememberedRun.begin();
  const outcome = watched(toRequest(options), options);
  const doubts = run?.end(outcome) ?? new Map<string, string>();
  const lines = options.json ? [] : planLine(outcome, options.env);
  const print = (shown: Outcome, milliseconds?: number) => {
    if (options.json) printJson(shown, doubts);
    else printReport(shown, milliseconds);
    for (const line of lines) process.stdout.write(`${line}\n`);
  };
  // A time differs from run to run: it is for the person who waits, never for a file or a comparison.
  print(outcome, process.stdout.isTTY ? performance.now() - started : undefined);
  run?.remember(outcome, print);
  return isClean(outcome) ? 0 : 1;
}

/** Runs with progress on stderr, which is gone before anything else is printed. Programs that read JSON get none. */
function watched(request: Request, { json = false }: Options): Outcome {
  if (json) return synthesizeAll(request);
  const progress = progressOnStderr();
  try {
    return synthesizeAll(request, progress);
  } finally {
    progress.end();
  }
}

function showSettings(request: Request): 0 | 1 {
  const loaded = chosenEnvironments(request).map(load);
  const all = loaded.flatMap(({ findings }) => findings);
  for (const line of [...formatFindings(all), ...explainLine(all)]) process.stderr.write(`${line}\n`);
  const documents = loaded.flatMap(({ settings, source }) =>
    settings === undefined ? [] : [settingsDocument(settings, source)],
  );
  process.stdout.write(documents.join('---\n'));
  return documents.length === loaded.length ? 0 : 1;
}

function toRequest({
  environments,
  out = process.env.CDK8S_OUTDIR,
  env,
  check = false,
  narrow = false,
}: Options): Request {
  return {
    environments,
    // cdk8s-cli names its output folder in this variable.
    ...(out === undefined ? {} : { out }),
    ...(env === undefined ? {} : { only: env }),
    check,
    narrow,
  };
}
