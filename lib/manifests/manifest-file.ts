import { isCollection, isMap, isScalar, LineCounter, parseAllDocuments, visit, type Document, type Tags } from 'yaml';
import { isObject } from '../model/json';
import { findingAt, type Fault, type Finding } from '../model/finding';
import type { Manifest } from '../model/manifest';
import type { Path, Position } from '../model/origin';
import { fileNotManifest } from './file-not-manifest';
import { manifestSyntax } from './manifest-syntax';

/** One object that somebody wrote: alone in its document, or an item of a List. */
export interface WrittenManifest {
  readonly manifest: Manifest;
  /** Where a field of it stands; where it has none, what stands around it. */
  readonly positionOf: (path: Path) => Position;
}

/** What a file holds. */
export interface ManifestFile {
  readonly manifests: readonly WrittenManifest[];
  /** Documents that are no objects of Kubernetes: what they are is told by where they stand. */
  readonly others: readonly { readonly position: Position; readonly value: unknown }[];
  readonly findings: readonly Finding[];
}

/** Reads the objects of a YAML or JSON file; whatever is wrong with it is a finding. */
export function readManifestFile(file: string, text: string): ManifestFile {
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const manifests: WrittenManifest[] = [];
  const others: { position: Position; value: unknown }[] = [];
  const findings: Finding[] = [];
  for (const document of documentsOf(text, lines)) {
    const refused = whyRefused(document);
    if (refused) {
      // What follows from a template's braces, or from the first fault, is not told.
      if (text.includes('{{')) return { manifests: [], others: [], findings: [template(at(0))] };
      findings.push(findingAt(refused, { position: at(refused.offset), path: '' }));
      continue;
    }
    const value = document.toJS({ maxAliasCount: 100 }) as unknown;
    if (value === null || value === undefined) continue;
    const found = objectsOf(value);
    if (found.length === 0) others.push({ position: positionIn(document, [], at), value });
    for (const { manifest, path: own } of found)
      manifests.push({ manifest, positionOf: (path) => positionIn(document, [...own, ...path], at) });
  }
  return { manifests, others, findings };
}

function template(position: Position): Finding {
  return fileNotManifest.fault('template', {}, { position, path: '' });
}

/** YAML 1.1 as kubectl and Argo CD read it: `yes` is true and 0644 is octal, but no date and no 12:30 is anything but text. */
function documentsOf(text: string, lineCounter: LineCounter): Document.Parsed[] {
  const customTags = (tags: Tags): Tags => tags.filter((tag) => typeof tag === 'string' || !isTime(tag));
  const options = { version: '1.1', customTags, lineCounter, prettyErrors: false, uniqueKeys: true } as const;
  const documents = parseAllDocuments(text, options);
  return 'empty' in documents ? [] : documents;
}

function isTime({ tag, format }: { tag: string; format?: string }): boolean {
  return format === 'TIME' || tag === 'tag:yaml.org,2002:timestamp';
}

function whyRefused(document: Document.Parsed): Fault<{ readonly offset: number }> | undefined {
  const [first] = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]);
  if (first?.code === 'DUPLICATE_KEY') return manifestSyntax.fault('keyTwice', {}, { offset: first.pos[0] });
  if (first) {
    const [reason = ''] = first.message.split('\n');
    return manifestSyntax.fault('syntax', { reason }, { offset: first.pos[0] });
  }
  const odd = collectionKey(document);
  if (odd !== undefined)
    return manifestSyntax.fault('syntax', { reason: 'a key is text, and not a map or list' }, { offset: odd });
  try {
    document.toJS({ maxAliasCount: 100 });
    return undefined;
  } catch (error) {
    // The library throws here for aliases: unresolved ones, and ones that multiply (the "billion laughs" document).
    const reason = error instanceof Error ? error.message : String(error);
    return manifestSyntax.fault('syntax', { reason }, { offset: 0 });
  }
}

/** Where a key begins that is a map or list, as `{{ .Values.name }}` in a template is to YAML. */
function collectionKey(document: Document.Parsed): number | undefined {
  let start: number | undefined;
  visit(document, {
    Pair: (_, { key }) => {
      if (!isCollection(key)) return undefined;
      start = key.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return start;
}

/** The objects of a document; those of a List, at any depth, each by itself. */
function objectsOf(value: unknown, path: Path = []): { readonly manifest: Manifest; readonly path: Path }[] {
  if (!isObject(value) || typeof value.apiVersion !== 'string' || typeof value.kind !== 'string') return [];
  if (value.kind.endsWith('List') && Array.isArray(value.items))
    return value.items.flatMap((item: unknown, index) => objectsOf(item, [...path, 'items', index]));
  return [{ manifest: value as unknown as Manifest, path }];
}

function positionIn(document: Document.Parsed, path: Path, at: (offset: number) => Position): Position {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    // The key says more than a value that may begin on the next line.
    const key = isMap(parent)
      ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === last)?.key
      : undefined;
    const node: unknown = document.getIn(path.slice(0, length), true);
    const start = isScalar(node) ? node.range?.[0] : (rangeStart(key) ?? rangeStart(node));
    if (start !== undefined) return at(start);
  }
  return at(rangeStart(document.contents) ?? document.range[0]);
}

function rangeStart(node: unknown): number | undefined {
  return isScalar(node) || isCollection(node) ? node.range?.[0] : undefined;
}
