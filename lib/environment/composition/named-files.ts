import { z } from 'zod';
import type { Finding } from '../../model/finding';
import { at, fieldsOf, isObject } from '../../model/json';
import type { Path } from '../../model/origin';
import { refuseTwins } from '../duplicate-entry';
import { issueFindings } from '../issues';
import type { Source } from '../source';
import { basePath, includePath } from '../values/file-path';

/** The key `base`: a file of settings that several environments share. */
export const base = basePath
  .optional()
  .meta({ description: 'A file of settings that apply where this environment does not set them; one level.' });

/** The key `include`: further files of the same environment. */
export const include = z.array(includePath).superRefine(refuseTwins).optional().meta({
  description: 'Further files of this environment, such as eu/*.yaml: merged by key, from the folder of this one.',
});

const names = z.object({ base, include });

/** Findings about the paths under `base` and `include`. */
export function namesFindings(source: Source): Finding[] {
  const { success, error } = names.safeParse(fieldsOf(source.data));
  return success ? [] : issueFindings(error.issues, source, new WeakMap());
}

/** A path in a document, and where it is written. */
export interface NamedFile {
  readonly name: string;
  readonly path: Path;
}

/** The paths under `include`; the schema reports entries that are not text. */
export function includesOf(data: unknown): NamedFile[] {
  const list = at(data, 'include');
  if (!Array.isArray(list)) return [];
  return list.flatMap((name: unknown, index) => (typeof name === 'string' ? [{ name, path: ['include', index] }] : []));
}

export function baseOf(data: unknown): NamedFile | undefined {
  const name = at(data, 'base');
  return typeof name === 'string' ? { name, path: ['base'] } : undefined;
}

/** Whether a document has `include` or `base`, well-formed or not. */
export function bringsFiles(data: unknown): boolean {
  return isObject(data) && ('include' in data || 'base' in data);
}
