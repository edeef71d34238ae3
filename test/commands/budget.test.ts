import { budgetRows } from '../../lib/commands/report/budget-rows';
import type { BudgetEntry } from '../../lib/synth/budget';
import { environment, project, scorewright, writeFile } from './program';

const bytes = (limit: BudgetEntry['limit'], value: number, max: number): BudgetEntry => ({
  limit,
  name: 'Thing a/b',
  value,
  max,
  unit: 'bytes',
});
const count = (limit: BudgetEntry['limit'], value: number, max: number): BudgetEntry => ({
  ...bytes(limit, value, max),
  unit: 'count',
});

const mebibyte = 1024 * 1024;
const github =
  'GitHub shows no more of one diff: render one environment at a time with --env: docs/scale.md#limits-budget';
const server =
  'raise the message size of the API server and shard the controller, or carry units by replica set: docs/scale.md#limits-budget';

/** Each limit at half of it, above half and above. */
const cases: [half: BudgetEntry, more: BudgetEntry, above: BudgetEntry, rows: string[][]][] = [
  [
    bytes('manifest-work-size', 256_000, 512_000),
    bytes('manifest-work-size', 256_001, 512_000),
    bytes('manifest-work-size', 512_001, 512_000),
    [
      ['Thing a/b', '251 KiB of 500 KiB', '50 %', 'above it synth parts the work, and what moves is made anew: docs/scale.md#limits-budget'],
      ['Thing a/b', '501 KiB of 500 KiB', '100 %, above', 'above it synth parts the work, and what moves is made anew: docs/scale.md#limits-budget'],
    ],
  ],
  [
    bytes('application-size', 0.75 * mebibyte, 1.5 * mebibyte),
    bytes('application-size', 1.2 * mebibyte, 1.5 * mebibyte),
    bytes('application-size', 3 * mebibyte, 1.5 * mebibyte),
    [
      ['Thing a/b', '1.2 MiB of 1.5 MiB', '80 %', 'put fewer objects into one unit, or fewer clusters into one environment: docs/scale.md#limits-budget'],
      ['Thing a/b', '3.0 MiB of 1.5 MiB', '200 %, above', 'put fewer objects into one unit, or fewer clusters into one environment: docs/scale.md#limits-budget'],
    ],
  ],
  [
    count('applications', 1_500, 3_000),
    count('applications', 1_501, 3_000),
    count('applications', 30_001, 3_000),
    [
      ['Thing a/b', '1,501 of 3,000', '50 %', server],
      ['Thing a/b', '30,001 of 3,000', '1000 %, above', server],
    ],
  ],
  [
    bytes('app-project-size', 1, 1.5 * mebibyte),
    bytes('app-project-size', mebibyte, 1.5 * mebibyte),
    bytes('app-project-size', 1.6 * mebibyte, 1.5 * mebibyte),
    [
      ['Thing a/b', '1.0 MiB of 1.5 MiB', '66 %', 'part the environment: docs/scale.md#limits-budget'],
      ['Thing a/b', '1.6 MiB of 1.5 MiB', '106 %, above', 'part the environment: docs/scale.md#limits-budget'],
    ],
  ],
  [
    count('pull-request-files', 150, 300),
    count('pull-request-files', 151, 300),
    count('pull-request-files', 301, 300),
    [
      ['Thing a/b', '151 of 300', '50 %', github],
      ['Thing a/b', '301 of 300', '100 %, above', github],
    ],
  ],
  [
    count('pull-request-lines', 10_000, 20_000),
    count('pull-request-lines', 19_999, 20_000),
    count('pull-request-lines', 640_932, 20_000),
    [
      ['Thing a/b', '19,999 of 20,000', '99 %', github],
      ['Thing a/b', '640,932 of 20,000', '3204 %, above', github],
    ],
  ],
]; // prettier-ignore

test.each(cases)('%j', (half, more, above, rows) => {
  expect(budgetRows([half])).toEqual([]);
  expect(budgetRows([half, more, above])).toEqual(rows);
});

describe('a run', () => {
  const clusters = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `  w${from + index}: { platform: kind }\n`).join('');
  const many = (to: number) => environment().replace('charts:', `${clusters(1, to)}charts:`);

  test('says how much of a limit it uses where that is more than half, and the rest in its JSON', async () => {
    const dir = project({ 'environments/kind.yaml': environment() });
    // The first run also writes the schema for editors, whose lines count.
    await scorewright(dir, 'synth');
    expect((await scorewright(dir, 'synth')).stdout).not.toContain('docs/scale.md');
    writeFile(dir, 'environments/kind.yaml', many(20));
    const { stdout } = await scorewright(dir, 'synth');
    const [, files] = /\nwrote (\d+) files, removed 0, left \d+ as they were\n/.exec(stdout) ?? [];
    expect(Number(files)).toBeGreaterThan(150);
    expect(stdout).toContain(
      `\n  files in the pull request  ${files} of 300  ${Math.floor(Number(files) / 3)} %  ${github}\nnext: `,
    );
    expect(stdout).not.toContain('lines in the pull request');

    const again = JSON.parse((await scorewright(dir, 'synth', '--json')).stdout) as {
      budget: BudgetEntry[];
      environments: { budget: BudgetEntry[] }[];
    };
    expect(again.budget).toEqual([]);
    expect(again.environments[0]?.budget.map(({ limit, name }) => `${limit}: ${name}`)).toEqual([
      'manifest-work-size: ManifestWork worker01/dynamic-scoring-sample-scorer',
      'application-size: Application of hub01/applications',
      'applications: Applications',
      'app-project-size: AppProject argocd/kind-charts',
    ]);
  });

  test('counts the lines of what changes and of what goes', async () => {
    const dir = project({ 'environments/kind.yaml': many(1) });
    const lines = async () =>
      (JSON.parse((await scorewright(dir, 'synth', '--json')).stdout) as { budget: BudgetEntry[] }).budget.map(
        ({ limit, value }) => [limit, value],
      );
    const [first] = [await lines()];
    writeFile(dir, 'environments/kind.yaml', environment());
    const second = await lines();
    writeFile(dir, 'environments/kind.yaml', many(1));
    expect(second[0]?.[1]).toBeGreaterThan(5);
    // Back again is the same change, the other way round.
    expect(await lines()).toEqual(second);
    expect(Number(first[1]?.[1])).toBeGreaterThan(Number(second[1]?.[1]));
  });
});
