import type { ErrorObject } from 'ajv';
import { isObject } from '../model/json';
import type { ObjectFault } from './object-fault';
import type { Path } from '../model/origin';
import type { Definition, SchemaNode, Validator } from './known-kinds';
import { schemaMismatch } from './schema-mismatch';
import { unknownField } from './unknown-field';

/** How a value may differ from its schema all the same. */
export interface Leniency {
  /** Null stands for an absent field, as Kubernetes reads its own kinds. */
  readonly nulls: boolean;
  /** The beginning of a text whose value is still unknown: `${` in an OpenShift Template. @default - none */
  readonly placeholders?: string | undefined;
  /** Fields may be missing: only a part of the object is given. @default false */
  readonly partial?: boolean | undefined;
}

/**
 * Runs a precompiled validator; of several errors that one fault causes, only the first is reported.
 *
 * @param filled what is validated: the value with defaults written in.
 * @param value what messages quote: the value as somebody wrote it.
 */
export function validationFaults(
  filled: unknown,
  value: unknown,
  base: Path,
  validate: Validator,
  schema: Definition,
  leniency: Leniency,
): ObjectFault[] {
  if (validate(filled)) return [];
  const told = new Set<string>();
  return ((validate.errors ?? []) as readonly ErrorObject[]).flatMap((error) => {
    if (isBranch(error)) return [];
    const inside = pathOf(error, filled);
    const got = valueAt(value, inside);
    if (leniency.nulls && got === null && error.keyword === 'type') return [];
    if (leniency.placeholders !== undefined && typeof got === 'string' && got.includes(leniency.placeholders))
      return [];
    if (leniency.partial && ofAbsence.has(error.keyword)) return [];
    const fault = describe(error, inside, got, nodeAt(schema, inside));
    const place = JSON.stringify(fault.path);
    if (told.has(place)) return [];
    told.add(place);
    return [{ ...fault, path: [...base, ...fault.path] }];
  });
}

/** Keywords that a part of an object need not meet. */
const ofAbsence = new Set(['anyOf', 'minItems', 'minProperties', 'oneOf', 'required']);

/** What fails inside a branch of anyOf or oneOf is said by the error of the whole. */
function isBranch({ schemaPath }: Partial<ErrorObject>): boolean {
  return schemaPath !== undefined && /\/(?:anyOf|oneOf)\/\d+\//.test(schemaPath);
}

function describe(error: ErrorObject, path: Path, got: unknown, node: SchemaNode): ObjectFault {
  const { keyword, params } = error as { keyword: string; params: Record<string, unknown> };
  if (keyword === 'additionalProperties') {
    const field = String(params.additionalProperty);
    return unknownField([...path, field], Object.keys(node.properties ?? {}));
  }
  return schemaMismatch(error, path, got, node);
}

/** The error's JSON pointer as a path; a number where the value there is a list. */
function pathOf({ instancePath }: ErrorObject, root: unknown): Path {
  const path: (string | number)[] = [];
  let value = root;
  for (const part of instancePath.split('/').slice(1)) {
    const text = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const key = Array.isArray(value) ? Number(text) : text;
    path.push(key);
    value = valueAt(value, [key]);
  }
  return path;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)] as unknown;
    return isObject(value) ? value[String(key)] : undefined;
  }, root);
}

function nodeAt({ node, resolve }: Definition, path: Path): SchemaNode {
  return path.reduce<SchemaNode>((parent, key) => {
    const { properties, items, additionalProperties } = parent;
    const values = typeof additionalProperties === 'object' ? additionalProperties : {};
    return resolve((typeof key === 'number' ? items : properties?.[key]) ?? values);
  }, resolve(node));
}
