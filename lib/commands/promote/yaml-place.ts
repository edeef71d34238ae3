import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Path } from '../../model/origin';

/** A file of YAML with the tokens that it was parsed from. */
export function parsed(text: string): Document {
  return parseDocument(text, { version: '1.2', resolveKnownTags: false, keepSourceTokens: true });
}

/** The node at a path; none behind an alias. */
export function nodeAt({ contents }: Document, path: Path): Node | undefined {
  let node: unknown = contents;
  for (const key of path) {
    if (isMap(node)) node = pairIn(node, key)?.value;
    else if (isSeq(node)) node = node.items[Number(key)];
    else return undefined;
  }
  return isNode(node) ? node : undefined;
}

export function pairIn(map: YAMLMap, key: string | number): Pair | undefined {
  return map.items.find((pair) => isPair(pair) && keyText(pair.key) === String(key));
}

function keyText(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

/** The place of a pair in the text: where its key starts, the end of its colon, and its value without space around it. */
export interface PairPlace {
  readonly start: number;
  readonly colon: number;
  readonly valueStart: number;
  /** The end of the last character of the value, or of the colon where there is no value. */
  readonly end: number;
}

export function placeOf({ key, value, srcToken }: Pair, text: string): PairPlace | undefined {
  const start = (key as Node).range?.[0];
  const colon = srcToken?.sep?.find(({ type }) => type === 'map-value-ind')?.offset;
  if (start === undefined || colon === undefined) return undefined;
  const [from = colon + 1, to = colon + 1] = (value as Node | null)?.range ?? [];
  const end = colon + 1 + text.slice(colon + 1, to).trimEnd().length;
  return { start, colon: colon + 1, valueStart: Math.min(from, end), end };
}

export function isFlow(node: unknown): boolean {
  return isCollection(node) && node.flow === true;
}

/** Whether a value takes lines of its own below its key. */
export function isBlock(node: unknown): boolean {
  return isCollection(node) && node.flow !== true;
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

/** Where the next line starts. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** Whether only space is before it on its line. */
export function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A change of the text: the new text between two offsets. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text with all changes, which do not overlap; those at one offset come in their order. */
export function spliced(text: string, splices: readonly Splice[]): string {
  return [...splices]
    .reverse()
    .sort((a, b) => b.from - a.from)
    .reduce((before, { from, to, text: inner }) => before.slice(0, from) + inner + before.slice(to), text);
}
