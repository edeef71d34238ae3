import { type Fields, fieldsOf, isObject } from '../model/json';
import { groupOf, identity, isManifest, type Manifest } from '../model/manifest';
import { carriers, withoutCarried } from '../plan/unpack';

/** A part of a rendered file that is compared by itself. */
export interface Part {
  /** Its key among the parts of its file: the object, after its carrier if it has one. */
  readonly key: string;
  /** The object without those that it carries; or the list of the file's objects, or of those that an object carries. */
  readonly value: unknown;
  /** Absent for a list. */
  readonly manifest?: Manifest;
  /** The identity of the object that carries it. @default - none does */
  readonly carrier?: string;
}

/** The key of the list of a file's objects; and the end of the key of the list that an object carries. */
const documents = '';
const content = ' carries';

/** The parts of a file, from which `manifestsOf` makes its objects again; undefined where an object is there twice. */
export function partsOf(manifests: readonly Manifest[]): Map<string, Part> | undefined {
  const parts: Part[] = [];
  // A file of one object needs no list.
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

/** The objects of a file, from its parts. */
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

/** The objects that an object carries; undefined where they cannot be told apart, so that it is compared as a whole. */
function carriedBy(manifest: Manifest): readonly Manifest[] | undefined {
  const path = carriers[manifest.kind];
  if (path === undefined || !/^(?:work|template)\./.test(groupOf(manifest.apiVersion))) return undefined;
  const holder = path.reduce<unknown>((inner, step) => (isObject(inner) ? inner[step] : undefined), manifest);
  const list = listIn(holder);
  if (!list?.every(isManifest)) return undefined;
  return new Set(list.map(identity)).size === list.length ? list : undefined;
}

/** `objects` of a Template is the list itself; `workload` holds only `manifests`. */
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
