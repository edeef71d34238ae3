import { parseAllDocuments } from 'yaml';
import { isManifest, type Manifest } from '../model/manifest';
import { readFastYaml } from '../yaml/read-fast-yaml';
import { Unreadable } from './unreadable';

/** The objects of a file of a rendered tree. @throws Unreadable for what is no YAML or no object */
export function readManifests(text: string, file: string, tree: string): Manifest[] {
  const documents = text.split(/^---\n/m).flatMap((part): unknown[] => {
    const fast = part.trim() === '' ? null : readFastYaml(part);
    return fast === undefined ? libraryDocuments(part, file, tree) : [fast];
  });
  return documents
    .filter((document) => document !== null)
    .map((document) => {
      if (isManifest(document)) return document;
      throw halfWritten(tree, `${file} holds something else than objects of Kubernetes`);
    });
}

/** A tree that no run of this program leaves behind. */
export function halfWritten(tree: string, what: string): Unreadable {
  return new Unreadable(
    `${tree} is half-written: ${what}; run scorewright synth there, commit all of it, and plan again`,
  );
}

function libraryDocuments(text: string, file: string, tree: string): unknown[] {
  const documents = parseAllDocuments(text, { version: '1.2', prettyErrors: false, logLevel: 'silent' });
  if ('empty' in documents) return [];
  return documents.map((document) => {
    if (document.errors.length > 0) throw halfWritten(tree, `${file} is not YAML`);
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  });
}
