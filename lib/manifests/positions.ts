import type { Path, Position } from '../model/origin';
import { readYaml, type Legible } from '../yaml/read-yaml';

/** The place of an object: the characters of its document in the file, and its path in that document. */
export interface Written {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly path: Path;
}

/**
 * Lines and columns in files that were read. Most objects have no finding, so a document is parsed again for a place in it, and no
 * tree of nodes is kept.
 */
export class Positions {
  private lines: { readonly file: string; readonly starts: readonly number[] } | undefined;
  private text: { readonly file: string; readonly text: string } | undefined;
  private document: { readonly file: string; readonly start: number; readonly read: Legible | undefined } | undefined;

  /** @param read the text of a file that was read before */
  constructor(private readonly read: (file: string) => string) {}

  /** The place of a character. */
  at(file: string, text: string, offset: number): Position {
    if (this.lines?.file !== file) this.lines = { file, starts: lineStarts(text) };
    const { starts } = this.lines;
    const line = lastAtMost(starts, offset);
    return { file, line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  }

  /** The place of a field of an object; for a missing field, that of the nearest value around it. */
  of({ file, start, end, path: own }: Written, path: Path): Position {
    if (this.text?.file !== file) this.text = { file, text: this.read(file) };
    const { text } = this.text;
    if (this.document?.file !== file || this.document.start !== start) {
      const read = readYaml(text.slice(start, end));
      this.document = { file, start, read: 'reason' in read ? undefined : read };
    }
    return this.at(file, text, start + (this.document.read?.offsetOf([...own, ...path]) ?? 0));
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The index of the last number that is not greater. */
function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  return low;
}
