import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { compare } from '../../model/finding';
import type { FindingKind, Messages } from '../../model/finding-kind';

const explains = /^\s*why:/m;

/** What documentation says about a kind of finding; a rule says it itself. */
export type KindText = Pick<FindingKind, 'code' | 'severity' | 'why' | 'fix'>;

/** A code with the file that explains it. */
export interface DocumentedKind extends KindText {
  /** Rules alone have one. */
  readonly summary?: string;
  /** From the root of the package, with `/`. */
  readonly file: string;
}

const load = createRequire(__filename);

/**
 * Every code that a file of `lib` explains, sorted by code. They are found, not listed: whoever adds a finding exports
 * its kind from the file that raises it, and can forget nothing.
 *
 * @param only load just the files that name this code
 * @throws where two files explain one code in different words
 */
export function findingKinds(root: string, only?: string): DocumentedKind[] {
  load('tsx/cjs');
  const found = sourceFiles(join(root, 'lib')).flatMap((path) => {
    // Loading every file of lib would load the generator of imports/ too, which takes seconds.
    const text = readFileSync(path, 'utf8');
    if (!explains.test(text) || (only !== undefined && !text.includes(`'${only}'`))) return [];
    const file = relative(root, path).split(sep).join('/');
    const kinds = Object.values(load(path) as Readonly<Record<string, unknown>>).filter(isKind);
    const wanted = only === undefined ? kinds : kinds.filter(({ code }) => code === only);
    return wanted.map((kind): DocumentedKind => ({ ...kind, file }));
  });
  const byCode = new Map<string, DocumentedKind>();
  for (const kind of found) {
    const known = byCode.get(kind.code);
    if (known !== undefined && (known.why !== kind.why || known.fix !== kind.fix))
      throw new Error(
        `${kind.code} is explained in ${known.file} and in ${kind.file}; one must take it from the other`,
      );
    byCode.set(kind.code, known ?? kind);
  }
  return [...byCode.values()].sort((a, b) => compare(a.code, b.code));
}

/** One sentence that may be said, with its kind and its name there. */
export interface FindingMessage {
  readonly code: string;
  readonly id: string;
  readonly text: string;
}

/** Every message that a kind of finding defines, in the order of the codes. */
export function findingMessages(root: string): FindingMessage[] {
  return findingKinds(root).flatMap(({ code, ...kind }) =>
    Object.entries('messages' in kind ? (kind.messages as Messages) : {}).map(([id, text]) => ({ code, id, text })),
  );
}

/** The TypeScript files of a folder, sorted by path. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort(compare);
}

function isKind(value: unknown): value is KindText {
  if (typeof value !== 'object' || value === null) return false;
  const { code, why, fix } = value as Partial<KindText>;
  return typeof code === 'string' && typeof why === 'string' && typeof fix === 'string';
}
