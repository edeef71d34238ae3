import { committedLock, committedModules, differingPaths, readImports, writeImports } from './committed';
import { fetchFromFolder, fetchFromUrls } from './fetch';
import { generate } from './generate';
import { lockDifferences, lockOf } from './lock';
import { pinnedFiles, sources, type Source } from './sources';

/** Where an import reads and writes. */
export interface ImportOptions {
  /** The folder to write: this package's `imports/`. */
  readonly out: string;
  /** Reads this folder in place of the pinned URLs. */
  readonly from?: string;
  /** Takes schemas that differ from the lock, and writes the lock anew. */
  readonly update?: boolean;
  readonly sources?: readonly Source[];
  readonly baseURL?: string;
}

/** What came of an import. */
export interface ImportResult {
  /** Paths under `out` that were written or removed. */
  readonly changed: readonly string[];
  /** Sums of upstream's files for which sources.json has none, by URL. */
  readonly unlisted: ReadonlyMap<string, string>;
  /** What was changed of upstream's CRDs because an API server would refuse it, a line each. */
  readonly mended: readonly string[];
}

/** Differences that make an import or a check fail, one line each. */
export class ImportMismatch extends Error {
  constructor(
    summary: string,
    readonly lines: readonly string[],
  ) {
    super([summary, ...lines].join('\n  '));
    this.name = 'ImportMismatch';
  }
}

/** Fetches, verifies both sums of the lock, cuts and generates. */
export async function importSchemas(options: ImportOptions): Promise<ImportResult> {
  const { out, from, update = false, sources: list = sources, baseURL } = options;
  const files = pinnedFiles(list);
  const { modules, unlisted, mended } = await (from === undefined
    ? fetchFromUrls(pinnedFiles(list, baseURL))
    : fetchFromFolder(from, files));
  const lock = committedLock(await readImports(out));
  const differences = lock && !update ? lockDifferences(lock, lockOf(modules, files)) : [];
  if (differences.length > 0)
    throw new ImportMismatch('the schemas are not those of the lock; --update takes them', differences);
  return { changed: await writeImports(out, generate(modules, list, files)), unlisted, mended };
}

/** Proves, without network, that the folder is what its lock and its committed schemas generate. */
export async function checkImports(out: string, list: readonly Source[] = sources): Promise<void> {
  const present = await readImports(out);
  const lock = committedLock(present);
  if (!lock) throw new ImportMismatch(`${out} has no lock; run the import`, []);
  const modules = committedModules(present);
  const differences = lockDifferences(lock, lockOf(modules, pinnedFiles(list)));
  if (differences.length > 0) throw new ImportMismatch('the committed schemas are not those of the lock', differences);
  const stale = differingPaths(present, generate(modules, list, pinnedFiles(list)));
  if (stale.length > 0) throw new ImportMismatch('not what the committed schemas generate; run the import', stale);
}
