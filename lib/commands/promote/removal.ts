import { isCollection, isMap, type Document, type YAMLMap } from 'yaml';
import type { Path } from '../../model/origin';
import {
  isFlow,
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

/** The text without the value at a path and the maps that become empty, except the first `keep` keys of the path. */
export function* removals(
  text: string,
  { path, keep = 0 }: { readonly path: Path; readonly keep?: number },
): Iterable<string> {
  const document = parsed(text);
  const gone = outermost(document, path, keep);
  const map = nodeAt(document, gone.slice(0, -1));
  if (!isMap(map)) return;
  const places = map.items.map((pair) => placeOf(pair, text));
  const index = map.items.findIndex((pair) => pair === pairIn(map, gone.at(-1) ?? ''));
  const place = places[index];
  if (place === undefined) return;
  const around = { before: places[index - 1], place, after: places[index + 1] };
  if (map.items.length === 1) yield spliced(text, emptied(document, map, gone.slice(0, -1), text, place));
  else yield spliced(text, isFlow(map) ? fromFlow(text, around) : [linesOf(text, around)]);
}

/** The path of the outermost map that would be empty without the value, or of the value. */
function outermost(document: Document, path: Path, keep: number): Path {
  let gone = path;
  while (gone.length - 1 > keep) {
    const around = nodeAt(document, gone.slice(0, -1));
    if (!isCollection(around) || around.items.length > 1) break;
    gone = gone.slice(0, -1);
  }
  return gone;
}

interface Around {
  readonly before: PairPlace | undefined;
  readonly place: PairPlace;
  readonly after: PairPlace | undefined;
}

/** The lines of a pair in block style; comment lines above it stay. */
function linesOf(text: string, { place, after }: Around): Splice {
  if (startsLine(text, place.start))
    return { from: lineStart(text, place.start), to: nextLine(text, place.end), text: '' };
  return { from: place.start, to: after?.start ?? place.end, text: '' };
}

/** A pair in braces, with the comma after or before it. */
function fromFlow(text: string, { before, place, after }: Around): Splice[] {
  const comma = /^\s*,/.exec(text.slice(place.end))?.[0].length ?? 0;
  const rest = text.slice(place.end + comma, nextLine(text, place.end + comma));
  const ownLines = startsLine(text, place.start) && /^[^\S\n]*(#.*)?\n?$/.test(rest);
  const own = ownLines
    ? { from: lineStart(text, place.start), to: nextLine(text, place.end + comma), text: '' }
    : { from: place.start, to: place.end + comma, text: '' };
  if (after !== undefined) {
    if (ownLines) return [own];
    return [{ ...own, to: own.to + (/^[^\S\n]*/.exec(text.slice(own.to))?.[0].length ?? 0) }];
  }
  if (before === undefined) return [own];
  if (!ownLines && !text.slice(before.end, place.start).includes('\n'))
    return [{ from: before.end, to: place.end, text: '' }];
  return [{ from: before.end, to: before.end + (text[before.end] === ',' ? 1 : 0), text: '' }, own];
}

/** A map that loses its only pair: `{}` on the line of its key. */
function emptied(document: Document, map: YAMLMap, path: Path, text: string, place: PairPlace): Splice[] {
  const [from = 0, to = 0] = map.range ?? [];
  if (isFlow(map)) return [{ from, to, text: '{}' }];
  const around = nodeAt(document, path.slice(0, -1));
  const pair = isMap(around) ? pairIn(around, path.at(-1) ?? '') : undefined;
  const own = pair && placeOf(pair, text);
  const lines = linesOf(text, { before: undefined, place, after: undefined });
  if (own === undefined || lines.from < own.colon) return [{ from: place.start, to: place.end, text: '{}' }];
  return [{ from: own.colon, to: own.colon, text: ' {}' }, lines];
}
