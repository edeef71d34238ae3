/** Lines that are replaced by others. */
export interface Hunk {
  /** Lines before it in the old text. */
  readonly after: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Above this many pairs of lines, everything between the first and the last difference is one hunk. */
const mostPairs = 1_000_000;

/** The hunks that turn the old text into the new one; none if they are equal. */
export function hunksBetween(old: string, now: string): Hunk[] {
  if (old === now) return [];
  const [before, after] = [linesOf(old), linesOf(now)];
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const [a, b] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (a.length * b.length > mostPairs) return [{ after: start, removed: a, added: b }];
  return middle(a, b, start);
}

/** The text after the hunks. */
export function withHunks(text: string, hunks: readonly Hunk[]): string {
  const lines = linesOf(text);
  for (const { after, removed, added } of [...hunks].reverse()) lines.splice(after, removed.length, ...added);
  return lines.join('');
}

/** Lines with their line breaks, so a last line without one differs from a line with one. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** By the longest common subsequence. */
function middle(a: readonly string[], b: readonly string[], start: number): Hunk[] {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] =
        a[i] === b[j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
  const hunks: Hunk[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [from, to] = [i, j];
    while ((i < a.length || j < b.length) && (i >= a.length || j >= b.length || a[i] !== b[j])) {
      const down = i < a.length ? (table[(i + 1) * width + j] ?? 0) : -1;
      const right = j < b.length ? (table[i * width + j + 1] ?? 0) : -1;
      if (down >= right) i++;
      else j++;
    }
    if (i > from || j > to) hunks.push({ after: start + from, removed: a.slice(from, i), added: b.slice(to, j) });
    while (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    }
  }
  return hunks;
}
