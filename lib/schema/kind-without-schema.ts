import { nearest, show } from '../model/words';
import type { ObjectFault } from './object-fault';
import { findingKind } from '../model/finding-kind';
import { groupOf, type Manifest } from '../model/manifest';
import { knownKinds } from './known-kinds';

export const kindWithoutSchemaKind = findingKind({
  code: 'kind-without-schema',
  why: 'A kind whose schema is not in imports/ cannot be checked at all.',
  fix: 'Correct apiVersion or kind, or add the kind to lib/import/sources.json and run the import.',
  messages: {
    otherVersion: 'got {got:json}; {kind} is known in {versions:or}',
    unknown: 'got {got:json}; {hint}',
  },
});

/** The fault of an object for which `imports/` has no schema. */
export function kindWithoutSchema({ apiVersion, kind }: Manifest): ObjectFault {
  const group = groupOf(apiVersion);
  const named = knownKinds.filter((known) => known.endsWith(`/${kind}`)).map((known) => withoutKind(known));
  // A kind of another group that has a domain may be meant: Knative's Service, not that of Kubernetes.
  const versions = named.filter((known) => groupOf(known) === group || isShort(group));
  if (versions.length > 0)
    return kindWithoutSchemaKind.fault('otherVersion', { got: apiVersion, kind, versions }, { path: ['apiVersion'] });
  const names = knownKinds
    .filter((known) => withoutKind(known) === apiVersion)
    .map((known) => known.split('/').at(-1) ?? '');
  const near = nearest(kind, names);
  const hint = near === undefined ? `imports/ has no schema of it in ${apiVersion}` : `did you mean ${show(near)}?`;
  return kindWithoutSchemaKind.fault('unknown', { got: kind, hint }, { path: ['kind'] });
}

/** A group of Kubernetes' own without a domain, or one that is misspelt. */
function isShort(group: string): boolean {
  return !group.includes('.');
}

function withoutKind(known: string): string {
  return known.slice(0, known.lastIndexOf('/'));
}
