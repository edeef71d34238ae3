import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../model/json';
import { formatPath, type Path } from '../../model/origin';
import { Misuse } from '../../synth/run';
import { removals } from './removal';
import { parsed } from './yaml-place';
import { writings } from './writing';
import type { Written } from './written';

/** A value to write, or to remove. */
export interface Edit {
  readonly path: Path;
  /** @default - removed, with the maps below `keep` that become empty */
  readonly value?: unknown;
  /** How the value is written where it comes from. @default - as YAML writes it on one line */
  readonly written?: Written | undefined;
  /** The length of the path that stays, even where it becomes empty. */
  readonly keep?: number;
}

/**
 * A file of YAML with some values changed in place: everything else, with comments, quotes, indentation and spaces, stays byte for
 * byte.
 *
 * @throws Misuse where a change of that value alone cannot be written: an anchor or alias shares it with others
 */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce(withEdit, text);
}

/** The first way to write an edit that changes what it should and nothing else. */
function withEdit(text: string, edit: Edit): string {
  const wanted = changed(dataOf(text), edit.path, edit);
  for (const result of edit.value === undefined ? removals(text, edit) : writings(text, edit))
    if (isDeepStrictEqual(dataOf(result), wanted)) return result;
  throw new Misuse(
    `${formatPath(edit.path)} shares its text with other settings by an anchor or an alias; write out its value, then promote`,
  );
}

/** `undefined` where it is invalid YAML, or an alias has lost its anchor. */
function dataOf(text: string): unknown {
  const document = parsed(text);
  try {
    return document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: -1 });
  } catch {
    return undefined;
  }
}

/** The data with the value, or without it. */
function changed(data: unknown, [key, ...rest]: Path, { value, keep = 0 }: Edit): unknown {
  if (key === undefined) return value;
  if (Array.isArray(data))
    return data.map((item: unknown, index) =>
      index === key ? changed(item, rest, { path: rest, value, keep: keep - 1 }) : item,
    );
  const { [key]: old, ...others } = isObject(data) ? data : {};
  const inner = changed(old, rest, { path: rest, value, keep: keep - 1 });
  const isGone =
    inner === undefined || (value === undefined && keep < 1 && isObject(inner) && Object.keys(inner).length === 0);
  return isGone ? others : { ...others, [key]: inner };
}
