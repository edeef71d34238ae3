import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { reviewOf } from '../../lib/review/review';
import { itemsOf } from '../../lib/review/words/items';
import { reviewForm } from '../../lib/review/words/document';
import { exampleTree } from '../plan/example-tree';
import { environment, project, scorewright, temporaryFolder, writeFile } from './program';

function git(dir: string, ...args: string[]): void {
  execFileSync('git', ['-C', dir, '-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args]);
}

/** A checkout whose main is rendered, and in whose working tree one port is another. */
async function changed(): Promise<string> {
  const dir = project({ 'environments/kind.yaml': environment() });
  await scorewright(dir, 'synth');
  git(dir, 'init', '-q', '-b', 'main');
  git(dir, 'add', '-A');
  git(dir, 'commit', '-q', '-m', 'base');
  writeFile(dir, 'environments/kind.yaml', environment().replace('nodePort: 30007', 'nodePort: 30008'));
  return dir;
}

test('the comment, the machine forms and the annotations of one change', async () => {
  const dir = await changed();
  const stale = await scorewright(dir, 'review', '--base', 'main', '--annotations', 'github');
  expect(stale.status).toBe(1);
  expect(stale.stdout).toContain('title=not-current::');
  await scorewright(dir, 'synth');
  const files = ['--markdown', 'c.md', '--json', 'c.json', '--sarif', 'c.sarif'];
  const { status, stdout, stderr } = await scorewright(dir, 'review', '--base', 'main', ...files);
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  const read = (file: string) => fs.readFileSync(path.join(dir, file), 'utf8');
  expect(read('c.md')).toContain('`/spec/ports/8000/nodePort`: `30007` → `30008`');
  const document = reviewForm.parse(JSON.parse(read('c.json')));
  expect(document.environments[0]?.entries.map(({ objects, line }) => [objects[0], line])).toContainEqual([
    'Service dynamic-scoring/sample-scorer-nodeport',
    'environments/kind.yaml:12:49',
  ]);
  expect(document.environments[0]?.run?.needs).not.toEqual([]);
  expect(JSON.parse(read('c.sarif'))).toMatchObject({ version: '2.1.0' });
});

test('without an option the comment is printed; a commit as the head is judged by its tree alone', async () => {
  const dir = await changed();
  const { status, stdout } = await scorewright(dir, 'review', '--base', 'main', '--head', 'main');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^<!-- scorewright:review -->\n## Scorewright review: no change\n/);
});

test.each([
  [['--annotations', 'jenkins'], /^error: option '--annotations <forge>' argument 'jenkins' is invalid/],
  [['--base', 'nope'], /^error: "nope" is not a commit, branch or tag/],
  [['--base', 'main', '--markdown', 'gone/c.md'], /^error: --markdown: gone\/c.md cannot be written \(ENOENT\)\n$/],
])('%j is wrong usage', async (args, message) => {
  const { status, stdout, stderr } = await scorewright(await changed(), 'review', ...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(message);
});

test('outside of Git there is nothing to compare with', async () => {
  const dir = temporaryFolder();
  writeFile(dir, 'environments/kind.yaml', environment());
  const { status, stderr } = await scorewright(dir, 'review');
  expect(status).toBe(2);
  expect(stderr).toMatch(/^error: no Git: /);
});

test('wrong usage is a document where a document is asked for, on standard output or in its file', async () => {
  const dir = await changed();
  const printed = await scorewright(dir, 'review', '--base', 'nope', '--json', '-');
  await scorewright(dir, 'review', '--json=c.json', '--bse', 'main');
  const written = fs.readFileSync(path.join(dir, 'c.json'), 'utf8');
  const [one, other] = [printed.stdout, written].map((text) => reviewForm.parse(JSON.parse(text)));
  expect(one).toMatchObject({ error: expect.stringMatching(/^"nope" is not a commit/) as string, environments: [] });
  expect(other?.error).toMatch(/^unknown option '--bse'/);
});

test('a review knows what the plan knows of clusters that go to another environment', () => {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'demo' } };
  const [both, one] = [{ 'worker01/demo': [account], 'worker02/demo': [account] }, { 'worker01/demo': [account] }];
  const shopped = (text: string) => text.replaceAll('example', 'shop').replaceAll('worker01', 'worker11');
  const written = (dir: string, example: typeof one, shop: typeof one) => {
    fs.rmSync(path.join(dir, 'dist'), { recursive: true, force: true });
    for (const [file, text] of exampleTree(example)) writeFile(dir, file, text);
    for (const [file, text] of exampleTree(shop)) writeFile(dir, shopped(file), shopped(text));
  };
  const dir = temporaryFolder();
  written(dir, both, one);
  git(dir, 'init', '-q', '-b', 'main');
  git(dir, 'add', '-A');
  git(dir, 'commit', '-q', '-m', 'base');
  written(dir, one, both);
  const request = { folder: dir, environments: 'environments', base: 'main' };
  const { environments } = reviewOf(request, { runs: new Map(), notCurrent: [] });
  expect(environments.flatMap(itemsOf).flatMap(({ whys }) => whys)).toContain(
    'worker02 leaves environment example and joins shop: if both are the same cluster, example deletes the objects that both have while shop applies them',
  );
});
