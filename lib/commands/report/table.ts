/** Rows as aligned columns, two blanks between them and none at the end of a line; what a person wrote stays on its line. */
export function table(texts: readonly (readonly string[])[], indent = ''): string[] {
  const rows = texts.map((row) => row.map((cell) => cell.replace(/\s+/g, ' ')));
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    `${indent}${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}

/** `12,345`, in every locale. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
