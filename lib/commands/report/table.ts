import { terminalOf } from './terminal';

/** Narrower columns cannot be read. */
const narrowest = 12;

/**
 * Rows as aligned columns, two blanks between them and none at the end of a line; what a person wrote stays on its line. Where
 * the rows are wider than the reader's lines, the widest columns wrap between words. Where that would cut a word, the last cell
 * of each row goes below the others, so that names can still be copied.
 *
 * @param columns characters of a line @default - those of the terminal at standard output, and of any length where there is none
 */
export function table(
  texts: readonly (readonly string[])[],
  indent = '',
  columns = terminalOf(process.stdout).columns ?? Infinity,
): string[] {
  const rows = texts.map((row) => row.map((cell) => cell.replace(/\s+/g, ' ')));
  const natural = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const widths = fitted(natural, columns - indent.length - 2 * Math.max(0, natural.length - 1));
  if (rows.some((row) => row.some((cell, column) => longestWord(cell) > (widths[column] ?? 0))))
    return rows.flatMap((row) => stacked(row, indent, columns));
  return rows.flatMap((row) => {
    const cells = row.map((cell, column) => wrapped(cell, widths[column] ?? 0));
    const height = Math.max(1, ...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      `${indent}${cells.map((lines, column) => (lines[line] ?? '').padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    );
  });
}

function longestWord(cell: string): number {
  return Math.max(...cell.split(' ').map(({ length }) => length));
}

function stacked(row: readonly string[], indent: string, columns: number): string[] {
  const deeper = `${indent}    `;
  const below = wrapped(row.at(-1) ?? '', columns - deeper.length).map((line) => `${deeper}${line}`.trimEnd());
  const head = wrapped(row.slice(0, -1).filter(Boolean).join('  '), columns - indent.length);
  return [...head.map((line) => `${indent}${line}`.trimEnd()), ...below];
}

/** Widths that share the room: narrow columns keep theirs, the others part what is left. */
function fitted(natural: readonly number[], room: number): number[] {
  const widths = [...natural];
  let left = room;
  let open = natural.map((_, column) => column);
  for (;;) {
    const share = Math.max(narrowest, Math.floor(left / Math.max(1, open.length)));
    const fitting = open.filter((column) => (natural[column] ?? 0) <= share);
    if (fitting.length === open.length) return widths;
    if (fitting.length === 0) {
      for (const column of open) widths[column] = share;
      return widths;
    }
    left -= fitting.reduce((sum, column) => sum + (natural[column] ?? 0), 0);
    open = open.filter((column) => !fitting.includes(column));
  }
}

/** Lines of at most that width; a word that is longer, such as a URL, goes on in the next. */
function wrapped(cell: string, width: number): string[] {
  if (cell.length <= width) return [cell];
  const lines: string[] = [];
  let line = '';
  for (const word of cell.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
    while (line.length > width) {
      lines.push(line.slice(0, width));
      line = line.slice(width);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** `12,345`, in every locale. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
