const newLine = 0x0a;

/**
 * How many lines a change adds and removes, at most: of two texts, all between the first and the last line in which they
 * differ. A diff may find fewer.
 */
export function changedLines(before: Uint8Array, after: Uint8Array): number {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  return linesIn(before, start, before.length - end) + linesIn(after, start, after.length - end);
}

/** Where the first line begins in which they differ; only whole lines are common. */
function commonStart(before: Uint8Array, after: Uint8Array): number {
  const shorter = Math.min(before.length, after.length);
  let [at, line] = [0, 0];
  while (at < shorter && before[at] === after[at]) {
    at++;
    if (before[at - 1] === newLine) line = at;
  }
  return at === before.length && at === after.length ? at : line;
}

/** How many bytes of whole lines both end with, behind what they begin with. */
function commonEnd(before: Uint8Array, after: Uint8Array, start: number): number {
  const most = Math.min(before.length, after.length) - start;
  let [length, lines] = [0, 0];
  while (length < most && before[before.length - 1 - length] === after[after.length - 1 - length]) {
    length++;
    const beginsLine = begins(before, before.length - length, start) && begins(after, after.length - length, start);
    if (beginsLine) lines = length;
  }
  return lines;
}

function begins(text: Uint8Array, at: number, start: number): boolean {
  return at === start || text[at - 1] === newLine;
}

function linesIn(text: Uint8Array, from: number, to: number): number {
  if (from >= to) return 0;
  let lines = text[to - 1] === newLine ? 0 : 1;
  for (let at = text.indexOf(newLine, from); at >= 0 && at < to; at = text.indexOf(newLine, at + 1)) lines++;
  return lines;
}
