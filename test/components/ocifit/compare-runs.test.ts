import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, scratch, scriptPath } from './running';

const place = scratch();
afterAll(place.remove);

function put(folder: string, model: string, index: number, foms: readonly number[], node = 'c7a.12xlarge'): void {
  const path = join(place.folder, folder, model, String(index));
  mkdirSync(path, { recursive: true });
  const lines = foms.map((fom) => `Final Summary::HPCG result is VALID with a GFLOP/s rating of=${fom}`);
  writeFileSync(join(path, 'hpcg.out'), `noise\n${lines.join('\nGFLOP/s Summary::Raw Total=99\n')}\n`);
  writeFileSync(
    join(path, 'pod.json'),
    JSON.stringify({ spec: { nodeSelector: { 'node.kubernetes.io/instance-type': node } } }),
  );
}

async function compare(folder: string): Promise<{ runs: string[]; comparison: Record<string, string[]> }> {
  const path = join(place.folder, folder);
  const { code, output } = await run(process.execPath, [scriptPath('experiments/compare-runs.mjs'), path, 'random']);
  expect({ code, output }).toMatchObject({ code: 0 });
  const lines = (file: string) => readFileSync(join(path, file), 'utf8').trimEnd().split('\n');
  const rows = lines('comparison.csv').map((line) => line.split(','));
  return { runs: lines('runs.csv'), comparison: Object.fromEntries(rows.map(([model, ...rest]) => [model!, rest])) };
}

/** The exact two-sided p: how many of all ways to divide the pooled values lie as far from the middle or farther. */
function exactP(a: readonly number[], b: readonly number[]): number {
  const all = [...a, ...b];
  const u = (first: readonly number[], second: readonly number[]) =>
    first.reduce((sum, x) => sum + second.reduce((inner, y) => inner + (x > y ? 1 : x === y ? 0.5 : 0), 0), 0);
  const middle = (a.length * b.length) / 2;
  const seen = Math.abs(u(a, b) - middle);
  let extreme = 0;
  let total = 0;
  for (let mask = 0; mask < 1 << all.length; mask++) {
    const chosen = all.filter((_, bit) => (mask >> bit) & 1);
    if (chosen.length !== a.length) continue;
    total++;
    if (
      Math.abs(
        u(
          chosen,
          all.filter((_, bit) => !((mask >> bit) & 1)),
        ) - middle,
      ) >= seen
    )
      extreme++;
  }
  return extreme / total;
}

test('one row for each run, by model and by number, with the mean of its inner runs', async () => {
  put('rows', 'random', 10, [2], 't3.2xlarge');
  put('rows', 'random', 2, [4, 6]);
  put('rows', 'fom', 1, [10, 20, 30]);
  put('rows', 'fom', 2, []);
  const { runs } = await compare('rows');
  expect(runs).toEqual([
    'model,index,node,runs,fom',
    'fom,1,c7a.12xlarge,3,20',
    'random,2,c7a.12xlarge,2,5',
    'random,10,t3.2xlarge,1,2',
  ]);
});

test('means and differences from the random choice', async () => {
  [1, 2, 3].forEach((fom, index) => {
    put('means', 'random', index, [fom]);
  });
  [4, 8].forEach((fom, index) => {
    put('means', 'fom', index, [fom]);
  });
  const { comparison } = await compare('means');
  expect(comparison.model).toEqual(['runs', 'mean_fom', 'minus_random', 'over_random', 'mann_whitney_p']);
  expect(comparison.fom!.slice(0, 4)).toEqual(['2', '6', '4', '3']);
  expect(comparison.random).toEqual(['3', '2', '', '', '']);
});

test.each([
  [
    [1.1, 2.2, 3.3, 4.4, 5.5, 6.6, 7.7, 8.8],
    [1.5, 2.5, 3.5, 4.5, 5.6, 6.7, 7.8, 9.9],
  ],
  [
    [1, 2, 3, 4, 5, 6, 7],
    [5.5, 6.5, 7.5, 8.5, 9.5, 10.5, 11.5],
  ],
  [
    [9, 9, 8, 7, 6, 9, 5],
    [1, 2, 2, 3, 4, 5, 6],
  ],
])('p is near the exact one for %j and %j', async (fom, random) => {
  const folder = `p-${fom.join('-')}`;
  fom.forEach((value, index) => {
    put(folder, 'fom', index, [value]);
  });
  random.forEach((value, index) => {
    put(folder, 'random', index, [value]);
  });
  const { comparison } = await compare(folder);
  expect(Math.abs(Number(comparison.fom!.at(-1)) - exactP(fom, random))).toBeLessThan(0.02);
});

test('thirty runs that are all better differ beyond doubt; equal ones do not at all', async () => {
  for (let index = 1; index <= 30; index++) {
    put('thirty', 'random', index, [index]);
    put('thirty', 'fom', index, [100 + index]);
    put('equal', 'random', index, [7]);
    put('equal', 'fom', index, [7]);
  }
  // U = 900, its mean 450, its deviation sqrt(4575): z = 6.6456, twice the upper tail.
  expect(Number((await compare('thirty')).comparison.fom!.at(-1))).toBeCloseTo(3.02e-11, 12);
  expect((await compare('equal')).comparison.fom!.at(-1)).toBe('1');
});

test('without any random run there is nothing to compare with', async () => {
  put('alone', 'fom', 1, [3]);
  expect((await compare('alone')).comparison.fom).toEqual(['1', '3', '', '', '']);
});
