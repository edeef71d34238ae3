import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Alias,
  type Document,
  type Scalar,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { findingKind } from '../model/finding-kind';
import type { Fault } from '../model/finding';

export const yamlSyntax = findingKind({
  code: 'yaml-syntax',
  why: 'The file is not YAML 1.2, or uses a part of it that readers disagree about, so nothing in it can be checked.',
  fix: 'Fix the place that the message names; the cause may be in the line before.',
  messages: {
    control: 'got {got}, {what}; remove it',
    depth: 'got more than {expected} levels of nesting; no setting lies so deep',
    documents: 'got a second document; a file holds one',
    keyType: 'got {got:json} as a key; keys are plain text',
    tag: 'got the tag {got}; remove it, the settings have plain values only',
    directive: 'got the directive {got}; remove it',
    parser: 'not YAML 1.2: {reason}{hint}',
    quote: 'got a quote that nothing closes; close it',
    version: 'got %YAML {got}; the settings are YAML 1.2: remove the line',
    aliases: 'got aliases that stand for more than {expected} values; write out what is meant',
    anchor: 'got *{got}, and no anchor &{got} stands before it',
    recursion: 'got *{got} inside of what it stands for; write out what is meant',
    mergeKey: 'got a merge key "<<", which is of YAML 1.1; write out the keys that it stands for',
    protoKey: 'got a key "__proto__"; nothing can have that name',
    encoding: 'got bytes that are not UTF-8; save the file as UTF-8',
  },
});

export const duplicateKey = findingKind({
  code: 'duplicate-key',
  why: 'Of two equal keys in one map a parser keeps one and drops the other without a word.',
  fix: 'Keep one of the two.',
  messages: {
    keyTwice: 'this key stands twice in one map; keep one of the two',
  },
});

/** Something that is wrong with the text itself, at an offset of it. */
export type TextFault = Fault<{ readonly offset: number }>;

/** A file of YAML as read, with all that is wrong with its text. */
export interface ReadDocument {
  readonly document: Document.Parsed | undefined;
  /** What each alias stands for: the library would search the whole document for every one. */
  readonly targets: ReadonlyMap<Alias, unknown>;
  /** Where there is any, the document has no data that could be used. */
  readonly faults: readonly TextFault[];
}

/** Deeper than any setting; a fixed number, so that the verdict does not hang on the size of the stack. */
const deepest = 64;

/** How many values aliases may make of a file: enough for thousands of clusters, too few to exhaust memory. */
const largest = 200_000;

/** Parses one document of YAML 1.2 in which every key is text, every alias leads somewhere and nothing is ambiguous. */
export function readDocument(text: string): ReadDocument {
  const targets = new Map<Alias, unknown>();
  const control = controlIn(text);
  if (control !== undefined) return { document: undefined, targets, faults: [control] };
  const document = parse(text);
  if (document === undefined) return { document, targets, faults: [tooDeep(0)] };
  const deep = document.contents === null ? undefined : belowDeepest(document.contents, 0);
  if (deep !== undefined) return { document, targets, faults: [tooDeep(deep)] };
  const refused = firstError([...document.errors, ...document.warnings]);
  if (refused !== undefined)
    return { document, targets, faults: [unclosed(refused, document) ?? fromParser(refused, text)] };
  const faults = [...oldVersion(document), ...new Walk(targets).faults(document.contents)];
  return { document, targets, faults };
}

/** The first character that is not text, in the file itself or made by an escape such as "\\e". */
function controlIn(text: string): TextFault | undefined {
  const found = /[^\P{Cc}\t\n\r\x85]|\p{Cs}/u.exec(text);
  if (found === null) return undefined;
  const what = /\p{Cs}/u.test(found[0]) ? 'half a character' : 'a control character';
  return yamlSyntax.fault('control', { got: escaped(found[0]), what }, { offset: found.index });
}

/** As JSON writes it; a character beyond ASCII that JSON leaves as it is, in the same way. */
function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x7f ? JSON.stringify(character) : `"\\u${code.toString(16).padStart(4, '0')}"`;
}

function parse(text: string): Document.Parsed | undefined {
  try {
    return parseDocument(text, {
      version: '1.2',
      // The library compares every key with every other; `Walk` does it in one pass.
      uniqueKeys: false,
      stringKeys: true,
      resolveKnownTags: false,
      prettyErrors: false,
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function twice(offset: number): TextFault {
  return duplicateKey.fault('keyTwice', {}, { offset });
}

function tooDeep(offset: number): TextFault {
  return yamlSyntax.fault('depth', { expected: deepest }, { offset });
}

/** What usually stands behind a parser's complaint, where the complaint itself does not say. */
const hints: Readonly<Record<string, string>> = {
  BAD_INDENT: 'is a bracket before it not closed, or the line not indented as its neighbours?',
  BLOCK_AS_IMPLICIT_KEY: 'is the ":" after a key missing, or text with ": " in it not quoted?',
  BLOCK_IN_FLOW: 'is a bracket before it not closed?',
  MISSING_CHAR: 'is a bracket or a quote before it not closed?',
  MULTILINE_IMPLICIT_KEY: 'is the blank after a ":" missing?',
  TAB_AS_INDENT: 'indent with blanks',
};

function fromParser({ code, message, pos: [start, end] }: YAMLError, text: string): TextFault {
  const got = text.slice(start, end).trim();
  const at = { offset: start };
  switch (code) {
    case 'MULTIPLE_DOCS':
      return yamlSyntax.fault('documents', {}, at);
    case 'NON_STRING_KEY':
      return yamlSyntax.fault('keyType', { got }, at);
    case 'TAG_RESOLVE_FAILED':
      return yamlSyntax.fault('tag', { got }, at);
    case 'BAD_DIRECTIVE':
      return yamlSyntax.fault('directive', { got }, at);
    default:
      return yamlSyntax.fault(
        'parser',
        { reason: message, hint: hints[code] === undefined ? '' : `; ${hints[code]}` },
        at,
      );
  }
}

/** A quote that is never closed, at its place: the parser complains where it gives up looking. */
function unclosed({ code, message, pos: [end] }: YAMLError, document: Document.Parsed): TextFault | undefined {
  if (code !== 'MISSING_CHAR' || !/^Missing closing ["']/.test(message)) return undefined;
  let start: number | undefined;
  visit(document, {
    Scalar: (_, { type, range }) => {
      const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
      if (isQuoted && range && range[0] < end && range[1] >= end) start = range[0];
    },
  });
  return start === undefined ? undefined : yamlSyntax.fault('quote', {}, { offset: start });
}

/** Of syntax errors only the first counts, since the others follow from it. */
function firstError(errors: readonly YAMLError[]): YAMLError | undefined {
  return [...errors].sort((a, b) => a.pos[0] - b.pos[0])[0];
}

function oldVersion({ directives }: Document.Parsed): TextFault[] {
  const { explicit, version } = directives.yaml;
  if (!explicit || version === '1.2') return [];
  return [yamlSyntax.fault('version', { got: version }, { offset: 0 })];
}

/** Where the first value stands that lies too deep; aliases are not followed. */
function belowDeepest(node: unknown, depth: number): number | undefined {
  if (!isCollection(node)) return undefined;
  if (depth >= deepest) return node.range?.[0] ?? 0;
  for (const child of childrenOf(node)) {
    const found = belowDeepest(child, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function childrenOf(node: unknown): unknown[] {
  if (isSeq(node)) return node.items;
  return isMap(node) ? node.items.map(({ value }) => value) : [];
}

/** One pass over the document in its order, which is also the order in which anchors take effect. */
class Walk {
  private readonly found: TextFault[] = [];
  /** How many values a finished collection stands for. */
  private readonly sizes = new Map<unknown, number>();
  private readonly open = new Set<unknown>();
  private readonly anchors = new Map<string, unknown>();

  constructor(private readonly targets: Map<Alias, unknown>) {}

  faults(contents: unknown): readonly TextFault[] {
    const size = this.measure(contents);
    if (this.found.length === 0 && size > largest) {
      this.found.push(yamlSyntax.fault('aliases', { expected: largest }, { offset: 0 }));
    }
    return this.found;
  }

  private measure(node: unknown): number {
    if (isAlias(node)) return this.measureAlias(node);
    if (isNode(node) && node.anchor !== undefined) this.anchors.set(node.anchor, node);
    if (isScalar(node)) this.checkText(node);
    if (!isCollection(node)) return 1;
    this.open.add(node);
    if (isMap(node)) this.checkKeys(node);
    const size = childrenOf(node).reduce<number>((sum, child) => sum + this.measure(child), 1);
    this.open.delete(node);
    this.sizes.set(node, size);
    return size;
  }

  private measureAlias(alias: Alias): number {
    const target = this.anchors.get(alias.source);
    const offset = alias.range?.[0] ?? 0;
    if (target === undefined) {
      this.found.push(yamlSyntax.fault('anchor', { got: alias.source }, { offset }));
      return 1;
    }
    if (this.open.has(target)) {
      this.found.push(yamlSyntax.fault('recursion', { got: alias.source }, { offset }));
      return 1;
    }
    this.targets.set(alias, target);
    return this.sizes.get(target) ?? 1;
  }

  private checkKeys({ items }: YAMLMap): void {
    const known = new Set<unknown>();
    for (const { key } of items) {
      if (!isScalar(key)) continue;
      if (known.has(key.value)) this.found.push(twice(key.range?.[0] ?? 0));
      known.add(key.value);
      this.checkKey(key);
    }
  }

  /** Text in the file itself was looked through before; here is what escapes make. */
  private checkText({ value, type, range }: Scalar): void {
    if (type !== 'QUOTE_DOUBLE' || typeof value !== 'string') return;
    const control = controlIn(value);
    if (control !== undefined) this.found.push({ ...control, offset: range?.[0] ?? 0 });
  }

  private checkKey(key: Scalar): void {
    const offset = key.range?.[0] ?? 0;
    this.checkText(key);
    if (key.value === '<<') {
      this.found.push(yamlSyntax.fault('mergeKey', {}, { offset }));
    } else if (key.value === '__proto__') {
      this.found.push(yamlSyntax.fault('protoKey', {}, { offset }));
    }
  }
}
