import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts6 from 'typescript';
import ts5 from 'typescript-5';
import { consumer, settings, typeErrors } from '../consumer-types';
import { installPacked } from '../packed';

let folder: string;

beforeAll(() => {
  ({ folder } = installPacked());
  writeFileSync(join(folder, 'types.ts'), consumer);
}, 180_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const cases = Object.entries(settings).flatMap(([name, of]) =>
  [ts5 as unknown as typeof ts6, ts6].map((ts) => ({ name, of, ts, version: ts.version })),
);

test.each(cases)(
  'the types of the package have no error under the settings of $name and TypeScript $version',
  ({ of, ts }) => {
    expect(typeErrors(ts, folder, 'types.ts', of)).toEqual([]);
  },
  120_000,
);

test('a wrong use is an error', () => {
  writeFileSync(join(folder, 'wrong.ts'), `import { Claim } from 'scorewright/constructs'; new Claim();`);
  expect(typeErrors(ts6, folder, 'wrong.ts', settings.bundler)).toEqual([
    expect.stringContaining('Expected 3 arguments, but got 0.'),
  ]);
}, 120_000);
