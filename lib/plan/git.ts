import { spawnSync } from 'node:child_process';
import { Unreadable } from './unreadable';

/** More than any tree lists and any batch of blobs holds. */
const mostBytes = 2 ** 30;

/** What of a Git repository a plan reads: commits, trees and blobs, never the index and never a remote. */
export class Repository {
  private constructor(
    private readonly folder: string,
    private readonly shallow: boolean,
  ) {}

  /** @throws Unreadable where the folder is in no Git checkout */
  static at(folder: string): Repository {
    const { status, out, error } = git(folder, ['rev-parse', '--is-shallow-repository']);
    if (error?.code === 'ENOENT')
      throw new Unreadable(
        'git is not installed; a plan compares two commits, so install git and run it in the checkout',
      );
    if (status !== 0)
      throw new Unreadable(
        `no Git: ${folder} is in no Git checkout, and a plan compares two commits; run it in a clone`,
      );
    return new Repository(folder, out.toString().trim() === 'true');
  }

  /** The full hash of a commit. */
  commit(ref: string): string {
    const found = ref === '' ? undefined : this.resolved(ref);
    if (found !== undefined) return found;
    const [quoted, remedy] = [JSON.stringify(ref), 'git fetch --unshallow, or fetch-depth: 0 in actions/checkout'];
    throw new Unreadable(
      this.shallow
        ? `the clone is shallow and does not hold ${quoted}: fetch the history (${remedy})`
        : `${quoted} is not a commit, branch or tag of this repository; git fetch it, or name another`,
    );
  }

  /** Whether there is such a commit. */
  has(ref: string): boolean {
    return this.resolved(ref) !== undefined;
  }

  /** The commit from which two parted. */
  mergeBase(one: string, other: string): string {
    const { status, out } = git(this.folder, ['merge-base', one, other]);
    if (status === 0) return out.toString().trim();
    throw new Unreadable(
      this.shallow
        ? 'the clone is shallow, so that it does not hold the commit from which the branches parted: git fetch --unshallow, or fetch-depth: 0 in actions/checkout'
        : `${one} and ${other} have no commit in common; name the base with --base`,
    );
  }

  /** The blobs below some paths of a commit, by their paths from the folder. */
  files(commit: string, paths: readonly string[]): Map<string, string> {
    const { status, out } = git(this.folder, ['ls-tree', '-r', '-z', commit, '--', ...paths]);
    if (status !== 0) throw new Unreadable(`the tree of ${commit} cannot be read; is the clone complete?`);
    const files = new Map<string, string>();
    for (const line of out.toString('utf8').split('\0')) {
      const match = /^\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line);
      if (match?.[1] !== undefined && match[2] !== undefined) files.set(match[2], match[1]);
    }
    return files;
  }

  /** The paths of a commit's files that end in `end` at a folder, from the root of the repository. */
  endingIn(commit: string, end: string): string[] {
    const { status, out } = git(this.folder, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]);
    if (status !== 0) throw new Unreadable(`the tree of ${commit} cannot be read; is the clone complete?`);
    const paths = out.toString('utf8').split('\0');
    return paths.filter((path) => path === end || path.endsWith(`/${end}`));
  }

  /** The contents of blobs, in their order. */
  blobs(ids: readonly string[]): string[] {
    if (ids.length === 0) return [];
    const { status, out } = git(this.folder, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
    if (status !== 0) throw new Unreadable('the blobs of the commit cannot be read; is the clone complete?');
    const texts: string[] = [];
    let at = 0;
    for (const id of ids) {
      const end = out.indexOf(10, at);
      const [, type, size] = out.toString('latin1', at, end).split(' ');
      if (type !== 'blob')
        throw new Unreadable(`the clone does not hold the blob ${id}: fetch it without a filter (git fetch --refetch)`);
      const start = end + 1;
      at = start + Number(size);
      texts.push(out.toString('utf8', start, at));
      at += 1;
    }
    return texts;
  }

  private resolved(ref: string): string | undefined {
    const { status, out } = git(this.folder, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${ref}^{commit}`,
    ]);
    return status === 0 ? out.toString().trim() : undefined;
  }
}

interface Answer {
  readonly status: number | null;
  readonly out: Buffer;
  readonly error: NodeJS.ErrnoException | undefined;
}

function git(folder: string, args: readonly string[], input?: string): Answer {
  const { status, stdout, error } = spawnSync('git', ['-C', folder, ...args], {
    ...(input !== undefined && { input }),
    maxBuffer: mostBytes,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
    // Nothing that a person has set up may change what is read, and reading must not write.
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' },
  });
  return { status, out: error === undefined ? stdout : Buffer.alloc(0), error };
}
