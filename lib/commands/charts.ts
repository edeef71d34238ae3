import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { EnvironmentFile } from '../environment/environment-file';
import { formatFindings, type Finding } from '../model/finding';
import { count } from '../model/words';
import { chosenEnvironments } from '../synth/run';
import { endMisuse } from './end-misuse';
import { lockFile, lockFindings, lockText, readLock } from './charts/chart-lock';
import { ChartRenders } from './charts/chart-renders';
import { chartsUsed } from './charts/charts-used';
import { helmAt } from './charts/helm';
import { holdCharts } from './charts/hold-charts';

interface Options {
  readonly environments: string;
  readonly helm: string;
  readonly from?: string;
}

/** `scorewright charts`: compares every chart, as Helm renders it, with its declaration. */
export function chartsCommand(): Command {
  return new Command('charts')
    .description('Render every chart with exactly the values of the environments, and compare it with its declaration.')
    .option('--environments <dir>', 'folder of the environment files', 'environments')
    .option('--helm <path>', 'the Helm program', 'helm')
    .option('--from <dir>', 'folder with the charts by their names (default: from their repositories)')
    .addHelpText(
      'after',
      `
With Helm, the run records each chart in ${lockFile} beside the environment files: version, digests and
images. Without Helm, it compares the charts of the environments with that file.

Exit status: 0 all as declared; 1 findings; 2 wrong usage.`,
    )
    .action(({ environments, helm, from }: Options, command: Command) => {
      if (from !== undefined && !statSync(from, { throwIfNoEntry: false })?.isDirectory())
        command.error(`error: --from: got ${from}, which is not a folder`, { exitCode: 2 });
      const version = helmAt(helm);
      if (version === undefined && helm !== 'helm')
        command.error(`error: --helm: got ${helm}, which does not run as Helm`, { exitCode: 2 });
      const used = filesOf(environments, command).map(chartsUsed);
      const errors = used.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'));
      const path = join(environments, lockFile);
      if (errors.length > 0) {
        say(errors, 'nothing was rendered');
        return;
      }
      const charts = used.flatMap((each) => each.charts);
      if (version === undefined) {
        const compared = `${count(charts.length, 'chart')} compared with ${path}`;
        say(lockFindings(charts, readLock(path)), `Helm is missing: ${compared}, none was rendered`);
        return;
      }
      const renders = new ChartRenders(helm, from);
      const held = used.map((each) => holdCharts(each, renders));
      const findings = held.flatMap((each) => each.findings);
      if (findings.length > 0) {
        say(findings, `${path} was not written`);
        return;
      }
      const text = lockText(held.flatMap(({ locked }) => locked));
      const current = existsSync(path) && readFileSync(path, 'utf8') === text;
      if (!current) writeFileSync(path, text);
      say(
        [],
        `${count(charts.length, 'chart')} as declared (Helm ${version}); ${current ? 'current' : 'wrote'}: ${path}`,
      );
    });
}

function filesOf(environments: string, command: Command): readonly EnvironmentFile[] {
  try {
    return chosenEnvironments({ environments });
  } catch (error) {
    return endMisuse(error, command);
  }
}

function say(findings: readonly Finding[], last: string): void {
  for (const line of formatFindings(findings)) process.stderr.write(`${line}\n`);
  (findings.length > 0 ? process.stderr : process.stdout).write(`${last}\n`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
