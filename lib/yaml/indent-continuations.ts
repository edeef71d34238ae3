/** A text with inserted spaces, and the way back to the original offsets. */
export interface Indented {
  readonly text: string;
  /** The offset in the original text. */
  readonly before: (offset: number) => number;
}

/**
 * The same YAML with the continuation lines of quoted texts and brackets indented: the parser of Kubernetes ignores their
 * indentation, ours does not. Spaces at the start of such a line have no meaning, so no value changes.
 */
export function indentContinuations(text: string): Indented {
  const scan = new Scan(text);
  const inserts = scan.continuations();
  let written = '';
  let from = 0;
  const moved: { readonly at: number; readonly by: number }[] = [];
  let by = 0;
  for (const { at, spaces } of inserts) {
    written += text.slice(from, at) + ' '.repeat(spaces);
    from = at;
    by += spaces;
    moved.push({ at: at + by, by });
  }
  return {
    text: written + text.slice(from),
    before: (offset) => {
      let low = 0;
      let high = moved.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((moved[middle]?.at ?? 0) <= offset) low = middle + 1;
        else high = middle;
      }
      return offset - (moved[low - 1]?.by ?? 0);
    },
  };
}

interface Continuation {
  readonly at: number;
  readonly spaces: number;
}

/** Scans the characters once, and recognizes only quotes, brackets, block texts and comments. */
class Scan {
  private at = 0;
  private column = 0;
  private depth = 0;
  private readonly found: Continuation[] = [];

  constructor(private readonly text: string) {}

  continuations(): readonly Continuation[] {
    while (this.at < this.text.length) this.line();
    return this.found;
  }

  /** A line that begins outside quotes and brackets, with everything that starts on it. */
  private line(): void {
    const start = this.at;
    this.column = this.blanks();
    for (let fresh = true; this.at < this.text.length;) {
      const char = this.text[this.at];
      if (char === '\n') {
        this.at++;
        return;
      }
      if (char === '#' && (this.at === start || /\s/.test(this.text[this.at - 1] ?? ''))) {
        this.toLineEnd();
      } else if (fresh && (char === '"' || char === "'")) {
        this.quoted(char);
        fresh = false;
      } else if (fresh && (char === '[' || char === '{')) {
        this.brackets();
        fresh = false;
      } else if (fresh && (char === '|' || char === '>')) {
        this.block();
        return;
      } else if (fresh && (char === '&' || char === '!')) {
        while (/\S/.test(this.text[this.at] ?? ' ')) this.at++;
      } else if ((char === '-' || char === '?' || char === ':') && /\s|^$/.test(this.text[this.at + 1] ?? '')) {
        if (char !== ':' && fresh) this.column = this.at - this.lineStart();
        fresh = char === ':' || fresh;
        this.at++;
        while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++;
        if (char !== ':' && this.text[this.at] !== '\n')
          this.column = this.isKey() ? this.at - this.lineStart() : this.column;
      } else {
        if (char !== ' ' && char !== '\t' && char !== '\r') fresh = false;
        this.at++;
      }
    }
  }

  /** Whether a key of a map begins here, so that its value is indented below this column. */
  private isKey(): boolean {
    const end = this.text.indexOf('\n', this.at);
    return /^(?:"[^"]*"|'[^']*'|[^\s"'[{#|>&!][^#]*?)\s*:(?:\s|$)/.test(
      this.text.slice(this.at, end < 0 ? undefined : end),
    );
  }

  private quoted(quote: string): void {
    const spaces = this.column + 2;
    for (this.at++; this.at < this.text.length; this.at++) {
      const char = this.text[this.at];
      if (char === '\\' && quote === '"' && this.text[this.at + 1] !== '\n') this.at++;
      else if (char === '\n') this.continued(spaces);
      else if (char === quote && quote === "'" && this.text[this.at + 1] === "'") this.at++;
      else if (char === quote) {
        this.at++;
        return;
      }
    }
  }

  private brackets(): void {
    const spaces = this.column + 2;
    let fresh = true;
    do {
      const char = this.text[this.at];
      if (fresh && (char === '"' || char === "'")) {
        this.quoted(char);
        fresh = false;
        continue;
      }
      if (char === '[' || char === '{') this.depth++;
      else if (char === ']' || char === '}') this.depth--;
      else if (char === '#' && /\s/.test(this.text[this.at - 1] ?? '')) {
        this.toLineEnd();
        continue;
      } else if (char === '\n') this.continued(spaces);
      if (/[[{,:]/.test(char ?? '')) fresh = true;
      else if (char !== undefined && /\S/.test(char)) fresh = false;
      this.at++;
    } while (this.depth > 0 && this.at < this.text.length);
  }

  /** Called at the end of a line that continues on the next one. */
  private continued(spaces: number): void {
    const next = this.text[this.at + 1];
    if (next !== undefined && next !== '\n' && next !== '\r') this.found.push({ at: this.at + 1, spaces });
  }

  /** A block text ends before the first line that is not indented below its parent. */
  private block(): void {
    this.toLineEnd();
    this.at++;
    while (this.at < this.text.length) {
      const start = this.at;
      const indent = this.blanks();
      const char = this.text[this.at];
      if (char !== '\n' && char !== '\r' && char !== undefined && indent <= this.column) {
        this.at = start;
        return;
      }
      this.toLineEnd();
      this.at++;
    }
  }

  private blanks(): number {
    const start = this.at;
    while (this.text[this.at] === ' ') this.at++;
    return this.at - start;
  }

  private toLineEnd(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  private lineStart(): number {
    return this.text.lastIndexOf('\n', this.at - 1) + 1;
  }
}
