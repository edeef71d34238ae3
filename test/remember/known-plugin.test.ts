import { join } from 'node:path';
import { unknowable } from '../../lib/remember/known-plugin';
import { temporaryFolder, writeFile } from '../commands/program';

function doubt(files: Readonly<Record<string, string>>, plugin = './own.ts'): string | undefined {
  const folder = temporaryFolder();
  for (const [file, text] of Object.entries(files)) writeFile(folder, file, text);
  return unknowable(plugin, join(folder, 'kind.yaml'));
}

const scorer = `import { defineScorer } from 'scorewright/plugin';\n`;

test.each<[string, Readonly<Record<string, string>>]>([
  ['data', { 'own.ts': `${scorer}export default defineScorer({ goal: 'performance' });` }],
  [
    'modules and data beside it',
    {
      'own.ts': `import { port } from './ports';\nimport names from './names.json';\nexport default [port, names];`,
      'ports.ts': `export const port = 8000;`,
      'names.json': '["process"]',
    },
  ],
  ['pure modules of Node', { 'own.ts': `import { join } from 'node:path';\nexport default join('a', 'b');` }],
])('knows a plug-in of %s', (_, files) => {
  expect(doubt(files)).toBeUndefined();
});

test.each([
  ['the clock', `export default Date.now();`, 'plug-in ./own.ts names Date in own.ts'],
  ['chance', `export default Math.random();`, 'plug-in ./own.ts names Math.random in own.ts'],
  ['its surroundings', `export default process.env.HOME;`, 'plug-in ./own.ts names process in own.ts'],
  ['what a text computes', `export default ({})['con' + 'structor'];`, `plug-in ./own.ts names )[' in own.ts`],
  ['files', `import fs from 'node:fs';`, 'plug-in ./own.ts imports node:fs'],
  ['a package', `import _ from 'lodash';`, 'plug-in ./own.ts imports lodash'],
  ['a computed module', `const name = './a'; require(name);`, 'plug-in ./own.ts imports by a computed name in own.ts'],
])('does not claim to know a plug-in that uses %s', (_, text, reason) => {
  expect(doubt({ 'own.ts': text })).toBe(reason);
});

test('does not claim to know what stands behind two names, or a package', () => {
  const files = { 'own.ts': `import { a } from './a';`, 'a.ts': '', 'a.js': '' };
  expect(doubt(files)).toBe('plug-in ./own.ts imports ./a, which is not one file');
  expect(doubt({}, '@acme/scorers')).toBe('plug-in @acme/scorers is a package');
});
