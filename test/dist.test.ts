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
