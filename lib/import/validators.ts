import { minifySync } from '@swc/core';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import { reachable, refTo, type JsonSchema } from './json-schema';
import { apiVersionOf, coreModule, type SchemaModule } from './kind-schemas';
import { share } from './share';
import { validationDefinitions, validationKind } from './validation-schema';

const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** A fifth of the code, and never read except to know what an `anyOf` or its like has already said. */
const plainSchemaPath = /schemaPath:"(?![^"]*\/(?:allOf|anyOf|not|oneOf)\b)(?:[^"\\]|\\.)*",/g;

/** The length of a text in characters. Written out, it spares users of the package ajv, which they need for nothing else. */
const lengthOfAjv = 'require("ajv/dist/runtime/ucs2length").default';

/** One CommonJS file per module, with a function per kind: `exports.apps_v1_Deployment`. */
export function kindValidators(unshared: SchemaModule): string {
  // Equal parts become one function.
  const module = unshared.name === coreModule ? unshared : share(unshared);
  const definitions = validationDefinitions(module);
  const kinds = module.kinds.map((kind): [string, JsonSchema] => [
    `${apiVersionOf(kind)}/${kind.kind}`.replaceAll(/\W/g, '_'),
    validationKind(kind, module.name === coreModule),
  ]);
  const used = Object.assign({}, ...kinds.map(([, schema]) => reachable(schema, definitions))) as typeof definitions;
  return compiled(Object.fromEntries(kinds), used);
}

/** The check of `metadata`, the same for every kind: `exports.ObjectMeta`. CRDs say only that it is an object. */
export function metadataValidator(core: SchemaModule): string {
  const definitions = validationDefinitions(core);
  return compiled({ ObjectMeta: refTo(objectMeta) }, reachable(refTo(objectMeta), definitions));
}

function compiled(exported: Readonly<Record<string, JsonSchema>>, definitions: Record<string, JsonSchema>): string {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    messages: false,
    // A part that several places share becomes one function, not a copy in each.
    inlineRefs: false,
    // Upstream's patterns are written for Go, whose escapes JavaScript takes only without the flag.
    unicodeRegExp: false,
    code: { source: true, lines: false },
  });
  ajv.addSchema({ $id: 'module', definitions: { ...definitions, ...exported } });
  const refs = Object.fromEntries(Object.keys(exported).map((name) => [name, `module#/definitions/${name}`]));
  const code = standaloneCode(ajv, refs)
    .replace(/^"use strict";/, '')
    .replaceAll(plainSchemaPath, '')
    .replaceAll(lengthOfAjv, '(text) => [...text].length');
  const compress = { defaults: false, unused: true, toplevel: true };
  return minifySync(code, { compress, mangle: { toplevel: true }, module: false }).code;
}
