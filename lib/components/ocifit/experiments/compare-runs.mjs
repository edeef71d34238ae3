// Gathers the figure of merit of every run and compares each model with the random choice: `node compare-runs.mjs FOLDER
// BASELINE`, where FOLDER/MODEL/INDEX/hpcg.out is what a run printed. It runs inside the cluster with Node alone. HPCG's
// figure of merit is its GFLOP/s rating; the runs inside one MiniCluster share a node, so their mean is one observation.
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

const rating = /HPCG result is VALID with a GFLOP\/s rating of\s*=\s*([\d.eE+-]+)/g;

async function main(folder, baseline) {
  const runs = await runsIn(folder);
  const header = ['model', 'index', 'node', 'runs', 'fom'];
  await write(
    join(folder, 'runs.csv'),
    csv(
      header,
      runs.map(({ model, index, node, foms, fom }) => [model, index, node, foms.length, fom]),
    ),
  );
  const models = [...new Set(runs.map(({ model }) => model))];
  const fomsOf = (wanted) => runs.filter(({ model }) => model === wanted).map(({ fom }) => fom);
  const random = fomsOf(baseline);
  const rows = models.map((model) => {
    const foms = fomsOf(model);
    const compared = model !== baseline && random.length > 0;
    return [
      model,
      foms.length,
      mean(foms),
      compared ? mean(foms) - mean(random) : '',
      compared ? mean(foms) / mean(random) : '',
      compared ? mannWhitney(foms, random) : '',
    ];
  });
  const text = csv(['model', 'runs', 'mean_fom', `minus_${baseline}`, `over_${baseline}`, 'mann_whitney_p'], rows);
  await write(join(folder, 'comparison.csv'), text);
  process.stdout.write(text);
}

/** Sorted by model, then by index; a run without a valid result is left out. */
async function runsIn(folder) {
  const runs = [];
  for (const model of await foldersIn(folder))
    for (const index of (await foldersIn(join(folder, model))).map(Number).sort((a, b) => a - b)) {
      const run = join(folder, model, String(index));
      const output = await readFile(join(run, 'hpcg.out'), 'utf8').catch(() => '');
      const foms = [...output.matchAll(rating)].map(([, value]) => Number(value)).filter(Number.isFinite);
      if (foms.length > 0) runs.push({ model, index, node: await nodeOf(run), foms, fom: mean(foms) });
    }
  return runs;
}

async function foldersIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'lost+found')
    .map(({ name }) => name)
    .sort();
}

/** What the webhook selected: an instance type, or a host name. */
async function nodeOf(run) {
  const pod = JSON.parse(await readFile(join(run, 'pod.json'), 'utf8').catch(() => '{}'));
  return Object.values(pod.spec?.nodeSelector ?? {})[0] ?? '';
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The two-sided p of the Mann-Whitney U test, by its normal approximation with corrections for ties and continuity. */
function mannWhitney(a, b) {
  const all = [...a.map((value) => ({ value, first: true })), ...b.map((value) => ({ value, first: false }))];
  all.sort((x, y) => x.value - y.value);
  let rankSum = 0;
  let ties = 0;
  for (let start = 0; start < all.length;) {
    let end = start;
    while (end < all.length && all[end].value === all[start].value) end += 1;
    const size = end - start;
    const rank = (start + 1 + end) / 2;
    rankSum += rank * all.slice(start, end).filter(({ first }) => first).length;
    ties += size ** 3 - size;
    start = end;
  }
  const n = all.length;
  const u = rankSum - (a.length * (a.length + 1)) / 2;
  const expected = (a.length * b.length) / 2;
  const variance = ((a.length * b.length) / 12) * (n + 1 - ties / (n * (n - 1)));
  if (!(variance > 0)) return 1;
  const z = Math.max(0, Math.abs(u - expected) - 0.5) / Math.sqrt(variance);
  return Math.min(1, 2 * upperTail(z));
}

/** Of the standard normal distribution: erfc by its continued fraction for large z, else by the series of erf. */
function upperTail(z) {
  const x = z / Math.SQRT2;
  if (x < 2.5) {
    let term = x;
    let sum = x;
    for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k += 1) {
      term *= (-x * x) / k;
      sum += term / (2 * k + 1);
    }
    return 0.5 * (1 - (2 / Math.sqrt(Math.PI)) * sum);
  }
  let fraction = x;
  for (let k = 60; k > 0; k -= 1) fraction = x + k / 2 / fraction;
  return (0.5 * Math.exp(-x * x)) / (Math.sqrt(Math.PI) * fraction);
}

function csv(header, rows) {
  const cell = (value) =>
    typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(6) : String(value);
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

async function write(path, text) {
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

await main(process.argv[2], process.argv[3]);
