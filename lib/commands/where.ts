import { Command } from 'commander';
import { formatFindings, type Finding } from '../model/finding';
import { chosenEnvironments } from '../synth/run';
import { whereabouts, type Whereabouts } from '../synth/where';
import { endMisuse } from './end-misuse';
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
        // Warnings are about what is rendered, and `synth` tells them.
        for (const line of formatFindings(found.flatMap(errors))) process.stderr.write(`${line}\n`);
        for (const line of found.flatMap(lines)) process.stdout.write(`${line}\n`);
        process.exitCode = found.some(isRefused) ? 1 : 0;
      } catch (error) {
        endMisuse(error, command);
      }
    });
}

function errors({ findings }: Whereabouts): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'error');
}

function isRefused(found: Whereabouts): boolean {
  return errors(found).length > 0;
}

function lines(found: Whereabouts): string[] {
  if (isRefused(found)) return [];
  const { name, exposed, credentials } = found;
  const rows = exposed.map(({ cluster, what, url }) => [cluster, what, url]);
  return [
    name,
    ...(rows.length === 0 ? ['  nothing is exposed'] : table([['cluster', 'object', 'address'], ...rows], '  ')),
    '',
    '  generated credentials, read through kubectl contexts that are named as the clusters (kind-NAME on kind):',
    ...credentials.flatMap(({ cluster, what, command }) => [`    ${cluster} ${what}`, `      ${command}`]),
    '',
  ];
}
