import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  parseDocument,
  visit,
  type Document,
  type Pair,
  type YAMLError,
} from 'yaml';
import type { Path } from '../model/origin';
import { indentContinuations } from './indent-continuations';
import { kubernetesTags } from './kubernetes-schema';
import { readFastYaml } from './read-fast-yaml';

/** Why a document cannot be read, and where. */
export interface Illegible {
  readonly reason: string;
  readonly offset: number;
}

/** A key that occurs twice in one map: the parser keeps the last. */
export interface RepeatedKey {
  readonly offset: number;
  /** Whether both have the same value, so that nothing is lost. */
  readonly same: boolean;
}

/** A document that was read. */
export interface Legible {
  readonly value: unknown;
  readonly repeated: readonly RepeatedKey[];
  /** The offset of a field in the text; for a missing field, that of the nearest value around it. */
  offsetOf(path: Path): number;
}

/** How far aliases may multiply a document. */
const maxAliasCount = 10_000;

/** Characters that the parser of Kubernetes rejects anywhere. */
// eslint-disable-next-line no-control-regex
const illegal = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff]/;

/** One document as Kubernetes reads it. */
export function readYaml(text: string): Legible | Illegible {
  const control = text.search(illegal);
  if (control >= 0) {
    const code = text.charCodeAt(control).toString(16).padStart(4, '0');
    return { reason: `the character U+${code.toUpperCase()} is not allowed`, offset: control };
  }
  const plain = readFastYaml(text);
  if (plain === undefined) return readWithPlaces(text);
  let places: Legible | undefined;
  // Most documents have no finding, and need no place of any field.
  const offsetOf = (path: Path) => (places ??= readWithPlaces(text) as Legible).offsetOf(path);
  return { value: plain, repeated: [], offsetOf };
}

/** The same by the library, which knows where everything stands. */
export function readWithPlaces(text: string): Legible | Illegible {
  const strict = parse(text);
  if (typeof strict === 'string') return { reason: strict, offset: 0 };
  if (strict.errors.length === 0) return read(strict, (offset) => offset);
  const indented = indentContinuations(text);
  const lenient = indented.text === text ? strict : parse(indented.text);
  if (typeof lenient === 'string' || lenient.errors.length > 0) return refused(strict.errors);
  return read(lenient, indented.before);
}

/** @returns the reason, where the library itself gives up */
function parse(text: string): Document.Parsed | string {
  try {
    return parseDocument(text, {
      version: '1.1',
      customTags: kubernetesTags,
      prettyErrors: false,
      uniqueKeys: false,
      logLevel: 'silent',
    });
  } catch (error) {
    if (error instanceof RangeError) return 'it is nested too deeply';
    throw error;
  }
}

function refused(errors: readonly YAMLError[]): Illegible {
  const [first] = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const [reason = ''] = first?.message.split('\n') ?? [];
  return { reason, offset: first?.pos[0] ?? 0 };
}

function read(document: Document.Parsed, before: (offset: number) => number): Legible | Illegible {
  try {
    const unnamed = unnamedKey(document);
    if (unnamed !== undefined) return { ...unnamed, offset: before(unnamed.offset) };
    const value = document.toJS({ maxAliasCount }) as unknown;
    const repeated = repeatedKeys(document).map((key) => ({ ...key, offset: before(key.offset) }));
    return { value, repeated, offsetOf: (path) => before(offsetIn(document, path)) };
  } catch (error) {
    // The library throws here for aliases: unresolved ones, and ones that multiply (the "billion laughs" document).
    const reason = error instanceof Error ? error.message : String(error);
    return { reason, offset: 0 };
  }
}

/** The first key that is not a JSON key. */
function unnamedKey(document: Document.Parsed): Illegible | undefined {
  let found: Illegible | undefined;
  visit(document, {
    Pair: (_, { key }) => {
      const isText = isScalar(key) ? key.value !== null : isAlias(key);
      if (isText) return undefined;
      found = {
        reason: isCollection(key) ? 'a key is a map or a list' : 'a key is missing',
        offset: startOf(key) ?? 0,
      };
      return visit.BREAK;
    },
  });
  return found;
}

function repeatedKeys(document: Document.Parsed): RepeatedKey[] {
  const found: RepeatedKey[] = [];
  visit(document, {
    Map: (_, { items }) => {
      if (items.length < 2) return;
      const seen = new Map<string, Pair>();
      for (const pair of items) {
        const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
        if (key === undefined || key === '<<') continue;
        const known = seen.get(key);
        if (known) found.push({ offset: startOf(pair.key) ?? 0, same: String(known.value) === String(pair.value) });
        seen.set(key, pair);
      }
    },
  });
  return found;
}

function offsetIn(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    // The key says more than a value that may begin on the next line.
    const key = isMap(parent)
      ? parent.items.findLast((pair) => isScalar(pair.key) && String(pair.key.value) === String(last))?.key
      : undefined;
    const node: unknown = document.getIn(path.slice(0, length), true);
    const start = isScalar(node) ? node.range?.[0] : (startOf(key) ?? startOf(node));
    if (start !== undefined) return start;
  }
  return startOf(document.contents) ?? document.range[0];
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isCollection(node) || isAlias(node) ? node.range?.[0] : undefined;
}
