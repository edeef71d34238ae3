import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFolder } from '../lib/commands/check/check-folder';
import { unfenced, block } from '../lib/commands/docs/blocks';

const root = join(__dirname, '..');
let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'scorewright-examples-'));
  process.env.CDK8S_OUTDIR = out;
});

afterEach(() => {
  delete process.env.CDK8S_OUTDIR;
  rmSync(out, { recursive: true, force: true });
});

test.each([
  ['main', ['models.k8s.yaml', 'scoring.k8s.yaml']],
  ['hub', ['hub.k8s.yaml']],
])('the example %s.ts renders what the validation has nothing against', (name, files) => {
  jest.requireActual(`../examples/cdk8s-app/${name}`);
  expect(readdirSync(out).sort()).toEqual(files);
  const { findings } = checkFolder({ folder: out, files, cluster: 'cluster', namespace: 'default', off: [] });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('the example is of some thirty lines, and the page of the package shows it', () => {
  const text = readFileSync(join(root, 'examples/cdk8s-app/main.ts'), 'utf8');
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(32);
  expect(unfenced(block(readFileSync(join(root, 'docs/package.md'), 'utf8'), 'app'))).toBe(text);
});
