import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder, tree } from '../commands/program';

const root = path.join(__dirname, '../..');

test('npx cdk8s synth renders the trees of dist/ and argocd/ into its scratch folder, and leaves dist/ alone', () => {
  const before = tree(path.join(root, 'dist'), true);
  const out = temporaryFolder();
  const { status } = spawnSync('npx', ['cdk8s', 'synth', '--output', out], { cwd: root, encoding: 'utf8' });
  expect(status).toBe(0);
  const { argocd, ...environments } = Object.fromEntries(
    fs.readdirSync(out).map((folder) => [folder, tree(path.join(out, folder))]),
  );
  expect(argocd).toEqual(tree(path.join(root, 'argocd')));
  expect(Object.keys(environments)).toEqual(fs.readdirSync(path.join(root, 'dist')));
  for (const [name, files] of Object.entries(environments)) {
    expect(files).toEqual(tree(path.join(root, 'dist', name)));
  }
  expect(tree(path.join(root, 'dist'), true)).toEqual(before);
}, 60_000);
