import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { version } from '../../package.json';
import { pageOf } from '../review/page/page';
import { reviewOf, type EnvironmentRun, type Review } from '../review/review';
import { gitHubAnnotations, gitLabReport, remarksOf } from '../review/words/annotations';
import { commentOf } from '../review/words/comment';
import { misuseDocument, reviewDocument } from '../review/words/document';
import { sarifOf } from '../review/words/sarif';
import { chosenEnvironments, differences, Misuse, synthesizeAll } from '../synth/run';
import { reason } from '../synth/needs';
import { endMisuse } from './end-misuse';
import { explanationOf } from './explain';
import { tellingMisuse } from './misuse-document';
import { planRequest, type PlanOptions } from './plan/request';
import { whoMovesIn } from './plan/who-moves';

interface Options extends PlanOptions {
  readonly markdown?: string;
  readonly html?: string;
  readonly json?: string;
  readonly sarif?: string;
  readonly annotations?: 'github' | 'gitlab';
}

/** `scorewright review`: what a commit does to the fleet, for the people who decide on it. */
export function reviewCommand(): Command {
  return new Command('review')
    .description(
      'Say what a commit does to the fleet, folded over its clusters: as a comment, a page, or for programs.',
    )
    .option('--base <ref>', 'the commit that is synced now (default: where the branch left gitops.revision)')
    .option('--head <ref>', 'the commit to judge (default: the working tree, with its findings)')
    .option('--env <name...>', 'only these environments (default: all)')
    .option('--environments <dir>', 'folder of the environment files', 'environments')
    .option('--markdown <file>', 'write the comment of a pull request, at most 60,000 characters')
    .option('--html <file>', 'write the page: one file that asks for nothing from anywhere')
    .option('--json <file>', 'write the review for programs (docs/json.md)')
    .option('--sarif <file>', 'write findings, and what needs consent, as SARIF 2.1.0')
    .addOption(
      new Option('--annotations <forge>', 'print them as annotations of a pull request').choices(['github', 'gitlab']),
    )
    .configureOutput(tellingMisuse(misuseDocument, 'file'))
    .addHelpText(
      'after',
      `
A file of the name - is standard output, and without any option the comment goes there. Files are written whatever is
found. docs/review.md shows a comment and a page.

Exit status: 0 nothing stops the change; 1 findings, or output that is not what would be rendered; 2 wrong usage, or
trees that cannot be compared; 3 a change that needs the environment's consent.

Examples:
  scorewright review --base origin/main
  scorewright review --base origin/main --markdown review.md --html review.html --annotations github`,
    )
    .action(async (options: Options, command: Command) => {
      try {
        process.exitCode = await review(options);
      } catch (error) {
        endMisuse(error, command);
      }
    });
}

async function review(options: Options): Promise<0 | 1 | 3> {
  const { markdown, html, json, sarif, annotations } = options;
  const result = reviewOf(planRequest(options), runOf(options), whoMovesIn(options.environments));
  const remarks = remarksOf(result);
  if (markdown !== undefined) write('--markdown', markdown, commentOf(result));
  if (html !== undefined) write('--html', html, await pageOf(result));
  if (json !== undefined) write('--json', json, `${JSON.stringify(reviewDocument(result), undefined, 2)}\n`);
  if (sarif !== undefined)
    write('--sarif', sarif, `${JSON.stringify(sarifOf(remarks, version, explanationOf), undefined, 2)}\n`);
  if (annotations === 'github')
    print(
      gitHubAnnotations(remarks)
        .map((line) => `${line}\n`)
        .join(''),
    );
  if (annotations === 'gitlab') print(`${JSON.stringify(gitLabReport(remarks), undefined, 2)}\n`);
  if ([markdown, html, json, sarif, annotations].every((option) => option === undefined)) print(commentOf(result));
  return statusOf(result);
}

function statusOf({ environments, runs, notCurrent }: Review): 0 | 1 | 3 {
  const findings = [...runs.values()].flatMap((run) => run.findings);
  if (notCurrent.length > 0 || findings.some(({ severity }) => severity === 'error')) return 1;
  return environments.some(({ plan }) => plan.brakes.some(({ consent }) => consent === undefined)) ? 3 : 0;
}

/** What a run over the working tree finds; of a commit that is not checked out only its trees are known. */
function runOf({ head, environments, env }: Options): Pick<Review, 'runs' | 'notCurrent'> {
  if (head !== undefined) return { runs: new Map(), notCurrent: [] };
  const known = new Set(chosenEnvironments({ environments }).map(({ name }) => name));
  const only = env?.filter((name) => known.has(name));
  if (only?.length === 0) return { runs: new Map(), notCurrent: [] };
  const outcome = synthesizeAll({ environments, check: true, ...(only && { only }) });
  const runs = outcome.environments.map((report): [string, EnvironmentRun] => [
    report.name,
    {
      findings: report.findings,
      needs: report.needs.map((need) => ({ what: need.what, clusters: need.clusters, why: reason(need) })),
      limits: report.budget.map(({ name, value, max, unit }) => ({ name, value, max, unit })),
    },
  ]);
  return { runs: new Map(runs), notCurrent: outcome.changes === undefined ? [] : differences(outcome.changes) };
}

function write(option: string, file: string, text: string): void {
  if (file === '-') {
    print(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Misuse(
      `${option}: ${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
    );
  }
}

function print(text: string): void {
  process.stdout.write(text);
}
