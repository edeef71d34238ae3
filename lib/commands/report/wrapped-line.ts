import { terminalOf } from './terminal';

/**
 * A line as lines that fit the reader's terminal: it breaks between words, and continues two blanks deeper. A
 * longer word stays whole, so that it can be copied.
 *
 * @param columns characters of a line @default - those of the terminal at standard output, and of any length where there is none
 */
export function wrappedLine(text: string, columns = terminalOf(process.stdout).columns ?? Infinity): string[] {
  if (text.length <= columns) return [text];
  const [indent = ''] = /^ */.exec(text) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const word of text.slice(indent.length).split(' ')) {
    const before = lines.length === 0 ? indent : `${indent}  `;
    if (line !== '' && before.length + line.length + 1 + word.length > columns) {
      lines.push(`${before}${line}`);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, `${lines.length === 0 ? indent : `${indent}  `}${line}`];
}

/** Lines as the text that a command prints, each as `wrappedLine` breaks it. */
export function wrappedText(lines: readonly string[]): string {
  return `${lines.flatMap((line) => wrappedLine(line)).join('\n')}\n`;
}
