import { Document, isCollection, isMap, isScalar, parse, type YAMLMap } from 'yaml';
import { isObject } from '../../model/json';
import type { Path } from '../../model/origin';
import type { Edit } from './edit-file';
import {
  isBlock,
  isFlow,
  lineBreakOf,
  lineEnd,
  lineStart,
  nextLine,
  nodeAt,
  pairIn,
  parsed,
  placeOf,
  spliced,
  startsLine,
  type PairPlace,
  type Splice,
} from './yaml-place';
import type { Written } from './written';

/** The text with a value at a path, in the ways that it can be written, the nicest first. */
export function* writings(text: string, { path, value, written }: Edit): Iterable<string> {
  const document = parsed(text);
  for (let length = path.length - 1; length >= 0; length--) {
    const map = nodeAt(document, path.slice(0, length));
    if (map === undefined && length > 0) continue;
    const [key = '', ...rest] = path.slice(length);
    // What is missing on the way is written with it.
    const whole = rest.reduceRight<unknown>((inner, each) => ({ [each]: inner }), value);
    const known = rest.length === 0 ? written : undefined;
    if (isMap(map)) yield* inMap(text, map, String(key), { value: whole, written: known });
    else if (length > 0) yield* instead(text, document, path.slice(0, length), { [key]: whole });
    return;
  }
}

type Value = Pick<Edit, 'value' | 'written'>;

/** A missing value, or one that is not a map, is replaced with a map. */
function* instead(text: string, document: Document, path: Path, value: unknown): Iterable<string> {
  const around = nodeAt(document, path.slice(0, -1));
  if (isMap(around)) yield* inMap(text, around, String(path.at(-1)), { value });
}

function* inMap(text: string, map: YAMLMap, key: string, value: Value): Iterable<string> {
  const pair = pairIn(map, key);
  const place = pair && placeOf(pair, text);
  if (place !== undefined) {
    const old = pair?.value;
    for (const each of waysLike(old, value, !isFlow(map)))
      yield spliced(text, replaced(text, place, isBlock(old), each));
    return;
  }
  for (const each of ways(value, !isFlow(map)))
    yield spliced(text, isFlow(map) ? intoFlow(text, map, key, each) : intoBlock(text, map, key, each));
}

/** The ways to write a value; on several lines only where block style is allowed. */
function ways({ value, written }: Value, block: boolean): Written[] {
  const onOneLine = {
    text: oneLine(value),
    isBlock: false,
    indent: 0,
    ...(written?.comment && { comment: written.comment }),
  };
  return [
    ...(written !== undefined && (block || !written.isBlock) ? [written] : []),
    onOneLine,
    { ...onOneLine, text: JSON.stringify(value) },
  ];
}

/** The same, first of all with the quotes of what was there. */
function waysLike(old: unknown, { value, written }: Value, block: boolean): Written[] {
  const others = ways({ value, written }, block);
  if (!isScalar(old) || isObject(value) || Array.isArray(value)) return others;
  const text = String(value);
  const quoted =
    old.type === 'QUOTE_DOUBLE'
      ? JSON.stringify(text)
      : old.type === 'QUOTE_SINGLE'
        ? `'${text.replaceAll("'", "''")}'`
        : text;
  return [{ ...others.at(-1), text: quoted, isBlock: false, indent: 0 }, ...others];
}

function oneLine(value: unknown): string {
  const document = new Document(value);
  const { contents } = document;
  if (isCollection(contents)) contents.flow = true;
  return document.toString({ lineWidth: 0 }).trimEnd();
}

/** A new value where a pair has one. */
function replaced(
  text: string,
  { start, colon, valueStart, end }: PairPlace,
  wasBlock: boolean,
  written: Written,
): Splice[] {
  const onKeyLine = !text.slice(colon, valueStart).includes('\n');
  const lines = { from: lineStart(text, valueStart), to: nextLine(text, end) };
  if (written.isBlock) {
    const block = blockLines(text, start, written);
    if (wasBlock && !onKeyLine) return [{ ...lines, text: block }];
    const next = nextLine(text, end);
    return [
      { from: colon, to: end, text: '' },
      { from: next, to: next, text: (text.endsWith('\n') ? '' : lineBreakOf(text)) + block },
    ];
  }
  if (onKeyLine || !wasBlock)
    return [
      {
        from: valueStart === colon ? colon : valueStart,
        to: end,
        text: (valueStart === colon ? ' ' : '') + written.text,
      },
      ...commentAt(text, end, written),
    ];
  return [
    { from: colon, to: colon, text: ` ${written.text}` },
    { ...lines, text: '' },
  ];
}

/** The comment of a value, where its new line has none. */
function commentAt(text: string, end: number, { comment }: Written): Splice[] {
  const stop = lineEnd(text, end);
  return comment === undefined || text.slice(end, stop).trim() !== ''
    ? []
    : [{ from: stop, to: stop, text: ` ${comment}` }];
}

/** The lines of a value in block style below a key. */
function blockLines(text: string, keyStart: number, { text: own, indent }: Written): string {
  const column = ' '.repeat(keyStart - lineStart(text, keyStart) + indent);
  const end = lineBreakOf(text);
  return own
    .split('\n')
    .map((line) => (line === '' ? line : column + line) + end)
    .join('');
}

function pairText(key: string, { text }: Written): string {
  const plain = parse(`{ ${key}: 1 }`, { version: '1.2' }) as unknown;
  return `${isObject(plain) && Object.keys(plain).join() === key ? key : JSON.stringify(key)}: ${text}`;
}

/** A new pair at the end of a map in braces. */
function intoFlow(text: string, map: YAMLMap, key: string, written: Written): Splice[] {
  const [from = 0, to = 0] = map.range ?? [];
  const pair = pairText(key, written);
  const last = map.items.at(-1);
  const place = last && placeOf(last, text);
  if (place === undefined) return [{ from, to, text: `{ ${pair} }` }];
  const { start, end } = place;
  if (!startsLine(text, start)) return [{ from: end, to: end, text: `, ${pair}` }];
  const comma = text[end] === ',' ? ',' : '';
  const next = lineEnd(text, end);
  const closes = text.slice(end, next).replace(/#.*/, '').includes('}');
  const line = `${lineBreakOf(text)}${text.slice(lineStart(text, start), start)}${pair}${comma}`;
  if (closes) return [{ from: end, to: end, text: `,${line}` }];
  return [...(comma === '' ? [{ from: end, to: end, text: ',' }] : []), { from: next, to: next, text: line }];
}

/** A new pair below the last of a map in block style. */
function intoBlock(text: string, map: YAMLMap, key: string, written: Written): Splice[] {
  const [first, last] = [map.items[0], map.items.at(-1)].map((pair) => pair && placeOf(pair, text));
  if (first === undefined || last === undefined) return [];
  const eol = lineBreakOf(text);
  const column = ' '.repeat(first.start - lineStart(text, first.start));
  const next = nextLine(text, last.end);
  const before = text[next - 1] === '\n' ? '' : eol;
  const value = written.isBlock ? { ...written, text: '' } : written;
  const head =
    `${column}${pairText(key, value)}`.trimEnd() + (written.comment === undefined ? '' : ` ${written.comment}`);
  const block = written.isBlock ? blockLines(text, first.start, written) : '';
  return [{ from: next, to: next, text: `${before}${head}${eol}${block}` }];
}
