import { Command } from 'commander';
import { suggestion } from '../environment/suggestion';
import { catalogue } from '../rules/catalogue';
import { ruleText } from './rules/rule-text';

/** `scorewright rules`: every rule with why it is one, how to mend what it finds, and what it finds. */
export function rulesCommand(): Command {
  return new Command('rules')
    .description('List the rules over the whole fleet, each with why, fix and example.')
    .argument('[code...]', 'only these rules')
    .option('--json', 'print the rules as JSON')
    .action((codes: readonly string[], { json }: { json?: boolean }, command: Command) => {
      const known = catalogue.map(({ code }): string => code);
      const unknown = codes.find((code) => !known.includes(code));
      if (unknown !== undefined)
        command.error(`error: got rule ${unknown}; ${suggestion(unknown, known, 'rules')}`, { exitCode: 2 });
      const chosen = catalogue.filter(({ code }) => codes.length === 0 || codes.includes(code));
      if (json) process.stdout.write(`${JSON.stringify(chosen.map(facts), undefined, 2)}\n`);
      else process.stdout.write(`${chosen.map(ruleText).join('\n')}\n`);
    });
}

function facts({ code, severity, appliesTo, why, fix, bad, good }: (typeof catalogue)[number]) {
  return { code, severity, appliesTo, why, fix, bad, good };
}
