import { distance } from 'fastest-levenshtein';
import type { Code } from '../model/codes';
import { compare } from '../model/finding';
import type { Manifest } from '../model/manifest';
import type { Path } from '../model/origin';

/** Something that the API server would refuse. */
export interface SchemaProblem {
  /** Kebab-case, the same as the file that raises it. */
  readonly code: Code;
  /** The way to the faulty value inside `object`. */
  readonly path: Path;
  /** The same from the whole manifest, which may carry the object. */
  readonly at: Path;
  /** What was got, and what is right. */
  readonly message: string;
  /** The innermost object: of a ManifestWork, the manifest that it carries. */
  readonly object: Manifest;
}

/** A problem before it is known whose it is. */
export type Fault = Omit<SchemaProblem, 'object' | 'at'>;

const longest = 80;

/** A value as JSON, shortened where it is long. */
export function quote(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

/** The known name nearest to `name`, if it is near enough to be meant. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({
      candidate,
      steps: distance(name.toLowerCase(), candidate.toLowerCase()),
      exact: distance(name, candidate),
    }))
    .sort((a, b) => a.steps - b.steps || a.exact - b.exact || compare(a.candidate, b.candidate));
  const [best] = ranked;
  return best && best.steps <= Math.max(1, Math.floor(name.length / 3)) ? best.candidate : undefined;
}

/** `"a", "b" or "c"`. */
export function oneOf(values: readonly unknown[]): string {
  const texts = values.map(quote);
  const last = texts.pop() ?? '';
  return texts.length === 0 ? last : `${texts.join(', ')} or ${last}`;
}

/** A record of anything: a JSON object that is not a list. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether it is a JSON object and no list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
