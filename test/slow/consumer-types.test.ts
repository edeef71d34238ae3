import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts6 from 'typescript';
import ts5 from 'typescript-5';
import { consumer, settings, typeErrors } from '../consumer-types';
import { installPacked } from '../packed';

let folder: string;

const examples = ['main.ts', 'hub.ts'];
/** The entries that are no modules, which the older settings cannot import. */
const documents = `
import schema from 'scorewright/schema.json' with { type: 'json' };
import manifest from 'scorewright/package.json' with { type: 'json' };
export const called: readonly string[] = [schema.title, manifest.version];
`;

beforeAll(() => {
  ({ folder } = installPacked());
  for (const name of ['types.ts', 'types.cts']) writeFileSync(join(folder, name), consumer);
  writeFileSync(join(folder, 'types.mts'), consumer + documents);
  for (const name of examples) copyFileSync(join(__dirname, '../../examples/cdk8s-app', name), join(folder, name));
}, 180_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const everywhere = Object.entries(settings).map(([name, of]) => ({ name, of, files: ['types.ts', ...examples] }));
const strictest = { module: 'nodenext', target: 'es2023', verbatimModuleSyntax: true, erasableSyntaxOnly: true };
const cases = [
  ...everywhere,
  { name: 'an ES module with verbatimModuleSyntax', of: strictest, files: ['types.mts'] },
  { name: 'a CommonJS module', of: settings.nodenext, files: ['types.cts'] },
].flatMap((each) => [ts5 as unknown as typeof ts6, ts6].map((ts) => ({ ...each, ts, version: ts.version })));

test.each(cases)(
  'the types of the package and the examples have no error under the settings of $name and TypeScript $version',
  ({ of, ts, files }) => {
    expect(typeErrors(ts, folder, files, of)).toEqual([]);
  },
  120_000,
);

test('a wrong use is an error', () => {
  writeFileSync(join(folder, 'wrong.ts'), `import { Claim } from 'scorewright/constructs'; new Claim();`);
  expect(typeErrors(ts6, folder, ['wrong.ts'], settings.bundler)).toEqual([
    expect.stringContaining('Expected 3 arguments, but got 0.'),
  ]);
}, 120_000);
