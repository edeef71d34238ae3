import { isCollection, isMap, isScalar, parseDocument, Pair, YAMLMap, type Document, type Node } from 'yaml';
import type { Path } from '../../model/origin';

/** A value to write, or to remove. */
export interface Edit {
  readonly path: Path;
  /** @default - removed, with the maps below `keep` that become empty */
  readonly value?: unknown;
  /** The length of the path that stays, even where it becomes empty. */
  readonly keep?: number;
}

/**
 * A file of YAML with some values changed. Comments and the order of keys stay; lines of top-level keys without an edit stay
 * byte for byte.
 */
export function edited(text: string, edits: readonly Edit[]): string {
  const document = parseDocument(text, { version: '1.2', resolveKnownTags: false });
  const before = spansOf(document, text);
  for (const edit of edits) apply(document, edit);
  const touched = new Set(edits.map(({ path }) => String(path[0])));
  return before
    .map(({ key, text: own }) => (key !== undefined && touched.has(key) ? rendered(document, key, text) : own))
    .join('');
}

/** A piece of the file: the text before a top-level key, or the key with its value. */
interface Span {
  readonly key?: string;
  readonly text: string;
}

function spansOf({ contents }: Document, text: string): Span[] {
  if (!isMap(contents)) return [{ text }];
  let end = 0;
  const spans = contents.items.flatMap(({ key, value }): Span[] => {
    const start = (key as Node).range?.[0] ?? end;
    const stop = endOf(value as Node | null, text) ?? start;
    const own = [{ text: text.slice(end, start) }, { key: keyText(key), text: text.slice(start, stop) }];
    end = stop;
    return own;
  });
  return [...spans, { text: text.slice(end) }];
}

/** The end of the last line of a value; comments after it belong to the next key. */
function endOf(value: Node | null, text: string): number | undefined {
  const last = value?.range?.[1];
  if (last === undefined) return undefined;
  const kept = text.slice(0, last).trimEnd().length;
  const line = text.indexOf('\n', kept);
  return line < 0 ? text.length : line + 1;
}

function rendered(document: Document, key: string, text: string): string {
  const { items } = document.contents as unknown as YAMLMap;
  const pair = items.find((each) => keyText(each.key) === key);
  if (pair === undefined) return '';
  const alone = parseDocument('', { version: '1.2' });
  const map = new YAMLMap();
  const own = new Pair(isScalar(pair.key) ? pair.key.value : pair.key, pair.value);
  map.items.push(own);
  alone.contents = map as unknown as typeof alone.contents;
  return alone.toString({ lineWidth: 0, indentSeq: !/^( *)[^\s#-][^\n]*:\n\1- /m.test(text) });
}

function keyText(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function apply(document: Document, { path, value, keep = 0 }: Edit): void {
  if (value !== undefined) {
    setIn(document, path, value);
    return;
  }
  document.deleteIn(path);
  for (let length = path.length - 1; length > keep; length--) {
    const around = document.getIn(path.slice(0, length), true);
    if (!isCollection(around) || around.items.length > 0) return;
    document.deleteIn(path.slice(0, length));
  }
}

/** Writes a value; one that is there keeps the comment on its line. */
function setIn(document: Document, path: Path, value: unknown): void {
  const old = document.getIn(path, true);
  const node = document.createNode(value) as Node;
  if (isScalar(old) && isScalar(node)) {
    old.value = node.value;
    return;
  }
  if (isCollection(node)) node.flow = true;
  for (let length = 1; length < path.length; length++) {
    const way = path.slice(0, length);
    if (document.hasIn(way)) continue;
    const map = new YAMLMap();
    map.flow = isFlow(document.getIn(path.slice(0, length - 1), true));
    document.setIn(way, map);
  }
  const around = document.getIn(path.slice(0, -1), true);
  // An empty map in braces may take a value on its line; in block style it would be `set:` and a line below.
  if (isMap(around) && around.items.length === 0) around.flow = true;
  document.setIn(path, node);
}

function isFlow(node: unknown): boolean {
  return isCollection(node) && node.flow === true;
}
