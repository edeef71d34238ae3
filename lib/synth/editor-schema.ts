import { z } from 'zod';
import { clustersId } from '../environment/clusters';
import { inventory } from '../environment/inventory';
import { noNames } from '../environment/names';
import { compare } from '../model/finding';
import type { Scorer } from '../scoring/scorer';
import { composedSchema, type OwnParts } from './load';
import { withNamedDefinitions } from './named-definitions';

type JSONSchema = z.core.JSONSchema.JSONSchema;

/**
 * The JSON schema of environment files, by which editors complete and check them: `environments/schema.json`. Its part
 * `#/$defs/clusters` is that of inventories, `#/$defs/part` that of the files under `include` and `base`.
 *
 * @param scorers what any environment of the folder may name, in any order and number
 * @param own components and rules from the plug-ins of its environments
 */
export function schemaDocument(scorers: readonly Scorer[], own: readonly OwnParts[] = []): string {
  const byId = new Map(scorers.map((scorer) => [scorer.id, scorer]));
  const sorted = [...byId.values()].sort((a, b) => compare(a.id, b.id));
  const schema = z.toJSONSchema(composedSchema(noNames, sorted, together(own)), {
    io: 'input',
    unrepresentable: 'any',
    reused: 'ref',
  });
  return `${JSON.stringify({ title: 'Scorewright environment', ...withParts(withInventories(withNamedDefinitions(schema))) }, undefined, 2)}\n`;
}

/** The schema of files under `include` and `base`: the keys of an environment. `required: []` keeps editors from requiring those of the whole. */
const partId = 'part';

function withParts(schema: JSONSchema): JSONSchema {
  const keys = Object.keys(schema.properties ?? {}).filter((key) => key !== 'environment' && key !== 'base');
  const properties = Object.fromEntries(keys.map((key) => [key, { $ref: `#/properties/${key}` }]));
  const part = {
    title: 'Part of an environment',
    type: 'object' as const,
    properties,
    required: [],
    additionalProperties: false,
  };
  return { ...schema, $defs: { ...schema.$defs, [partId]: part } };
}

/** The components and rules of all environments of a folder, each once by its name. */
function together(own: readonly OwnParts[]): OwnParts {
  const components = own.flatMap((parts) => parts.components);
  const rules = own.flatMap((parts) => parts.rules);
  return {
    components: [...new Map(components.map((one) => [one.what.name, one])).values()],
    rules: [...new Map(rules.map((one) => [one.what.code, one])).values()],
  };
}

/** The clusters stand in the environment or in an inventory; what the pipeline parses has them in one place already. */
function withInventories(schema: JSONSchema): JSONSchema {
  const { $schema: _, ...named } = z.toJSONSchema(inventory, { io: 'input' });
  const clusters = schema.$defs?.[clustersId];
  const about = clusters?.description === undefined ? {} : { description: clusters.description };
  return {
    ...schema,
    properties: {
      ...schema.properties,
      clusters: { title: 'clusters', ...about, anyOf: [{ $ref: `#/$defs/${clustersId}` }, named] },
    },
    // yaml-language-server completes a part of a schema by what the whole of it has and the part has not.
    $defs: { ...schema.$defs, [clustersId]: { properties: {}, ...clusters } },
  };
}
