import { Command } from 'commander';
import { hint } from '../model/words';
import { catalogue } from '../rules/catalogue';
import { explanation } from './explain/explanation';
import { table } from './report/table';

/** `scorewright rules`: every rule in a line, or those that are asked for with why, fix and example. */
export function rulesCommand(): Command {
  return new Command('rules')
    .description('List the rules over the whole fleet, or explain some of them.')
    .argument('[code...]', 'explain these rules')
    .option('--json', 'print the rules as JSON')
    .action((codes: readonly string[], { json }: { json?: boolean }, command: Command) => {
      const known = catalogue.map(({ code }): string => code);
      const unknown = codes.find((code) => !known.includes(code));
      if (unknown !== undefined)
        command.error(`error: got rule ${unknown}; ${hint(unknown, known, 'rules').hint}`, { exitCode: 2 });
      const chosen = catalogue.filter(({ code }) => codes.length === 0 || codes.includes(code));
      if (json) process.stdout.write(`${JSON.stringify(chosen, undefined, 2)}\n`);
      else if (codes.length > 0) process.stdout.write(chosen.map(explanation).join('\n'));
      else
        process.stdout.write(
          `${table(chosen.map(({ code, severity, summary }) => [code, severity, summary])).join('\n')}\n`,
        );
    });
}
