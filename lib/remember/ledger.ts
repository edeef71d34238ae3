import fs from 'node:fs';
import { resolve, sep } from 'node:path';
import { digestOf } from './digest';
import { folderAt, kindAt, nothing, type Seen } from './seen';

type Ask = (path: fs.PathLike, ...rest: unknown[]) => unknown;

/** The questions of the file system that a run asks; whoever asks others is noted as unknowable. */
const questions = ['readFileSync', 'readdirSync', 'statSync', 'lstatSync', 'existsSync', 'accessSync'] as const;
type Question = (typeof questions)[number];

/**
 * Everything that a run asks the file system while the ledger is open, whoever asks. It listens at `node:fs` itself, so that no
 * reader can be added and forgotten here: a run that is remembered by half of what it read would be stale.
 */
export class Ledger {
  private readonly files = new Map<string, string>();
  private readonly folders = new Map<string, string>();
  private readonly kinds = new Map<string, string>();
  private readonly replaced = new Map<Question, Ask>();
  private asking = false;

  private constructor() {
    for (const question of questions) this.listen(question);
  }

  /** Whoever opens it closes it. */
  static open(): Ledger {
    return new Ledger();
  }

  close(): void {
    for (const [question, real] of this.replaced) Object.assign(fs, { [question]: real });
    this.replaced.clear();
  }

  /**
   * What was asked outside of some paths.
   * @param outside absolute: the run's own output, which is compared by itself
   */
  seen(outside: readonly string[]): Seen {
    const within = (path: string) => outside.some((own) => path === own || path.startsWith(`${own}${sep}`));
    const left = (asked: ReadonlyMap<string, string>) =>
      Object.fromEntries([...asked].filter(([path]) => !within(path)));
    return { files: left(this.files), folders: left(this.folders), kinds: left(this.kinds) };
  }

  private listen(question: Question): void {
    const real = fs[question] as Ask;
    this.replaced.set(question, real);
    const listening: Ask = (path, ...rest) => {
      if (this.asking || typeof path === 'number') return real(path, ...rest);
      this.asking = true;
      try {
        return this.note(question, resolve(path instanceof URL ? path.pathname : String(path)), () =>
          real(path, ...rest),
        );
      } finally {
        this.asking = false;
      }
    };
    Object.assign(fs, { [question]: Object.assign(listening, real) });
  }

  private note(question: Question, path: string, ask: () => unknown): unknown {
    if (question === 'readdirSync') this.folders.set(path, folderAt(path));
    if (question !== 'readFileSync') {
      this.kinds.set(path, kindAt(path));
      return ask();
    }
    // Of the bytes that the run got, and not of those that stand there later.
    try {
      const content = ask() as string | Uint8Array;
      this.files.set(path, digestOf(content));
      return content;
    } catch (error) {
      this.files.set(path, nothing);
      throw error;
    }
  }
}
