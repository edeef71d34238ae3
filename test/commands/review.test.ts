import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { reviewForm } from '../../lib/review/words/document';
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
  [['--base', 'nope'], /^error: "nope" is no commit, branch or tag/],
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
