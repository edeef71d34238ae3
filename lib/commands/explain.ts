import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { hint } from '../model/words';
import { codes as known, type Code } from '../model/codes';
import { catalogue } from '../rules/catalogue';
import { findingKinds, type DocumentedKind } from './docs/finding-kinds';
import { explanation, type Explained } from './explain/explanation';

const root = join(__dirname, '../..');

/** `scorewright explain`: what a code of a finding means, why it is one, and how to fix it. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('Explain codes of findings: why, fix, and for a rule when to turn it off and an example.')
    .argument('<code...>', 'codes as findings show them')
    .option('--json', 'print the explanations as JSON')
    .addHelpText(
      'after',
      `
Examples:
  scorewright explain nodeport-range
  scorewright explain service-selects-no-pod url-dangling`,
    )
    .action((codes: readonly string[], { json }: { json?: boolean }, command: Command) => {
      const unknown = codes.find((code) => !isCode(code));
      if (unknown !== undefined)
        command.error(`error: got ${unknown}; ${hint(unknown, known, 'codes').hint}`, { exitCode: 2 });
      const explained = codes.filter(isCode).map(kindOf);
      if (json) process.stdout.write(`${JSON.stringify(explained, undefined, 2)}\n`);
      else process.stdout.write(explained.map(explanation).join('\n'));
    });
}

/** The rule of that code, or whatever else a file of `lib` explains by it. */
function kindOf(code: Code): Explained {
  const kind = catalogue.find((rule) => rule.code === code) ?? explainedInFiles(code);
  if (kind === undefined) throw new Error(`${code} is explained nowhere`);
  return kind;
}

/** A clone has the sources; in a package the build has listed what they explain. */
function explainedInFiles(code: Code): DocumentedKind | undefined {
  if (existsSync(join(root, 'lib/index.ts'))) return findingKinds(root, code).at(0);
  const listed = JSON.parse(readFileSync(join(root, 'build/finding-kinds.json'), 'utf8')) as readonly DocumentedKind[];
  return listed.find((kind) => kind.code === code);
}

/** What a code means, for programs; undefined where the code is unknown. */
export function explanationOf(text: string): Explained | undefined {
  return isCode(text) ? kindOf(text) : undefined;
}

function isCode(text: string): text is Code {
  return known.some((code) => code === text);
}
