import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import { label } from '../model/manifest';
import type { HubState } from '../placement/hub';
import { objectOf } from '../plan/change';
import { planOf, sidesOf, type EnvironmentPlan, type Plan } from '../plan/plan';
import { left, stagesOf } from '../plan/stages';
import { Unreadable } from '../plan/unreadable';
import { closingLine } from '../plan/words/closing-line';
import { documentOf, misuseDocument } from '../plan/words/document';
import { planMarkdown } from '../plan/words/markdown';
import { planText } from '../plan/words/text';
import { endMisuse } from './end-misuse';
import { tellingMisuse } from './misuse-document';
import { planRequest, type PlanOptions } from './plan/request';
import { whoMovesIn } from './plan/who-moves';
import { wrappedText } from './report/wrapped-line';
import { readHub } from './simulate/hub-file';

interface Options extends PlanOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly exitCode?: boolean;
  readonly stages?: string;
  readonly scores?: string;
}

/** `scorewright plan`: what a commit will do when it syncs. */
export function planCommand(): Command {
  return new Command('plan')
    .description('Say what a commit will do to each object, on each cluster, when it syncs. Writes nothing.')
    .option('--base <ref>', 'the commit that is synced now (default: where the branch left gitops.revision)')
    .option('--head <ref>', 'the commit to judge (default: the working tree)')
    .option('--env <name...>', 'only these environments (default: all)')
    .option('--environments <dir>', 'folder of the environment files', 'environments')
    .addOption(new Option('--json', 'print the plan as JSON (docs/plan.schema.json)').conflicts('markdown'))
    .option('--markdown', 'print the plan as the comment of a pull request')
    .option('--stages <dir>', 'write the trees of the commits that lead to the head without a refusal or an orphan')
    .option('--scores <file>', "what stands on the hub, as kubectl prints it: who moves by today's scores")
    .option('--exit-code', 'exit 1 where anything changes')
    .configureOutput(tellingMisuse(misuseDocument))
    .addHelpText(
      'after',
      `
Two trees of Git are compared, dist/ and argocd/ in each: render the head first (scorewright synth).
docs/plan.md explains every word.

Exit status: 0 no change, or changes that need no consent; 1 changes, with --exit-code; 2 wrong usage, or trees
that cannot be compared; 3 a change that needs the environment's consent.

Examples:
  scorewright plan                                   what the working tree would do
  scorewright plan --base main --head my-branch      what merging my-branch would do
  scorewright plan --base origin/main --markdown     for the pull request
  scorewright plan --env kind --scores hub.json      and who moves by the scores of hub.json (scorewright simulate)`,
    )
    .action((options: Options, command: Command) => {
      try {
        process.exitCode = options.stages === undefined ? printPlan(options) : writeStages(options, options.stages);
      } catch (error) {
        endMisuse(error, command);
      }
    });
}

/** The only thing that is ever written: whole trees, in a folder that holds nothing yet. */
function writeStages(options: Options, folder: string): 0 | 3 {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Unreadable(`--stages: ${folder} is not empty; name a folder that is, or does not exist`);
  const { base, head, names } = sidesOf(planRequest(options));
  const stages = stagesOf(names, base, head, options.environments);
  stages.forEach((stage, index) => {
    for (const [path, text] of stage.files) {
      const file = join(folder, String(index + 1), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    process.stdout.write(`${join(folder, String(index + 1))}: ${stage.what}\n  ${closingLine(stage.plans)}\n`);
    for (const change of left(stage))
      process.stdout.write(`  needs a hand: ${label(objectOf(change).manifest)} on ${objectOf(change).cluster}\n`);
  });
  if (stages.length === 0) process.stdout.write('plan: no change\n');
  return stages.some((stage) => left(stage).length > 0) ? 3 : 0;
}

function printPlan({ json, markdown, exitCode = false, ...options }: Options): 0 | 1 | 3 {
  const { scores } = options;
  const hub = scores === undefined ? undefined : (environment: HubState) => readHub(scores, environment);
  const plan = planOf(planRequest(options), whoMovesIn(options.environments, hub));
  for (const { unused } of plan.environments)
    for (const { line, what } of unused)
      process.stderr.write(
        `${line} warning consent-unused consent: got ${JSON.stringify(what)}, and this commit does nothing of the kind; remove the entry\n`,
      );
  if (json) process.stdout.write(`${JSON.stringify(documentOf(plan), undefined, 2)}\n`);
  else if (markdown) process.stdout.write(planMarkdown(plan));
  else process.stdout.write(wrappedText(planText(plan)));
  return statusOf(plan, exitCode);
}

function statusOf({ environments }: Plan, exitCode: boolean): 0 | 1 | 3 {
  if (environments.some(needsConsent)) return 3;
  return exitCode && environments.some(({ changes }) => changes.length > 0) ? 1 : 0;
}

function needsConsent({ brakes }: EnvironmentPlan): boolean {
  return brakes.some(({ consent }) => consent === undefined);
}
