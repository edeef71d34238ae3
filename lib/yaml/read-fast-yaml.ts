/**
 * Plain YAML, such as this program, kubectl and Helm write, read more than ten times as fast as the library does. Undefined for any
 * other YAML, and for words that YAML 1.1 and 1.2 read differently: the caller leaves these to the library. Property tests
 * hold the two equal.
 */
export function readFastYaml(text: string): unknown {
  try {
    return new Reader(text).document();
  } catch (error) {
    if (error === unsure) return undefined;
    throw error;
  }
}

const unsure = new Error('left to the library');

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[-+]?\d+)?$/;
/** What `fastYaml` never begins a plain text with. */
const notPlain = /^[\s,[\]{}#&*!|>'%@`]|^[?-](?:\s|$)|[:\s]$|: | #|\t|\r/;

class Reader {
  private readonly lines: string[];
  private at = 0;

  constructor(text: string) {
    if (text.includes('\r')) throw unsure;
    this.lines = text.replace(/^\n+/, '').replace(/\n$/, '').split('\n');
  }

  document(): unknown {
    const value = this.node(0);
    if (this.at !== this.lines.length) throw unsure;
    return value;
  }

  /** The collection whose first line stands at this depth. */
  private node(depth: number): unknown {
    const first = this.rest(depth);
    if (first === undefined) throw unsure;
    if (this.lines.length === 1 && (first === '{}' || first === '[]')) {
      this.at++;
      return first === '{}' ? {} : [];
    }
    return first.startsWith('- ') ? this.sequence(depth) : this.mapping(depth);
  }

  private sequence(depth: number): unknown[] {
    const items: unknown[] = [];
    for (let rest = this.rest(depth); rest?.startsWith('- ') === true; rest = this.rest(depth)) {
      const item = rest.slice(2);
      if (item.startsWith('- ') || keyOf(item) !== undefined) {
        // What stands behind the dash stands as deep as if it began its own line.
        this.lines[this.at] = ' '.repeat(depth + 2) + item;
        items.push(this.node(depth + 2));
      } else {
        this.at++;
        items.push(this.scalar(item, depth + 2));
      }
    }
    return items;
  }

  private mapping(depth: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    for (let rest = this.rest(depth); rest !== undefined && !rest.startsWith('- '); rest = this.rest(depth)) {
      const found = keyOf(rest);
      if (found === undefined || Object.hasOwn(map, found.key) || found.key === '__proto__') throw unsure;
      this.at++;
      map[found.key] = found.value === '' ? this.below(depth) : this.scalar(found.value.slice(1), depth + 2);
    }
    return map;
  }

  /** The collection under a key: the items of a list may stand as deep as the key. */
  private below(depth: number): unknown {
    const line = this.lines[this.at] ?? '';
    return line.startsWith('- ', depth) && line.slice(0, depth).trim() === ''
      ? this.sequence(depth)
      : this.node(depth + 2);
  }

  private scalar(text: string, depth: number): unknown {
    if (text.startsWith('"')) return quoted(text);
    if (text === '|' || text === '|-') return this.block(depth) + (text === '|' ? '\n' : '');
    if (text === '{}') return {};
    if (text === '[]') return [];
    if (text === 'true' || text === 'false') return text === 'true';
    if (text === 'null') return null;
    if (number.test(text)) return Number(text);
    if (text === '' || notPlain.test(text) || isOther(text)) throw unsure;
    return text;
  }

  private block(depth: number): string {
    const indent = ' '.repeat(depth);
    const start = this.at;
    while (this.at < this.lines.length) {
      const line = this.lines[this.at] ?? '';
      if (line !== '' && !line.startsWith(indent)) break;
      this.at++;
    }
    const [first = '', last] = [this.lines[start]?.slice(depth), this.lines[this.at - 1]];
    // A text that begins or ends with white space is cut by rules of its own.
    if (this.at === start || /^\s/.test(first) || first === '' || last?.trim() === '') throw unsure;
    return this.lines
      .slice(start, this.at)
      .map((line) => line.slice(depth))
      .join('\n');
  }

  /** The line without its indentation, if it stands at just this depth. */
  private rest(depth: number): string | undefined {
    const line = this.lines[this.at];
    if (line === undefined) return undefined;
    let indent = 0;
    while (line.charCodeAt(indent) === 0x20) indent++;
    if (indent > depth || line === '') throw unsure;
    return indent < depth ? undefined : line.slice(depth);
  }
}

/** Words that a reader of YAML 1.2 or 1.1 takes for something else than text. */
const words = /^(?:~|=|<<|null|true|false|y|n|yes|no|on|off|[-+]?\.(?:inf|nan))$/i;
/** Any form of a number or date, in whatever version. */
const numeric = /^[-+]?(?:0[xXoObB][\da-fA-F_]*|[\d_:-]*\.?[\d_]*(?:[eE][-+]?[\d_]*)?)$|^\d{4}-\d\d?-\d\d?/;

function isOther(text: string): boolean {
  return words.test(text) || numeric.test(text);
}

function quoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    throw unsure;
  }
}

/** The key of a line, and what follows its colon with the blank; undefined where the line is not an entry of a map. */
function keyOf(text: string): { readonly key: string; readonly value: string } | undefined {
  if (text.startsWith('"')) {
    const match = /^("(?:[^"\\]|\\.)*"):(| .*)$/s.exec(text);
    return match?.[1] === undefined ? undefined : { key: quoted(match[1]), value: match[2] ?? '' };
  }
  const colon = text.indexOf(': ');
  const end = colon >= 0 ? colon : text.endsWith(':') ? text.length - 1 : -1;
  if (end <= 0) return undefined;
  const key = text.slice(0, end);
  return notPlain.test(key) || isOther(key) ? undefined : { key, value: text.slice(end + 1) };
}
