import { Command } from 'commander';
import { formatFindings } from '../model/finding';
import { chosenEnvironments, Misuse } from '../synth/run';
import { whereabouts, type Whereabouts } from '../synth/where';
import { table } from './report/table';

interface Options {
  readonly env?: readonly string[];
  readonly environments: string;
}

/** `scorewright where`: the addresses that environments expose, and how to read what was generated in them. */
export function whereCommand(): Command {
  return new Command('where')
    .description('Print the URLs that environments expose, and the command that reads each generated credential.')
    .option('--env <name...>', 'only these environments (default: all)')
    .option('--environments <dir>', 'folder of the environment files', 'environments')
    .action(({ env, environments }: Options, command: Command) => {
      try {
        const files = chosenEnvironments({ environments, ...(env && { only: env }) });
        const found = files.map(whereabouts);
        for (const line of formatFindings(found.flatMap(({ findings }) => findings))) process.stderr.write(`${line}\n`);
        process.stdout.write(`${found.flatMap(lines).join('\n')}\n`);
        process.exitCode = found.some(isRefused) ? 1 : 0;
      } catch (error) {
        if (!(error instanceof Misuse)) throw error;
        command.error(`error: ${error.message}`, { exitCode: 2 });
      }
    });
}

function isRefused({ findings }: Whereabouts): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

function lines(found: Whereabouts): string[] {
  if (isRefused(found)) return [];
  const { name, exposed, credentials } = found;
  const rows = exposed.map(({ cluster, what, url }) => [cluster, what, url]);
  return [
    name,
    ...(rows.length === 0 ? ['  nothing is exposed'] : table([['cluster', 'object', 'address'], ...rows], '  ')),
    '',
    '  generated credentials, where kubectl’s contexts are named as the clusters (kind-NAME on kind):',
    ...credentials.flatMap(({ cluster, what, command }) => [`    ${cluster} ${what}`, `      ${command}`]),
    '',
  ];
}
