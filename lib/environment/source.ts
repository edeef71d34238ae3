import { isUtf8 } from 'node:buffer';
import { isAlias, isCollection, isMap, isScalar, isSeq, LineCounter, type Pair, type YAMLMap } from 'yaml';
import type { Finding } from '../model/finding';
import type { Path, Position } from '../model/origin';
import { readDocument, yamlSyntax, type ReadDocument, type TextFault } from './yaml-document';

/** A YAML file that a person wrote: its data, and where in the file each value stands. */
export class Source {
  /** The document as plain JSON; `undefined` for an empty file or one that does not parse. */
  readonly data: unknown;
  /** What the text itself is refused for. Where there is any, `data` is not to be used. */
  readonly findings: readonly Finding[];
  private readonly lines: LineCounter;
  private readonly contents: unknown;
  private readonly targets: ReadDocument['targets'];
  /** The pairs of a map by their keys, made when the map is first asked: a fleet has thousands of clusters in one. */
  private readonly pairs = new WeakMap<YAMLMap, ReadonlyMap<unknown, Pair>>();

  /**
   * @param file the name that findings show
   * @param content YAML 1.2 in UTF-8, with or without a byte order mark; what else is refused,
   *   `lib/environment/yaml-document.ts` says
   */
  constructor(
    readonly file: string,
    content: string | Uint8Array,
  ) {
    const text = typeof content === 'string' ? content : decode(content);
    this.lines = countLines(text ?? '');
    const { document, targets, faults } = text === undefined ? nothing : readDocument(text);
    this.contents = document?.contents;
    this.targets = targets;
    this.findings =
      typeof content !== 'string' && text === undefined
        ? [this.finding(notUtf8, firstBadByte(content))]
        : faults.map((fault) => this.finding(fault, this.lineAndColumn(fault.offset)));
    this.data = this.findings.length > 0 || !document?.contents ? undefined : this.toData(document.contents);
  }

  /**
   * Where the value at `path` starts, be it through an alias; where there is none, the nearest value around it. Columns
   * count UTF-16 code units, as editors do.
   */
  position(path: Path): Position {
    return this.at(rangeStart(this.nearest(path)) ?? 0);
  }

  /** Where the key at the end of `path` stands, for what is wrong with the key itself. */
  keyPosition(path: Path): Position {
    const parent = this.node(path.slice(0, -1));
    const last = path.at(-1);
    if (isMap(parent)) {
      const start = rangeStart(this.pairsOf(parent).get(last)?.key);
      if (start !== undefined) return this.at(start);
    }
    return this.position(path);
  }

  /** Whether the file itself gives a value at `path`, as opposed to a default. */
  has(path: Path): boolean {
    return path.length === 0 ? this.data !== undefined : this.node(path) !== undefined;
  }

  /** A scalar as the file writes it (`1.0` where the value is the number 1); `undefined` where there is none. */
  written(path: Path): string | undefined {
    const node = this.node(path);
    return isScalar(node) && node.type === 'PLAIN' ? node.source : undefined;
  }

  private nearest(path: Path): unknown {
    for (let length = path.length; length > 0; length--) {
      const node = this.node(path.slice(0, length));
      if (rangeStart(node) !== undefined) return node;
    }
    return this.contents;
  }

  /** The node at `path`, aliases followed. */
  private node(path: Path): unknown {
    return path.reduce<unknown>((node, key) => this.follow(this.child(node, key)), this.contents);
  }

  private child(node: unknown, key: string | number): unknown {
    if (isSeq(node)) return typeof key === 'number' ? node.items[key] : undefined;
    return isMap(node) ? this.pairsOf(node).get(key)?.value : undefined;
  }

  private pairsOf(map: YAMLMap): ReadonlyMap<unknown, Pair> {
    const known = this.pairs.get(map);
    if (known !== undefined) return known;
    const pairs = new Map(map.items.map((pair) => [isScalar(pair.key) ? pair.key.value : undefined, pair]));
    this.pairs.set(map, pairs);
    return pairs;
  }

  private follow(node: unknown): unknown {
    return isAlias(node) ? this.targets.get(node) : node;
  }

  private toData(contents: unknown): unknown {
    const node = this.follow(contents);
    if (isSeq(node)) return node.items.map((item) => this.toData(item));
    if (!isMap(node)) return isScalar(node) ? node.value : null;
    const entries = node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : '', this.toData(value)]);
    return Object.fromEntries(entries);
  }

  private finding({ code, message }: Pick<TextFault, 'code' | 'message'>, place: LineAndColumn): Finding {
    return { code, severity: 'error', position: { file: this.file, ...place }, path: '', message };
  }

  private at(offset: number): Position {
    return { file: this.file, ...this.lineAndColumn(offset) };
  }

  private lineAndColumn(offset: number): LineAndColumn {
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col };
  }
}

type LineAndColumn = Omit<Position, 'file'>;

const nothing: ReadDocument = { document: undefined, targets: new Map(), faults: [] };

const notUtf8 = { code: yamlSyntax.code, message: 'got bytes that are not UTF-8; save the file as UTF-8' };

/** The text without its byte order mark; `undefined` where the bytes are none. */
function decode(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return undefined;
  return new TextDecoder().decode(bytes);
}

/** Filled here and not by the parser, which may stop half-way. */
function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  return lines;
}

/** No line break is part of another character, so the first line that is no UTF-8 holds the first bad byte. */
function firstBadByte(bytes: Uint8Array): LineAndColumn {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  const readable = lines.map((line) => Buffer.from(line, 'latin1').toString('utf8'));
  const bad = readable.findIndex((line) => line.includes('\ufffd'));
  return { line: bad + 1, column: (readable[bad]?.indexOf('\ufffd') ?? 0) + 1 };
}

function rangeStart(node: unknown): number | undefined {
  if (isScalar(node) || isCollection(node)) return node.range?.[0];
  return undefined;
}
