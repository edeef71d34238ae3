import { contentHash } from './content-hash';

/** Fields that Kubernetes lets one change on a Job that exists: they do not make it another Job. */
const changeable: readonly string[] = [
  'activeDeadlineSeconds',
  'backoffLimit',
  'parallelism',
  'suspend',
  'ttlSecondsAfterFinished',
];

/** The part of a Job's spec that makes it this Job. */
export function fixedFields(spec: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(spec ?? {}).filter(([field]) => !changeable.includes(field)));
}

/** A name that ends in a hash of what the object is made of. */
export function hashedName(name: string, madeOf: unknown): string {
  return `${name}-${contentHash(madeOf)}`;
}
