import fs from 'node:fs';
import path from 'node:path';
import { compare } from '../model/finding';
import { changedLines } from './changed-lines';
import { Lock } from './lock';
import { outputIsForeign } from './output-foreign';
import { unless, writing } from './output-unwritable';
import { OutputDigest } from './output-digest';
import { isMarker, isOurs, marker } from './owned-trees';
import { assertPossible, putIn } from './put-in';
import { Stopped } from './stopped';
import { runIsInProgress } from './run-in-progress';
import { readStanding, type Standing } from './standing';
import { isDraft, isPlain, parentOf, type Tree } from './tree';
import { dropStaged, workFolder, type WorkFolder } from './work-folder';
import { WriteOnce } from './write-once';

/** What a publication owns, and whether it may write. */
export interface PublicationOptions {
  /** The folder that paths start from and that `.scorewright/` stands in for as long as the run; see `commonFolder`. */
  readonly dir: string;
  /** All that is published; none within another. A folder into which nothing is put is removed whole. */
  readonly trees: readonly Tree[];
  /**
   * For `--check`: compares and writes nothing at all.
   * @default false
   */
  readonly readOnly?: boolean;
}

/** How the output on disk differs from what was put; each list sorted. */
export interface Changes {
  readonly missing: readonly string[];
  readonly stale: readonly string[];
  /** Files that stand in an owned place and were not put. */
  readonly foreign: readonly string[];
}

/** Numbers of files. */
export interface Published {
  readonly written: number;
  readonly removed: number;
  readonly unchanged: number;
}

/**
 * The output of one run. Files come one at a time and are compared with the files on disk; those that differ are
 * staged beside them, and `commit` puts them in all together, by renames. A run that is killed before `commit` leaves
 * the output as it was; one that is killed inside leaves old files beside new ones, which every later run names or
 * mends, since it compares all of them. Whoever opens a publication ends it with `commit` or `discard`.
 */
export class Publication {
  private readonly paths = new WriteOnce();
  private readonly digest = new OutputDigest();
  private readonly folders: ReadonlySet<string>;
  private readonly files: ReadonlySet<string>;
  private readonly marked = new Set<string>();
  private readonly stagedFolders = new Set<string>();
  private readonly missing: string[] = [];
  private readonly stale: string[] = [];
  private unchanged = 0;
  /** Added and removed by what was put. */
  private lines = 0;
  private halfWritten = false;

  private constructor(
    private readonly dir: string,
    private readonly work: WorkFolder,
    /** The files on disk that were not put yet. */
    private readonly standing: Standing,
    trees: readonly Tree[],
    private lock: Lock | undefined,
  ) {
    this.folders = new Set(trees.filter(({ type }) => type === 'folder').map((tree) => tree.path));
    this.files = new Set(trees.filter(({ type }) => type === 'file').map((tree) => tree.path));
  }

  /** @throws Stopped `output-foreign`, `output-unwritable`, `run-in-progress` */
  static open({ dir, trees, readOnly = false }: PublicationOptions): Publication {
    assertApart(trees);
    const work = workFolder(dir);
    if (readOnly) return new Publication(dir, work, readTrees(dir, trees), trees, undefined);
    const lock = Lock.acquire(work);
    try {
      writing(work.staged, () => {
        dropStaged(work);
      });
      const standing = readTrees(dir, trees);
      assertOurs(dir, trees, standing);
      return new Publication(dir, work, standing, trees, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /**
   * @param file from the publication's folder, with `/`, inside one of its trees
   * @throws PathCollision for a second put of one path, whatever its case
   * @throws Stopped `output-unwritable`
   */
  put(file: string, text: string): void {
    const tree = this.treeOf(file);
    if (tree === undefined || !isPlain(file)) throw new Error(`${file} lies in no tree of this publication`);
    this.paths.add(file);
    if (file === `${tree}/${marker}` && isMarker(text)) this.marked.add(tree);
    const bytes = Buffer.from(text);
    this.digest.add(file, bytes);
    const before = this.standing.files.delete(file) ? this.read(file) : undefined;
    if (before?.equals(bytes)) {
      this.unchanged += 1;
      return;
    }
    const link = this.standing.others.delete(file);
    (before !== undefined || link ? this.stale : this.missing).push(file);
    if (this.lock === undefined) return;
    this.lines += changedLines(before ?? nothing, bytes);
    this.stage(file, bytes);
  }

  /** The text that is on disk, whatever was put; undefined where there is no such file. */
  before(file: string): string | undefined {
    return this.read(file)?.toString('utf8');
  }

  /** The digest of everything that was put; final once all is. */
  digestOfAll(): string {
    return this.digest.value();
  }

  /** May be asked at any time; final once everything is put. */
  changes(): Changes {
    const foreign = [...this.standing.files, ...this.standing.others];
    return {
      missing: this.missing.toSorted(compare),
      stale: this.stale.toSorted(compare),
      foreign: foreign.sort(compare),
    };
  }

  /** The lines that `commit` will add and remove, at most, in all files; once everything is put. */
  changedLines(): number {
    const removed = [...this.standing.files].map((file) => changedLines(this.read(file) ?? nothing, nothing));
    return removed.reduce((sum, lines) => sum + lines, this.lines);
  }

  /**
   * Makes the output what was put. Without a difference nothing is touched.
   * @throws Stopped `output-unwritable`, `run-in-progress`; then the output is as it was, unless `isHalfWritten`
   */
  commit(): Published {
    const lock = this.lock;
    if (lock === undefined) throw new Error('This publication is read-only or has ended');
    this.assertMarked();
    const { missing, stale, foreign } = this.changes();
    const empty = [...this.standing.folders].filter((folder) => !this.paths.hasFolder(folder));
    const difference = { puts: [...missing, ...stale], removes: foreign, empty };
    assertPossible(this.dir, difference);
    if (!lock.isHeld()) throw runIsInProgress(this.work.lock, undefined);
    this.halfWritten = true;
    putIn(this.dir, this.work.staged, difference, (file) => this.isMarkerOfTree(file));
    this.halfWritten = false;
    this.discard();
    return { written: difference.puts.length, removed: foreign.length, unchanged: this.unchanged };
  }

  /** True after a `commit` that the file system refused half-way: the next run completes it. */
  isHalfWritten(): boolean {
    return this.halfWritten;
  }

  /** Ends the publication: drops what is staged and gives the lock back. Does nothing after `commit`. */
  discard(): void {
    const { lock } = this;
    if (lock === undefined) return;
    this.lock = undefined;
    // Without the lock, what is staged may be another run's.
    if (lock.isHeld()) dropStaged(this.work);
    lock.release();
  }

  private treeOf(file: string): string | undefined {
    if (this.files.has(file)) return file;
    for (let folder = parentOf(file); folder !== ''; folder = parentOf(folder)) {
      if (this.folders.has(folder)) return folder;
    }
    return undefined;
  }

  private isMarkerOfTree(file: string): boolean {
    return file.endsWith(`/${marker}`) && this.folders.has(file.slice(0, -marker.length - 1));
  }

  /** Undefined for a file that went away since the publication was opened. */
  private read(file: string): Buffer | undefined {
    const absolute = path.join(this.dir, file);
    return writing(absolute, () => unless(['ENOENT'], () => fs.readFileSync(absolute)));
  }

  private stage(file: string, bytes: Buffer): void {
    writing(path.join(this.dir, file), () => {
      const folder = parentOf(file);
      if (!this.stagedFolders.has(folder)) {
        fs.mkdirSync(path.join(this.work.staged, folder), { recursive: true });
        this.stagedFolders.add(folder);
      }
      fs.writeFileSync(path.join(this.work.staged, file), bytes);
    });
  }

  // A folder without its marker could never be opened again.
  private assertMarked(): void {
    for (const folder of this.folders) {
      if (this.paths.hasFolder(folder) && !this.marked.has(folder)) {
        throw new Error(`${folder} was given files, but no ${marker} with the generated header`);
      }
    }
  }
}

const nothing = Buffer.alloc(0);

function assertApart(trees: readonly Tree[]): void {
  const paths = trees.map((tree) => tree.path);
  const bad = trees.find(
    (tree, index) =>
      !isPlain(tree.path) ||
      paths.some((other, at) => at !== index && (tree.path === other || tree.path.startsWith(`${other}/`))),
  );
  if (bad !== undefined)
    throw new Error(`${bad.path} is not a path inside the publication's folder, or lies in another tree`);
}

function readTrees(dir: string, trees: readonly Tree[]): Standing {
  const standing: Standing = { files: new Set(), others: new Set(), folders: new Set() };
  for (const tree of trees) readStanding(dir, tree, standing);
  return standing;
}

function assertOurs(dir: string, trees: readonly Tree[], standing: Standing): void {
  const all = [...standing.files, ...standing.others].sort(compare);
  const findings = trees.flatMap((tree) => {
    if (tree.type === 'file' || isOurs(path.join(dir, tree.path))) return [];
    const first = all.find((file) => file.startsWith(`${tree.path}/`) && !isDraft(file));
    return first === undefined ? [] : [outputIsForeign(path.join(dir, tree.path), first.slice(tree.path.length + 1))];
  });
  if (findings.length > 0) throw new Stopped(findings);
}
