import { isObject } from '../model/json';
import { groupOf, type Manifest } from '../model/manifest';
import type { Path } from '../model/origin';
import { factsOf, type CarrierFacts } from './kind-table';

/** A value that stands where an object carries another one, whole or in parts. */
export interface Carried {
  readonly value: unknown;
  /** From the carrier. */
  readonly path: Path;
  readonly facts: CarrierFacts;
  /** The carrier says that no such object may be there. */
  readonly unwanted: boolean;
}

/** Every object that a manifest carries, one level deep; none for most kinds. */
export function carriedBy(manifest: Manifest): Carried[] {
  const { apiVersion, kind } = manifest;
  const fields = factsOf({ group: groupOf(apiVersion), kind })?.carries ?? [];
  return fields.flatMap((facts) => {
    const steps = facts.at.replaceAll('[*]', '.*').split('.');
    return expand(steps, manifest, []).map(({ value, path, parent }) => ({
      value,
      path,
      facts,
      unwanted: Object.entries(facts.unwanted ?? {}).some(
        ([field, word]) => isObject(parent) && String(parent[field]).toLowerCase() === word,
      ),
    }));
  });
}

interface Place {
  readonly value: unknown;
  readonly path: Path;
  readonly parent: unknown;
}

function expand([step, ...rest]: readonly string[], value: unknown, path: Path, parent?: unknown): Place[] {
  if (step === undefined) return [{ value, path, parent }];
  if (step === '*')
    return Array.isArray(value)
      ? value.flatMap((item: unknown, index) => expand(rest, item, [...path, index], value))
      : [];
  return isObject(value) && value[step] !== undefined ? expand(rest, value[step], [...path, step], value) : [];
}
