import type { Manifest } from '../model/manifest';
import type { Path } from '../model/origin';
import { apiFaults } from './api/api-checks';
import { at } from './api/objects';
import { celFaults } from './cel-rule';
import { withDefaults } from './defaults';
import { innerManifests } from './inner-manifests';
import { kindWithoutSchema } from './kind-without-schema';
import { knownKind, metadata } from './known-kinds';
import { listDuplicates } from './list-duplicate';
import { nameFaults } from './name-invalid';
import { isFields, quote, type Fault, type SchemaProblem } from './problem';
import { schemaMismatchKind } from './schema-mismatch';
import { scopeFaults } from './scope-mismatch';
import { validationFaults } from './validation';

/**
 * What the API server would refuse about an object, and about the objects that it carries (ManifestWork,
 * ManifestWorkReplicaSet, Template), each with its path inside the innermost object. A kind without a schema is a
 * problem: what cannot be checked is never passed over.
 */
export function schemaProblems(manifest: Manifest): SchemaProblem[] {
  if (isManifest(manifest)) return problemsOf(manifest, [], false);
  return [{ code: schemaMismatchKind.code, path: [], at: [], message: notAManifest(manifest), object: manifest }];
}

/** @param start where the object begins inside the whole manifest */
function problemsOf(manifest: Manifest, start: Path, inTemplate: boolean): SchemaProblem[] {
  const located = (fault: Fault): SchemaProblem => ({ ...fault, at: [...start, ...fault.path], object: manifest });
  const faults = faultsOf(manifest, inTemplate);
  const inner = innerManifests(manifest);
  const innerProblems = inner.values.flatMap((value, index) => {
    const path = [...inner.path, index];
    if (isManifest(value)) return problemsOf(value, [...start, ...path], inner.inTemplate);
    const said = faults.some((fault) => path.every((key, at) => fault.path[at] === key));
    return said ? [] : [located({ code: schemaMismatchKind.code, path, message: notAManifest(value) })];
  });
  return [...faults.map(located), ...innerProblems];
}

function faultsOf(manifest: Manifest, inTemplate: boolean): Fault[] {
  const { apiVersion, kind } = manifest;
  const known = knownKind(apiVersion, kind);
  if (!known) return [kindWithoutSchema(manifest)];
  const schema = known.schema();
  // As the API server does with custom resources: a rule or a condition may rely on a default.
  const filled = known.core ? manifest : withDefaults(manifest, schema);
  const leniency = { nulls: known.core, parameters: inTemplate };
  const shape = [
    ...validationFaults(manifest.metadata, manifest.metadata, ['metadata'], metadata.validate(), metadata.schema(), {
      ...leniency,
      nulls: true,
    }),
    ...validationFaults(filled, manifest, [], known.validate(), schema, leniency),
  ];
  // The rest takes it for granted that the object has the shape of its schema, and the API server looks only then.
  const fits = shape.length === 0;
  return [
    ...shape,
    ...nameFaults(manifest, inTemplate),
    ...scopeFaults(manifest, known, inTemplate),
    ...listDuplicates(manifest, schema),
    ...(fits && known.core ? apiFaults(manifest).filter(({ path }) => !inTemplate || !isOpen(manifest, path)) : []),
    ...(fits && !known.core ? celFaults(filled, schema, inTemplate) : []),
  ];
}

/** Whether a parameter of a Template will still change what stands there. */
function isOpen(manifest: Manifest, path: Path): boolean {
  const value = at(manifest, ...path);
  return value !== undefined && JSON.stringify(value).includes('${');
}

function notAManifest(value: unknown): string {
  return `got ${quote(value)}; must be an object with apiVersion, kind and metadata`;
}

function isManifest(value: unknown): value is Manifest {
  return (
    isFields(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isFields(value.metadata)
  );
}
