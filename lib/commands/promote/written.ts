import { isAlias, isMap, isScalar, visit, type Node } from 'yaml';
import type { Path } from '../../model/origin';
import { isBlock, lineEnd, lineStart, nextLine, nodeAt, pairIn, parsed, placeOf } from './yaml-place';

/** How somebody wrote a value. */
export interface Written {
  /** The lines of a value in block style start at its first column. */
  readonly text: string;
  readonly isBlock: boolean;
  /** How far a value in block style is indented below its key. */
  readonly indent: number;
  /** The comment on its line, with its "#". */
  readonly comment?: string;
}

/** How the value at a path is written; `undefined` where its text means something else in another place. */
export function writtenAt(text: string, path: Path): Written | undefined {
  const document = parsed(text);
  const [around, key] = [nodeAt(document, path.slice(0, -1)), path.at(-1)];
  const pair = isMap(around) && key !== undefined ? pairIn(around, key) : undefined;
  const place = pair && placeOf(pair, text);
  const value = pair?.value as Node | null | undefined;
  if (!place || !value || hasReference(value)) return undefined;
  const onKeyLine = !text.slice(place.colon, place.valueStart).includes('\n');
  const comment = commentIn(text.slice(isBlock(value) ? place.colon : place.end, lineEnd(text, place.end)));
  if (isBlock(value)) {
    const column = place.valueStart - lineStart(text, place.valueStart);
    const own = text
      .slice(onKeyLine ? place.valueStart - column : nextLine(text, place.colon), place.end)
      .split(/\r?\n/);
    const lines = own.map((line) => (line.slice(0, column).trim() === '' ? line.slice(column) : line.trimStart()));
    const indent = column - (place.start - lineStart(text, place.start));
    return { text: lines.join('\n'), isBlock: true, indent, ...comment };
  }
  const own = text.slice(place.valueStart, place.end);
  if (own.includes('\n')) return undefined;
  return { text: own, isBlock: false, indent: 0, ...(isBlock(around) && comment) };
}

/** The comment that follows on the same line. */
function commentIn(text: string): Pick<Written, 'comment'> {
  const [, comment] = /^[^\S\n]+(#.*)/.exec(text) ?? [];
  return comment === undefined ? {} : { comment: comment.trimEnd() };
}

/** Anchors and aliases have a meaning beyond the value. */
function hasReference(value: Node): boolean {
  let found = false;
  visit(value, (_, node) => {
    if (!isAlias(node) && !((isScalar(node) || isMap(node)) && node.anchor !== undefined)) return undefined;
    found = true;
    return visit.BREAK;
  });
  return found;
}
