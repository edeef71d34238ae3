import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { Command } from 'commander';
import { components } from '../components/catalogue';
import { componentModule, componentTest, environmentLines } from './new-component/templates';
import { whyTaken, writeNew } from './new-plugin-files';

interface Options {
  readonly environments: string;
  readonly tests: string;
}

/** `scorewright new-component NAME`: a plug-in with one component, and its test. */
export function newComponentCommand(): Command {
  return new Command('new-component')
    .description('Make a plug-in with one component and its test, and print what to paste into an environment.')
    .argument('<name>', 'the name of its block, in lower case with "-"')
    .option(
      '--environments <dir>',
      'folder of the environment files; the component goes to its folder components/',
      'environments',
    )
    .option('--tests <dir>', 'folder of the tests', 'test')
    .action((name: string, { environments, tests }: Options, command: Command) => {
      const module = join(environments, 'components', `${name}.ts`);
      const test = join(tests, 'components', `${name}.test.ts`);
      const misuse = whyMisuse(name, [module, test]);
      if (misuse !== undefined) command.error(`error: ${misuse}`, { exitCode: 2 });
      writeNew(module, componentModule(name));
      const jest = existsSync('jest.config.js');
      // What Node runs itself needs the ending of the file.
      const path = relative(dirname(test), module).split(sep).join('/');
      writeNew(test, componentTest(name, jest ? path.replace(/\.ts$/, '') : path, jest));
      const lines = [`wrote ${module} and ${test}`, '', 'paste into an environment:', '', ...environmentLines(name)];
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}

function whyMisuse(name: string, files: readonly string[]): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40)
    return `got ${JSON.stringify(name)}; a name holds lower-case words joined by "-", such as cache-nodes, at most 40 characters`;
  if (components.some((component) => component.name === name))
    return `${name} is a block of the tool; choose another name`;
  return whyTaken(files);
}
