import { type Fields, fieldsOf, isObject } from '../model/json';
import { groupOf, identity, type Manifest } from '../model/manifest';
import { carriers, isManifest, withoutCarried } from '../plan/unpack';

/** One thing in a rendered file that is compared by itself. */
export interface Part {
  /** What tells it from the other parts of its file: the object, and what carries it. */
  readonly key: string;
  /** The object as it stands there, what it carries left out; of the list of what lies in a file, that list. */
  readonly value: unknown;
  /** Absent for a list of what lies in a file. */
  readonly manifest?: Manifest;
  /** The object that carries it, by its identity. @default - it lies in the file itself */
  readonly carrier?: string;
}

/** The key of the list of a file's objects, and behind an object's key that of the list of what it carries. */
const documents = '';
const content = ' carries';

/** The parts of a file of objects, of which `manifestsOf` makes the objects again; undefined where one is there twice. */
export function partsOf(manifests: readonly Manifest[]): Map<string, Part> | undefined {
  const parts: Part[] = [];
  // A file of one object need not say so.
  if (manifests.length !== 1) parts.push({ key: documents, value: manifests.map(identity) });
  for (const manifest of manifests) {
    const key = identity(manifest);
    const list = carriedBy(manifest);
    if (list === undefined) {
      parts.push({ key, value: manifest, manifest });
      continue;
    }
    const names = list.map((inner) => `${key} > ${identity(inner)}`);
    parts.push({ key, value: withoutCarried(manifest), manifest });
    parts.push({ key: `${key}${content}`, value: names });
    list.forEach((inner, at) => {
      parts.push({ key: names[at] ?? '', value: inner, manifest: inner, carrier: key });
    });
  }
  const byKey = new Map(parts.map((part) => [part.key, part]));
  return byKey.size === parts.length ? byKey : undefined;
}

/** The objects of a file of which the parts are known. */
export function manifestsOf(parts: ReadonlyMap<string, unknown>): Manifest[] {
  const names = parts.get(documents) ?? [...parts.keys()].filter((key) => !key.includes(' '));
  return (names as readonly string[]).map((key) => {
    const manifest = parts.get(key) as Manifest;
    const list = parts.get(`${key}${content}`) as readonly string[] | undefined;
    const path = carriers[manifest.kind];
    if (list === undefined || path === undefined) return manifest;
    return withList(
      manifest,
      path,
      list.map((inner) => parts.get(inner)),
    ) as Manifest;
  });
}

/** What an object carries, where it can be told apart; else the object is compared as it stands. */
function carriedBy(manifest: Manifest): readonly Manifest[] | undefined {
  const path = carriers[manifest.kind];
  if (path === undefined || !/^(?:work|template)\./.test(groupOf(manifest.apiVersion))) return undefined;
  const holder = path.reduce<unknown>((inner, step) => (isObject(inner) ? inner[step] : undefined), manifest);
  const list = listIn(holder);
  if (!list?.every(isManifest)) return undefined;
  return new Set(list.map(identity)).size === list.length ? list : undefined;
}

/** `objects` of a Template is the list itself; `workload` holds nothing but its `manifests`. */
function listIn(holder: unknown): readonly unknown[] | undefined {
  if (Array.isArray(holder)) return holder as readonly unknown[];
  if (!isObject(holder) || Object.keys(holder).length !== 1) return undefined;
  return Array.isArray(holder.manifests) ? holder.manifests : undefined;
}

function withList(value: Fields, [first = '', ...rest]: readonly string[], list: readonly unknown[]): Fields {
  const inner = value[first];
  if (rest.length > 0) return { ...value, [first]: withList(fieldsOf(inner), rest, list) };
  return { ...value, [first]: first === 'workload' ? { manifests: list } : list };
}
