import { isUtf8 } from 'node:buffer';
import { isScalar, LineCounter } from 'yaml';
import { findingAt, type Fault, type Finding } from '../model/finding';
import type { Path, Position } from '../model/origin';
import { readDocument, yamlSyntax, type ReadDocument } from './yaml-document';
import { YamlTree } from './yaml-tree';

/**
 * Characters up to which a file's tree is kept: that of an inventory of thousands of clusters takes far more memory
 * than all its data.
 */
const small = 2 ** 16;

/** A YAML file that a person wrote: its data, and where in the file each value stands. */
export class Source {
  /** The document as plain JSON; `undefined` for an empty file or one that does not parse. */
  readonly data: unknown;
  /** What the text itself is refused for. Where there is any, `data` is not to be used. */
  readonly findings: readonly Finding[];
  private readonly text: string;
  private readonly lines: LineCounter;
  private kept: YamlTree | undefined;

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
    this.text = text ?? '';
    this.lines = countLines(this.text);
    const read = text === undefined ? nothing : readDocument(text);
    const tree = new YamlTree(read);
    this.findings =
      typeof content !== 'string' && text === undefined
        ? [this.finding(notUtf8, firstBadByte(content))]
        : read.faults.map((fault) => this.finding(fault, this.lineAndColumn(fault.offset)));
    this.data = this.findings.length > 0 ? undefined : tree.data();
    if (this.text.length <= small) this.kept = tree;
  }

  /**
   * Where the value at `path` starts, be it through an alias, or its key where it is a map or list in block style; where
   * there is none, the nearest value around it. Columns count UTF-16 code units, as editors do.
   */
  position(path: Path): Position {
    return this.at(this.tree.start(path) ?? 0);
  }

  /** Where the key at the end of `path` stands, for what is wrong with the key itself. */
  keyPosition(path: Path): Position {
    const start = this.tree.keyStart(path);
    return start === undefined ? this.position(path) : this.at(start);
  }

  /** Whether the file itself gives a value at `path`, as opposed to a default. */
  has(path: Path): boolean {
    return path.length === 0 ? this.data !== undefined : this.tree.node(path) !== undefined;
  }

  /** A scalar as the file writes it (`1.0` where the value is the number 1); `undefined` where there is none. */
  written(path: Path): string | undefined {
    const node = this.tree.node(path);
    return isScalar(node) && node.type === 'PLAIN' ? node.source : undefined;
  }

  /** Of a large file made again when a place in it is first asked for, which in a run without findings is never. */
  private get tree(): YamlTree {
    return (this.kept ??= new YamlTree(readDocument(this.text)));
  }

  private finding(fault: Fault, place: LineAndColumn): Finding {
    return findingAt(fault, { position: { file: this.file, ...place }, path: '' });
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

const notUtf8 = yamlSyntax.fault('encoding', {});

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
