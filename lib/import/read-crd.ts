import { parseAllDocuments } from 'yaml';
import { cutKind } from './cut';
import type { JsonSchema } from './json-schema';
import type { KindSchema, Scope } from './kind-schemas';
import { mendConversion, mendEnums, type Conversion, type Mended } from './mend-crd';
import type { SourceKind } from './sources';

interface CustomResourceDefinition {
  readonly kind: string;
  readonly spec: {
    readonly group: string;
    readonly scope: Scope;
    readonly conversion?: Conversion;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: JsonSchema } }[];
  };
}

/**
 * The wanted kinds of a file of CustomResourceDefinitions, cut, without what an API server would refuse.
 *
 * @param mended gets a line for each thing that was changed
 * @throws Error where a kind or a version is not there
 */
export function readCrds(text: string, wanted: readonly SourceKind[], where: string, mended: Mended): KindSchema[] {
  const documents = parseAllDocuments(text).map((document) => {
    const [problem] = document.errors;
    if (problem) throw new Error(`${where}: ${problem.message}`);
    return document.toJS({ maxAliasCount: 0 }) as CustomResourceDefinition | null;
  });
  const found = documents.filter((document) => document?.kind === 'CustomResourceDefinition');
  return wanted.flatMap((kind) => {
    const crd = found.find((document) => document?.spec.group === kind.group && document.spec.names.kind === kind.kind);
    if (!crd) throw new Error(`${where}: no CustomResourceDefinition of ${kind.kind} in ${kind.group}`);
    if (crd.spec.scope !== kind.scope)
      throw new Error(`${where}: ${kind.kind} is ${crd.spec.scope}; sources.json says ${kind.scope}`);
    mendConversion(crd.spec.conversion ?? {}, kind.kind, mended);
    return kind.versions.map((version) => ({
      group: kind.group,
      version,
      kind: kind.kind,
      scope: kind.scope,
      plural: crd.spec.names.plural,
      schema: mendEnums(cutKind(versionOf(crd, version, where)), `${kind.kind} ${version}`, mended),
    }));
  });
}

function versionOf(crd: CustomResourceDefinition, version: string, where: string): JsonSchema {
  const found = crd.spec.versions.find(({ name }) => name === version);
  if (!found) throw new Error(`${where}: ${crd.spec.names.kind} has no version ${version}`);
  return found.schema.openAPIV3Schema;
}
