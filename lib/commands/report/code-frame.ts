import { readFileSync } from 'node:fs';
import { visible, type Finding } from '../../model/finding';
import { painted, type Terminal } from './terminal';

/** Wider lines are cut around the column at fault. */
const widest = 100;

/** Reads each file once; a run has many findings in few files. */
export class CodeFrames {
  private readonly files = new Map<string, readonly string[]>();

  constructor(private readonly terminal: Terminal) {}

  /** The line that a finding is about with a mark under its column; nothing where no file shows it. */
  of({ position, severity }: Pick<Finding, 'position' | 'severity'>): string[] {
    if (position === undefined) return [];
    const line = this.linesOf(position.file)[position.line - 1];
    if (line === undefined || line.trim() === '') return [];
    const from = Math.max(0, Math.min(position.column - 1 - widest / 2, line.length - widest));
    const shown = visible(line.slice(from, from + widest).replaceAll('\t', ' '));
    const number = String(position.line);
    const gutter = ' '.repeat(number.length);
    const mark = `${' '.repeat(Math.max(0, position.column - 1 - from))}^`;
    const color = severity === 'error' ? 'red' : 'yellow';
    return [
      `  ${painted(`${number} |`, 'dim', this.terminal)} ${shown}`,
      `  ${painted(`${gutter} |`, 'dim', this.terminal)} ${painted(mark, color, this.terminal)}`,
    ];
  }

  private linesOf(file: string): readonly string[] {
    const known = this.files.get(file);
    if (known) return known;
    let lines: string[] = [];
    try {
      lines = readFileSync(file, 'utf8')
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/);
    } catch {
      // A finding may be about a file that cannot be read: its message says so.
    }
    this.files.set(file, lines);
    return lines;
  }
}
