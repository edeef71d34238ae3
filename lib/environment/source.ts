import { isCollection, isMap, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { Finding } from '../model/finding';
import type { Path, Position } from '../model/origin';

/** A YAML file that a person wrote: its data, and where in the file each value stands. */
export class Source {
  /** The document as plain JSON; `undefined` for an empty file or one that does not parse. */
  readonly data: unknown;
  /** What the YAML parser itself refuses. Where there is any, `data` is not to be used. */
  readonly findings: readonly Finding[];
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  /**
   * @param file the name that findings show
   * @param text YAML 1.2; duplicate keys, aliases that expand without bound and several documents are refused
   */
  constructor(
    readonly file: string,
    text: string,
  ) {
    this.document = parseDocument(text, {
      version: '1.2',
      lineCounter: this.lines,
      uniqueKeys: true,
      prettyErrors: false,
    });
    const refused = this.document.errors.map((error) => this.refusal(error.code, error.message, error.pos[0]));
    const { data, bomb } = refused.length > 0 ? {} : this.toData();
    this.findings = bomb ? [bomb] : refused;
    this.data = data;
  }

  /** Where the value at `path` starts; where there is none, the nearest value around it. */
  position(path: Path): Position {
    for (let length = path.length; length > 0; length--) {
      const node = this.document.getIn(path.slice(0, length), true);
      const start = rangeStart(node);
      if (start !== undefined) return this.at(start);
    }
    return this.at(rangeStart(this.document.contents) ?? 0);
  }

  /** Where the key at the end of `path` stands, for what is wrong with the key itself. */
  keyPosition(path: Path): Position {
    const parent: unknown = path.length === 1 ? this.document.contents : this.document.getIn(path.slice(0, -1), true);
    const last = path.at(-1);
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => (isScalar(key) ? key.value : key) === last);
      const start = isPair(pair) ? rangeStart(pair.key) : undefined;
      if (start !== undefined) return this.at(start);
    }
    return this.position(path);
  }

  /** Whether the file itself gives a value at `path`, as opposed to a default. */
  has(path: Path): boolean {
    return path.length === 0 ? this.data !== undefined : this.document.hasIn(path);
  }

  private toData(): { data?: unknown; bomb?: Finding } {
    try {
      return { data: this.document.toJS({ maxAliasCount: 100 }) as unknown };
    } catch (error) {
      // The library throws here for aliases: unresolved ones, and ones that multiply (the "billion laughs" document).
      return { bomb: this.refusal('BAD_ALIAS', error instanceof Error ? error.message : String(error), 0) };
    }
  }

  private refusal(yamlCode: string, message: string, offset: number): Finding {
    const duplicate = yamlCode === 'DUPLICATE_KEY';
    return {
      code: duplicate ? 'duplicate-key' : 'yaml-syntax',
      severity: 'error',
      position: this.at(offset),
      path: '',
      message: duplicate ? 'this key stands twice in one map; keep one of the two' : `not YAML 1.2: ${message}`,
    };
  }

  private at(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

function rangeStart(node: unknown): number | undefined {
  if (isScalar(node) || isCollection(node)) return node.range?.[0];
  return undefined;
}
