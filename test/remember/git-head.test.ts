import { join } from 'node:path';
import { gitHead } from '../../lib/remember/git-head';
import { temporaryFolder, writeFile } from '../commands/program';

const commit = 'a'.repeat(40);

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  ['no checkout', {}, 'none'],
  ['a branch', { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${commit}\n` }, commit],
  [
    'a packed branch',
    { '.git/HEAD': 'ref: refs/heads/main\n', '.git/packed-refs': `# pack\n${commit} refs/heads/main\n` },
    commit,
  ],
  ['a commit', { '.git/HEAD': `${commit}\n` }, commit],
  ['a branch without a commit', { '.git/HEAD': 'ref: refs/heads/main\n' }, 'none'],
  ['references in tables', { '.git/HEAD': 'ref: refs/heads/.invalid\n' }, undefined],
  [
    'a worktree',
    {
      '.git': 'gitdir: main/.git/worktrees/one\n',
      'main/.git/worktrees/one/HEAD': 'ref: refs/heads/one\n',
      'main/.git/worktrees/one/commondir': '../..\n',
      'main/.git/refs/heads/one': `${commit}\n`,
    },
    commit,
  ],
])('reads the commit of %s', (_, files, head) => {
  const folder = temporaryFolder();
  for (const [file, text] of Object.entries(files)) writeFile(folder, file, text);
  writeFile(folder, 'environments/kind.yaml', '');
  expect(gitHead(join(folder, 'environments'))).toBe(head);
});
