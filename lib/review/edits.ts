import { fileList } from '../model/file-list';
import { compare } from '../model/compare';
import { groupOf, label, type Manifest } from '../model/manifest';
import { isOfEnvironment, treeFolders } from '../plan/tree-folders';
import { readManifests } from '../plan/read-manifests';
import { filesAtOnce, type Tree } from '../plan/tree';
import { scriptOf, type Edit } from './edit-script';
import { partsOf, type Part } from './file-parts';
import { hunksBetween, type Hunk } from './line-script';

/** An object as reviews name it. */
export interface ObjectName {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** The change of one part of one file: an object, or lines of a text. */
export interface FileEdit {
  /** `dist/kind/worker01/serving/Service.demo.web.yaml`. */
  readonly path: string;
  /** The key of the part in its file; empty for a text. */
  readonly part: string;
  /** Absent for a part that is not an object. */
  readonly object?: ObjectName;
  /** The identity of the object that carries it. @default - none does */
  readonly carrier?: string;
  /** For an object, or the list of a file's objects. */
  readonly script?: readonly Edit[];
  /** For a text. */
  readonly hunks?: readonly Hunk[];
  /** Whether the file is new, or gone. @default - on both sides */
  readonly file?: 'added' | 'removed';
}

/** Every edit between two trees of an environment, in the order of paths; together they are Git's diff. */
export function* editsBetween(environment: string, base: Tree, head: Tree): Iterable<FileEdit> {
  const paths = [...new Set([...base.files.keys(), ...head.files.keys()])]
    .filter((path) => isOfEnvironment(environment, path) && base.files.get(path) !== head.files.get(path))
    .sort(compare);
  for (let at = 0; at < paths.length; at += filesAtOnce) {
    const batch = paths.slice(at, at + filesAtOnce);
    const [before, after] = [base, head].map((tree) => textsOf(tree, batch));
    for (const path of batch) yield* editsOf(path, before?.get(path), after?.get(path));
  }
}

function textsOf(tree: Tree, paths: readonly string[]): Map<string, string> {
  const there = paths.filter((path) => tree.files.has(path));
  const texts = tree.read(there);
  return new Map(there.map((path, index) => [path, texts[index] ?? '']));
}

/** The edits of one file; undefined for a missing file. */
export function editsOf(path: string, old: string | undefined, now: string | undefined): FileEdit[] {
  const file = old === undefined ? 'added' : now === undefined ? 'removed' : undefined;
  const rest: Pick<FileEdit, 'path' | 'file'> = { path, ...(file !== undefined && { file }) };
  const [before, after] = holdsObjects(path) ? [old, now].map((text) => partsIn(text, path)) : [];
  if (before === undefined || after === undefined)
    return [{ ...rest, part: '', hunks: hunksBetween(old ?? '', now ?? '') }];
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key): FileEdit[] => {
    const [was, is] = [before.get(key), after.get(key)];
    const { manifest, carrier } = is ?? was ?? {};
    const script = scriptOf(was?.value, is?.value, manifest);
    if (script.length === 0) return [];
    return [
      {
        ...rest,
        part: key,
        ...(manifest && { object: nameOf(manifest) }),
        ...(carrier !== undefined && { carrier }),
        script,
      },
    ];
  });
}

function partsIn(text: string | undefined, path: string): ReadonlyMap<string, Part> | undefined {
  return text === undefined ? new Map<string, Part>() : partsOf(readManifests(text, path, path));
}

/** Whether a rendered file holds objects, and not a text for people. */
export function holdsObjects(path: string): boolean {
  const [root, , folder] = path.split('/');
  return root === treeFolders.argocd || (folder !== 'files' && !path.endsWith(`/${fileList}`));
}

/** How people read the name of an object: `Deployment demo/web`. */
export function nameText({ kind, namespace, name }: Omit<ObjectName, 'group'>): string {
  return label({ kind, metadata: { name, ...(namespace !== null && { namespace }) } });
}

export function nameOf({ apiVersion, kind, metadata: { namespace, name } }: Manifest): ObjectName {
  return { group: groupOf(apiVersion), kind, namespace: namespace ?? null, name };
}
