import { join, resolve } from 'node:path';
import { hint } from '../model/words';
import { environmentFiles, type EnvironmentFile } from '../environment/environment-file';
import { nameOfEnvironment } from '../environment/environment-name';
import type { Finding } from '../model/finding';
import { ownedTrees } from '../publish/owned-trees';
import { Publication, type Changes, type Published } from '../publish/publication';
import { Stopped } from '../publish/stopped';
import type { Tree } from '../publish/tree';
import { commonFolder } from '../publish/work-folder';
import { pullRequestBudget, type BudgetEntry } from './budget';
import { schemaOf } from './built-schema';
import { knownOf } from './load';
import { folders, type Folders } from './folders';
import { unobserved, type Observer } from './observer';
import { bootstrapFile, fromFolder, Output, schemaFile } from './output';
import { readTogether } from './read-together';
import { synthesize, type EnvironmentReport } from './synth';

/** What a run is asked for. */
export interface Request {
  /** Folder of the environment files. */
  readonly environments: string;
  /** Where the trees go. @default - `dist`, and `argocd` beside it */
  readonly out?: string;
  /** Only these environments. @default - all of the folder */
  readonly only?: readonly string[];
  /** Write nothing; a difference from what stands there is an error of the run. */
  readonly check: boolean;
  /** Drop rights that the bootstrap files note as no longer needed: Argo CD has pruned what needed them. @default false */
  readonly narrow?: boolean;
}

/** What came of a run. */
export interface Outcome {
  readonly folders: Folders;
  readonly environments: readonly EnvironmentReport[];
  /** Findings that belong to no environment: about the output itself. */
  readonly findings: readonly Finding[];
  /** How the output on disk differed, by paths from the working directory; absent where there was an error. */
  readonly changes?: Changes;
  /** Environments whose file is gone, and whose trees this run removes. */
  readonly gone?: readonly string[];
  /** Absent for a check, and where there was an error. */
  readonly published?: Published;
  /** The output now, so that a later run can tell whether it is still the same; absent where `published` is. */
  readonly standing?: { readonly dir: string; readonly trees: readonly Tree[]; readonly digest: string };
  /** The change against what a pull request shows; absent as `published` is. */
  readonly budget?: readonly BudgetEntry[];
  /** The file system stopped the run while it put its files in: the output is partly old and partly new. */
  readonly halfWritten?: boolean;
}

/** The command was called in a way that cannot mean anything; the message says what can. */
export class Misuse extends Error {}

/** No error anywhere, and for a check nothing that is not current. */
export function isClean({ environments, findings, changes, published }: Outcome): boolean {
  const all = [...findings, ...environments.flatMap((report) => report.findings)];
  if (all.some(({ severity }) => severity === 'error')) return false;
  return published !== undefined || (changes !== undefined && differences(changes).length === 0);
}

/** Every file that differs. */
export function differences({ missing, stale, foreign }: Changes): string[] {
  return [...missing, ...stale, ...foreign];
}

/** Runs the pipeline over every environment that is asked for; nothing is written unless all of them are clean. */
export function synthesizeAll(request: Request, observer: Observer = unobserved): Outcome {
  if (request.out === '') throw new Misuse('--out: got nothing; name a folder');
  const where = folders(request.environments, request.out);
  const all = filesOf(request.environments);
  const files = chosen(all, request);
  const dir = commonFolder([where.out, where.argocd, ...(where.schemaBeside ? [where.environments] : [])]);
  let environments: EnvironmentReport[] = [];
  let publication: Publication | undefined;
  observer.step('write');
  try {
    const gone = request.only === undefined ? goneOf(where, files) : [];
    const trees = treesOf(where, files, gone).map((tree) => ({ ...tree, path: fromFolder(dir, tree.path) }));
    publication = Publication.open({
      dir,
      trees,
      readOnly: request.check,
    });
    const output = new Output(where, dir, publication, observer);
    const read = readTogether(all, files, observer);
    environments = files.map((file) =>
      synthesize(file, output, observer, { ...request, whole: request.check, read: read.get(file.name) }),
    );
    const failed = environments.flatMap(({ findings }) => findings).some(({ severity }) => severity === 'error');
    // A rejected environment has no output to compare.
    if (failed) return { folders: where, environments, findings: [] };
    if (where.schemaBeside) output.addSchema(schemaOfAll(all, environments));
    observer.step('write');
    observer.phase?.({ step: 'write' });
    const changes = seenFromHere(dir, publication.changes());
    if (request.check) return { folders: where, environments, findings: [], changes };
    const lines = publication.changedLines();
    const published = publication.commit();
    const standing = { dir: resolve(dir), trees, digest: publication.digestOfAll() };
    const budget = pullRequestBudget(published, lines);
    return { folders: where, environments, findings: [], changes, gone, published, standing, budget };
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return {
      folders: where,
      environments,
      findings: error.findings,
      halfWritten: publication?.isHalfWritten() ?? false,
    };
  } finally {
    publication?.discard();
  }
}

/** The paths as people type them: from the working directory, not from the publication's folder. */
function seenFromHere(dir: string, { missing, stale, foreign }: Changes): Changes {
  const here = (paths: readonly string[]) => paths.map((path) => join(dir, path));
  return { missing: here(missing), stale: here(stale), foreign: here(foreign) };
}

/** @throws Misuse where there is none, or none of a name that was asked for */
export function chosenEnvironments(request: Pick<Request, 'environments' | 'only'>): readonly EnvironmentFile[] {
  return chosen(filesOf(request.environments), request);
}

function chosen(
  files: readonly EnvironmentFile[],
  { environments, only }: Pick<Request, 'environments' | 'only'>,
): readonly EnvironmentFile[] {
  if (files.length === 0)
    throw new Misuse(`no environment file (*.yaml) in ${environments}; name its folder with --environments`);
  if (only === undefined) return files;
  const known = files.map(({ name }) => name);
  const unknown = only.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Misuse(`--env: got ${unknown}; ${hint(unknown, known, 'environments').hint}`);
  return files.filter(({ name }) => only.includes(name));
}

function filesOf(environments: string): EnvironmentFile[] {
  if (environments === '') throw new Misuse('--environments: got nothing; name the folder of the environment files');
  try {
    return environmentFiles(environments);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR')
      throw new Misuse(`--environments: got ${environments}, which is not a folder; name the one that holds it`);
    throw new Misuse(`--environments: got ${environments}, which cannot be read (${code ?? String(error)})`);
  }
}

/** The schema of everything that the folder's environments may name; from those outside this run, only the plug-ins are read. */
function schemaOfAll(files: readonly EnvironmentFile[], reports: readonly EnvironmentReport[]): string {
  const rendered = new Set(reports.map(({ name }) => name));
  const known = [
    ...reports.map((report) => report.known),
    ...files.filter(({ name }) => !rendered.has(name)).map(knownOf),
  ];
  return schemaOf(known);
}

/** Environments whose output is all that is left. */
function goneOf(where: Folders, files: readonly EnvironmentFile[]): string[] {
  const names = new Set(files.map(({ name }) => name));
  return ownedTrees(where.out).filter((name) => !names.has(name));
}

/** What the run owns: the trees and bootstrap files of its environments, and of those that are gone. */
function treesOf(where: Folders, files: readonly EnvironmentFile[], gone: readonly string[]): Tree[] {
  // A name that is refused anyway need not even be a path.
  const names = files.map(({ name }) => name).filter((name) => nameOfEnvironment.safeParse(name).success);
  const owned = [...names, ...gone].flatMap((name): Tree[] => [
    { type: 'folder', path: join(where.out, name) },
    { type: 'file', path: bootstrapFile(where, name) },
  ]);
  return where.schemaBeside ? [...owned, { type: 'file', path: schemaFile(where) }] : owned;
}
