import { isObject } from '../../model/json';
import type { Facts } from '../cluster-facts';
import { pathText, type Edit } from '../edit-script';
import { sharedOf, type Content } from '../fold';
import { hunksBetween } from '../line-script';
import { filledWhereKnown, readable } from '../placeholders';
import type { Variant } from '../subjects';

/** An edit for people and programs: without secrets, and with `{cluster}` where clusters differ in their own facts. */
export interface ShownEdit {
  /** A JSON pointer with the keys of items in place of their numbers; empty for the whole object or text. */
  readonly field: string;
  readonly what: 'added' | 'removed' | 'changed' | 'order' | 'lines';
  /** Absent for a new field, or where only lines are shown. */
  readonly old?: unknown;
  readonly new?: unknown;
  /** For a text of several lines: removed lines after `-`, added lines after `+`. */
  readonly lines?: readonly string[];
}

/** Shown in place of a secret value. */
const hidden = '(hidden)';

/** The edits of a variant. Facts that all of its clusters share are written out. */
export function shownEdits({ content, entry }: Variant): ShownEdit[] {
  const { object, script, hunks } = asRead(
    content,
    entry.members.map(({ facts }) => facts),
  );
  if (hunks) return hunks.map(({ removed, added }) => ({ field: '', what: 'lines', lines: signed(removed, added) }));
  const secret = object?.kind === 'Secret' && object.group === '';
  return (script ?? []).map((edit) => shownEdit(edit, secret));
}

function shownEdit({ at, order, ...edit }: Edit, secret: boolean): ShownEdit {
  const field = pathText(at);
  if (order !== undefined) return { field, what: 'order', new: order.map((key) => Object.values(key).join('.')) };
  const hide = secret && (at[0] === 'data' || at[0] === 'stringData');
  const [old, now] = [edit.old, edit.new].map((value) => (hide ? withoutSecrets(value) : value));
  // The tree has a whole object.
  const whole = at.length === 0;
  if (old === undefined) return { field, what: 'added', ...(!whole && { new: now }) };
  if (now === undefined) return { field, what: 'removed', ...(!whole && { old }) };
  if (typeof old === 'string' && typeof now === 'string' && (old.includes('\n') || now.includes('\n')))
    return {
      field,
      what: 'lines',
      lines: hunksBetween(old, now).flatMap(({ removed, added }) => signed(removed, added)),
    };
  return { field, what: 'changed', old, new: now };
}

function signed(removed: readonly string[], added: readonly string[]): string[] {
  const text = (line: string) => line.replace(/\n$/, '');
  return [...removed.map((line) => `-${text(line)}`), ...added.map((line) => `+${text(line)}`)];
}

/** The data of a Secret, with hidden values. */
function withoutSecrets(value: unknown): unknown {
  if (value === undefined) return undefined;
  return isObject(value) ? Object.fromEntries(Object.keys(value).map((key) => [key, hidden])) : hidden;
}

/** The content for several clusters, as people read it: a fact that they share is written out, any other is `{name}`. */
function asRead<Note>(content: Content<Note>, members: readonly Facts[]): Content<Note> {
  return JSON.parse(readable(filledWhereKnown(JSON.stringify(content), sharedOf(members)))) as Content<Note>;
}

/** A text with placeholders, such as a name or a sentence, as people read it for this variant. */
export function readFor({ entry }: Variant, text: string): string {
  return readable(filledWhereKnown(text, sharedOf(entry.members.map(({ facts }) => facts))));
}
