import type { Manifest } from '../model/manifest';
import type { Path } from '../model/origin';

/** What becomes of an object, from harmless to grave; the word is the one of the machine form of a plan. */
export const changeClasses = [
  'add',
  'in-place',
  'next-run',
  'roll',
  'restart',
  'recreate',
  'refused',
  'move',
  'remove',
  'orphan',
  'danger',
] as const;
export type ChangeClass = (typeof changeClasses)[number];

/** A JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** A field that differs, as deep as it differs. */
export interface FieldChange {
  readonly path: Path;
  /** Absent where the field is new. */
  readonly old?: unknown;
  /** Absent where the field is gone. */
  readonly new?: unknown;
}

/** Both sides of an object in normal form, and what differs. */
export interface Changed {
  readonly old: Fields;
  readonly new: Fields;
  readonly fields: readonly FieldChange[];
}

/** What the change of one field means. */
export interface Verdict {
  readonly class: ChangeClass;
  readonly field: FieldChange;
  /** What happens, in a sentence without its full stop. */
  readonly why: string;
  /** What to do instead. @default - nothing need be done */
  readonly fix?: string;
}

/** What changes of a kind's fields mean; a field that no verdict names changes in place. */
export interface Meaning {
  /** `group/Kind` of all that it holds for. */
  readonly kinds: readonly string[];
  /** Where Kubernetes or the operator says so: file and line. */
  readonly source: string;
  judge(changed: Changed): Iterable<Verdict>;
  /** A change with exactly these verdicts, each as `class /json/pointer`. */
  readonly bad: ChangeExample & { readonly says: readonly string[] };
  /** A change without a verdict. */
  readonly good: ChangeExample;
}

export interface ChangeExample {
  readonly old: Manifest;
  readonly new: Manifest;
}

/** A row of a table of meanings: every change at or below a path. */
export interface Row {
  /** Names with dots; `[*]` is not needed, since a row covers all that lies below it. */
  readonly at: string;
  readonly class: ChangeClass;
  readonly why: string;
  readonly fix?: string;
}

/** The verdicts of a table; the first row that covers a field counts. */
export function* judged({ fields }: Pick<Changed, 'fields'>, rows: readonly Row[]): Iterable<Verdict> {
  for (const field of fields) {
    const row = rows.find(({ at }) => touches(at, field));
    if (row) yield verdict(row, field);
  }
}

/** What a row says about a field. */
export function verdict({ class: word, why, fix }: Omit<Row, 'at'>, field: FieldChange): Verdict {
  return { class: word, field, why, ...(fix !== undefined && { fix }) };
}

/** Whether the field is the one of that path, or lies below it. */
export function covers(at: string, path: Path): boolean {
  const steps = at === '' ? [] : at.split('.');
  return steps.length <= path.length && steps.every((step, index) => String(path[index]) === step);
}

/** Whether a change touches what stands at a path: there, below it, or with all that stands around it. */
function touches(at: string, { path, old, new: now }: FieldChange): boolean {
  if (covers(at, path)) return true;
  const steps = at.split('.');
  if (!path.every((step, index) => String(step) === steps[index])) return false;
  const rest = steps.slice(path.length).join('.');
  return valueAt(old, rest) !== undefined || valueAt(now, rest) !== undefined;
}

/** The changes of what stands at a path or below it. */
export function below({ fields }: Pick<Changed, 'fields'>, at: string): FieldChange[] {
  return fields.filter((field) => touches(at, field));
}

/** The value at a path of plain names; undefined where a step leads nowhere. */
export function valueAt(value: unknown, at: string): unknown {
  return at.split('.').reduce<unknown>((inner, step) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return (inner as Fields)[step];
  }, value);
}

/** The way to a field as a JSON pointer (RFC 6901). */
export function pointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
