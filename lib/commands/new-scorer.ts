import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { Command } from 'commander';
import { findScorer } from '../scoring/catalogue';
import { ownFleet } from './new-scorer/own-fleet';
import { environmentLines, jestTest, scorerModule, scorerTest } from './new-scorer/templates';
import { whyTaken, writeNew } from './new-plugin-files';

interface Options {
  readonly environments: string;
  readonly tests: string;
}

/** `scorewright new-scorer NAME`: a plug-in with one scorer, and its test. */
export function newScorerCommand(): Command {
  return new Command('new-scorer')
    .description('Make a plug-in with one scorer and its test, and print what to paste into an environment.')
    .argument('<name>', 'the id of the scorer, in lower case with "-"')
    .option(
      '--environments <dir>',
      'folder of the environment files; the scorer goes to its folder scorers/',
      'environments',
    )
    .option('--tests <dir>', 'folder of the tests', 'test')
    .action((name: string, { environments, tests }: Options, command: Command) => {
      const module = join(environments, 'scorers', `${name}.ts`);
      const jest = isClone();
      const test = join(tests, 'scorers', `${name}.test.${jest ? 'ts' : 'mjs'}`);
      const misuse = whyMisuse(name, [module, test]);
      if (misuse !== undefined) command.error(`error: ${misuse}`, { exitCode: 2 });
      writeNew(module, scorerModule(name));
      writeNew(test, (jest ? jestTest : scorerTest)(name, relative(dirname(test), module).split(sep).join('/')));
      const fleet = ownFleet(environments);
      const lines = [
        `wrote ${module} and ${test}`,
        `test it: ${jest ? 'npx jest' : 'node --test'} ${test}`,
        '',
        `paste into ${fleet?.file ?? 'an environment'}:`,
        '',
        ...environmentLines(name, fleet),
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}

function whyMisuse(name: string, files: readonly string[]): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    return `got ${JSON.stringify(name)}; a name holds lower-case words joined by "-", such as idle-cpu`;
  if (findScorer(name) !== undefined) return `${name} is a scorer of the tool; choose another name`;
  return whyTaken(files);
}

/** Whether it runs in a clone of this repository, whose tests are Jest's; others get one that needs nothing but Node. */
function isClone(): boolean {
  return existsSync(join('lib', 'commands', 'new-scorer.ts'));
}
