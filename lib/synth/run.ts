import { join } from 'node:path';
import { suggestion } from '../environment/suggestion';
import type { Finding } from '../model/finding';
import { ownedTrees } from '../publish/owned-trees';
import { Publication, type Changes, type Published } from '../publish/publication';
import { recover } from '../publish/recovery';
import { Refusal } from '../publish/refusal';
import type { Tree } from '../publish/tree';
import { commonFolder } from '../publish/work-folder';
import { environmentNames, scorersOf } from './load';
import { schemaDocument } from './editor-schema';
import { folders, type Folders } from './folders';
import { bootstrapFile, fromFolder, Output, schemaFile } from './output';
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
}

/** What came of a run. */
export interface Outcome {
  readonly folders: Folders;
  readonly environments: readonly EnvironmentReport[];
  /** Findings that belong to no environment: about the output itself. */
  readonly findings: readonly Finding[];
  /** How the output on disk differed; absent where nothing was rendered. */
  readonly changes?: Changes;
  /** Absent for a check, and where there was an error. */
  readonly published?: Published;
  /** Files of an earlier, interrupted run that this one finished. */
  readonly recovered: boolean;
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
export function synthesizeAll(request: Request): Outcome {
  const where = folders(request.environments, request.out);
  const names = chosenEnvironments(request);
  const trees = treesOf(where, names, request.only === undefined);
  const dir = commonFolder([where.out, where.argocd, ...(where.schemaBeside ? [where.environments] : [])]);
  let recovered = false;
  let environments: EnvironmentReport[] = [];
  let publication: Publication | undefined;
  try {
    if (!request.check) recovered = recover(dir) !== undefined;
    publication = Publication.open({
      dir,
      trees: trees.map((tree) => ({ ...tree, path: fromFolder(dir, tree.path) })),
      readOnly: request.check,
    });
    const output = new Output(where, dir, publication);
    environments = names.map((name) => synthesize(where.environments, name, output));
    if (where.schemaBeside) output.addSchema(schemaDocument(scorersOf(where.environments)));
    const changes = publication.changes();
    const failed = environments.flatMap(({ findings }) => findings).some(({ severity }) => severity === 'error');
    if (failed || request.check) return { folders: where, environments, findings: [], changes, recovered };
    return { folders: where, environments, findings: [], changes, published: publication.commit(), recovered };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { folders: where, environments, findings: error.findings, recovered };
  } finally {
    publication?.discard();
  }
}

/** @throws Misuse where there is none, or none of a name that was asked for */
export function chosenEnvironments({ environments, only }: Pick<Request, 'environments' | 'only'>): string[] {
  const known = environmentNames(environments);
  if (known.length === 0)
    throw new Misuse(`no environment file (*.yaml) in ${environments}; name its folder with --environments`);
  if (only === undefined) return known;
  const unknown = only.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Misuse(`--env ${unknown}: ${suggestion(unknown, known, 'environments')}`);
  return known.filter((name) => only.includes(name));
}

/** What the run owns: the trees and bootstrap files of its environments, and of those that are gone. */
function treesOf(where: Folders, names: readonly string[], all: boolean): Tree[] {
  const gone = all ? ownedTrees(where.out).filter((name) => !names.includes(name)) : [];
  const owned = [...names, ...gone].flatMap((name): Tree[] => [
    { type: 'folder', path: join(where.out, name) },
    { type: 'file', path: bootstrapFile(where, name) },
  ]);
  return where.schemaBeside ? [...owned, { type: 'file', path: schemaFile(where) }] : owned;
}
