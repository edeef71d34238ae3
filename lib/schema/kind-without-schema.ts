import type { FindingKind } from '../model/finding';
import type { Manifest } from '../model/manifest';
import { knownKinds } from './known-kinds';
import { nearest, oneOf, quote, type Fault } from './problem';

export const kindWithoutSchemaKind: FindingKind = {
  code: 'kind-without-schema',
  why: 'A kind whose schema is not in imports/ cannot be checked at all.',
  fix: 'Correct apiVersion or kind, or add the kind to lib/import/sources.json and run the import.',
};

/** The fault of an object for which `imports/` has no schema. */
export function kindWithoutSchema({ apiVersion, kind }: Manifest): Fault {
  const { code } = kindWithoutSchemaKind;
  const versions = knownKinds.filter((known) => known.endsWith(`/${kind}`)).map((known) => withoutKind(known));
  if (versions.length > 0)
    return { code, path: ['apiVersion'], message: `got ${quote(apiVersion)}; ${kind} is known in ${oneOf(versions)}` };
  const names = knownKinds
    .filter((known) => withoutKind(known) === apiVersion)
    .map((known) => known.split('/').at(-1) ?? '');
  const near = nearest(kind, names);
  const hint = near === undefined ? `imports/ has no schema of it in ${apiVersion}` : `did you mean ${quote(near)}?`;
  return { code, path: ['kind'], message: `got ${quote(kind)}; ${hint}` };
}

function withoutKind(known: string): string {
  return known.slice(0, known.lastIndexOf('/'));
}
