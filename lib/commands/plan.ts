import { Command, Option } from 'commander';
import { planOf, type EnvironmentPlan, type Plan } from '../plan/plan';
import { Unreadable } from '../plan/unreadable';
import { documentOf } from '../plan/words/document';
import { planMarkdown } from '../plan/words/markdown';
import { planText } from '../plan/words/text';

interface Options {
  readonly base?: string;
  readonly head?: string;
  readonly env?: readonly string[];
  readonly environments: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly exitCode?: boolean;
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
    .option('--exit-code', 'exit 1 where anything changes')
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
  scorewright plan --base origin/main --markdown     for the pull request`,
    )
    .action((options: Options, command: Command) => {
      try {
        process.exitCode = printPlan(options);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        command.error(`error: ${error.message}`, { exitCode: 2 });
      }
    });
}

function printPlan({ base, head, env, environments, json, markdown, exitCode = false }: Options): 0 | 1 | 3 {
  const plan = planOf({
    folder: process.cwd(),
    environments,
    ...(base !== undefined && { base }),
    ...(head !== undefined && { head }),
    ...(env !== undefined && { only: env }),
  });
  for (const { unused } of plan.environments)
    for (const { line, what } of unused)
      process.stderr.write(
        `${line} warning consent-unused consent: got ${JSON.stringify(what)}, and this commit does nothing of the kind; remove the entry\n`,
      );
  if (json) process.stdout.write(`${JSON.stringify(documentOf(plan), undefined, 2)}\n`);
  else if (markdown) process.stdout.write(planMarkdown(plan));
  else process.stdout.write(`${planText(plan).join('\n')}\n`);
  return statusOf(plan, exitCode);
}

function statusOf({ environments }: Plan, exitCode: boolean): 0 | 1 | 3 {
  if (environments.some(needsConsent)) return 3;
  return exitCode && environments.some(({ changes }) => changes.length > 0) ? 1 : 0;
}

function needsConsent({ brakes }: EnvironmentPlan): boolean {
  return brakes.some(({ consent }) => consent === undefined);
}
