import { isCollection, isMap, isPair, isScalar, LineCounter, parseDocument, type Document, type YAMLError } from 'yaml';
import type { Finding, FindingKind } from '../model/finding';
import type { Path, Position } from '../model/origin';

export const duplicateKey: FindingKind = {
  code: 'duplicate-key',
  why: 'Of two equal keys in one map a parser keeps one and drops the other without a word.',
  fix: 'Keep one of the two.',
};

export const yamlSyntax: FindingKind = {
  code: 'yaml-syntax',
  why: 'The file is not YAML 1.2, so nothing in it can be checked.',
  fix: 'Mend the place that the message names; the cause may stand in the line before.',
};

/** What usually stands behind a parser's complaint, where the complaint itself does not say. */
const hints: Readonly<Record<string, string>> = {
  BAD_INDENT: 'is a bracket before it not closed, or the line not indented as its neighbours?',
  BLOCK_AS_IMPLICIT_KEY: 'is the ":" after a key missing, or text with ": " in it not quoted?',
  BLOCK_IN_FLOW: 'is a bracket before it not closed?',
  MISSING_CHAR: 'is a bracket or a quote before it not closed?',
  TAB_AS_INDENT: 'indent with blanks',
};

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
    const refused = oneSyntaxError(this.document.errors).map(({ code, message, pos }) =>
      this.refusal(code, message, pos[0]),
    );
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
    const place = { severity: 'error', position: this.at(offset), path: '' } as const;
    if (yamlCode === 'DUPLICATE_KEY')
      return { ...place, code: duplicateKey.code, message: 'this key stands twice in one map; keep one of the two' };
    const hint = hints[yamlCode];
    const text = `not YAML 1.2: ${message}${hint === undefined ? '' : `; ${hint}`}`;
    return { ...place, code: yamlSyntax.code, message: text };
  }

  private at(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

/** Duplicate keys each stand for themselves; of syntax errors only the first counts, since the others follow from it. */
function oneSyntaxError(errors: readonly YAMLError[]): YAMLError[] {
  const [first] = errors.filter(({ code }) => code !== 'DUPLICATE_KEY').sort((a, b) => a.pos[0] - b.pos[0]);
  return first === undefined ? [...errors] : [first];
}

function rangeStart(node: unknown): number | undefined {
  if (isScalar(node) || isCollection(node)) return node.range?.[0];
  return undefined;
}
