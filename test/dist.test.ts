import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isClean, synthesizeAll } from '../lib/synth/run';

const before = process.cwd();
beforeAll(() => {
  process.chdir(join(__dirname, '..'));
});
afterAll(() => {
  process.chdir(before);
});

test('dist/, argocd/ and environments/schema.json are what the environments give, byte for byte: npm run synth refreshes them', () => {
  const outcome = synthesizeAll({ environments: 'environments', check: true });
  const errors = outcome.environments
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === 'error');
  expect(errors).toEqual([]);
  expect(outcome.changes).toEqual({ missing: [], stale: [], foreign: [] });
  expect(isClean(outcome)).toBe(true);
});

test('another port in the shipped kind environment touches at most six files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scorewright-'));
  try {
    cpSync('environments', folder, { recursive: true });
    const file = join(folder, 'kind.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('nodePort: 30007', 'nodePort: 30017'));
    const { changes } = synthesizeAll({ environments: folder, check: true, only: ['kind'] });
    // The environment file itself is the sixth.
    expect(changes).toEqual({
      missing: [],
      stale: [
        'dist/kind/files/scoring/catalogue.yaml',
        'dist/kind/hub01/dynamic-scoring/DynamicScorer.open-cluster-management.sample-scorer.yaml',
        'dist/kind/hub01/smoke/ConfigMap.dynamic-scoring.dynamic-scoring-scorers.yaml',
        'dist/kind/hub01/smoke/Job.dynamic-scoring.dynamic-scoring-scorers.yaml',
        'dist/kind/worker01/dynamic-scoring/ManifestWork.worker01.dynamic-scoring-sample-scorer.yaml',
      ],
      foreign: [],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
