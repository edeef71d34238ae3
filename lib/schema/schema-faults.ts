import { carriedBy } from '../kinds/carriers';
import type { CarrierFacts } from '../kinds/kind-table';
import { at, isObject } from '../model/json';
import type { ObjectFault, SchemaFault } from './object-fault';
import { groupOf, isKubernetesObject, type Manifest } from '../model/manifest';
import type { Path } from '../model/origin';
import { apiFaults } from './api/api-checks';
import { celFaults } from './cel-rule';
import { withDefaults } from './defaults';
import { objectsInTexts } from '../yaml/objects-in-texts';
import { kindWithoutSchema } from './kind-without-schema';
import { knownKind, metadata, type KnownKind } from './known-kinds';
import { listDuplicates } from './list-duplicate';
import { nameFaults } from './name-invalid';
import { schemaMismatchKind } from './schema-mismatch';
import { scopeFaults, type Placing } from './scope-mismatch';
import { validationFaults } from './validation';
import { versionRemoved, versionUnserved } from './version-removed';

/**
 * The faults for which the API server would reject an object, or an object that it carries (in a
 * ManifestWork, a Policy, a Template), each with its path inside the innermost object. A kind without a schema is a
 * fault: an object that cannot be checked is never passed over.
 */
export function schemaFaults(manifest: Manifest, kinds: OwnKinds = noKinds): SchemaFault[] {
  if (isKubernetesObject(manifest)) return locatedFaults(manifest, [], {}, kinds);
  return [schemaMismatchKind.fault('notManifest', { got: manifest }, { path: [], at: [], object: manifest })];
}

/** Kinds that come with the objects and are checked by their own definitions instead of those in imports/. */
export interface OwnKinds {
  /** @returns undefined for a kind or version that they do not define */
  find(apiVersion: string, kind: string): KnownKind | undefined;
  /** The versions in which a kind is served; undefined where they do not define it. */
  served(group: string, kind: string): readonly string[] | undefined;
}

const noKinds: OwnKinds = { find: () => undefined, served: () => undefined };

/** How an object is carried; nothing for one that is applied as it stands. */
type Carriage = Partial<Pick<CarrierFacts, 'givesNamespace' | 'partial' | 'placeholders'>> & Placing;

const inText: Carriage = { partial: true, givesNamespace: true };

/** @param start where the object begins inside the whole manifest */
function locatedFaults(manifest: Manifest, start: Path, carriage: Carriage, kinds: OwnKinds): SchemaFault[] {
  const located = (fault: ObjectFault): SchemaFault => ({ ...fault, at: [...start, ...fault.path], object: manifest });
  const faults = faultsOf(manifest, carriage, kinds);
  const inner = carriedBy(manifest).flatMap(({ value, path, facts }) => {
    // The placeholders of the carrier are also those of the objects in it.
    const placeholders = facts.placeholders ?? carriage.placeholders;
    const whole = facts.partial && isObject(value) ? { metadata: {}, ...value } : value;
    if (isKubernetesObject(whole))
      return locatedFaults(
        whole,
        [...start, ...path],
        {
          ...facts,
          byNamespace: groupOf(manifest.apiVersion) === 'work.open-cluster-management.io',
          ...(placeholders !== undefined && { placeholders }),
        },
        kinds,
      );
    const said = faults.some((fault) => path.every((key, at) => fault.path[at] === key));
    return said ? [] : [located(schemaMismatchKind.fault('notManifest', { got: value }, { path }))];
  });
  const written = objectsInTexts(manifest).filter(
    ({ value: { apiVersion, kind } }) => (kinds.find(apiVersion, kind) ?? knownKind(apiVersion, kind)) !== undefined,
  );
  return [
    ...faults.map(located),
    ...inner,
    // The program that applies it may give a part only, or a patch.
    ...written.flatMap(({ value, path }) => locatedFaults(value, [...start, ...path], inText, kinds)),
  ];
}

function faultsOf(manifest: Manifest, carriage: Carriage, kinds: OwnKinds): ObjectFault[] {
  const { apiVersion, kind } = manifest;
  const { placeholders, partial = false } = carriage;
  const served = kinds.served(groupOf(apiVersion), kind);
  if (served !== undefined && !served.includes(apiVersion)) return [versionUnserved(manifest, served)];
  const known = kinds.find(apiVersion, kind) ?? knownKind(apiVersion, kind);
  if (!known)
    return isOpen(`${apiVersion}/${kind}`, placeholders)
      ? []
      : [versionRemoved(manifest) ?? kindWithoutSchema(manifest)];
  const schema = known.schema();
  // As the API server does with custom resources: a rule or a condition may rely on a default.
  const filled = known.core ? manifest : withDefaults(manifest, schema);
  const leniency = { nulls: known.core, placeholders, partial };
  const shape = [
    ...validationFaults(manifest.metadata, manifest.metadata, ['metadata'], metadata.validate(), metadata.schema(), {
      ...leniency,
      nulls: true,
    }),
    ...validationFaults(filled, manifest, [], known.validate(), schema, leniency),
  ];
  // The rest takes it for granted that the object has the shape of its schema, and the API server looks only then.
  const fits = shape.length === 0 && !partial;
  return [
    ...shape,
    ...(partial ? [] : nameFaults(manifest, placeholders)),
    ...scopeFaults(manifest, known, carriage),
    ...listDuplicates(manifest, schema),
    ...(fits && known.core
      ? apiFaults(manifest).filter(({ path }) => !isOpen(at(manifest, ...path), placeholders))
      : []),
    ...(fits && !known.core ? celFaults(filled, schema, placeholders) : []),
  ];
}

/** Whether something will still be put in the place of a text in the value. */
function isOpen(value: unknown, placeholders: string | undefined): boolean {
  return placeholders !== undefined && value !== undefined && JSON.stringify(value).includes(placeholders);
}
