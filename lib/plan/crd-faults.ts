import { valueAt, type Fields } from '../kinds/changed';
import type { Manifest } from '../model/manifest';
import type { Path } from '../model/origin';
import { fieldsOf, isObject } from '../model/json';
import type { ValueFault } from './value-faults';

const types = ['object', 'array', 'string', 'number', 'integer', 'boolean'];
const columnTypes = ['boolean', 'date', 'integer', 'number', 'string'];

/** What the API server refuses about a CustomResourceDefinition: its names, versions, columns and structural schemas. */
export function crdFaults({ metadata, spec }: Manifest): ValueFault[] {
  const faults: ValueFault[] = [];
  const needs = (object: unknown, fields: readonly string[], path: Path) => {
    for (const field of fields)
      if (!isSet(valueAt(object, field))) faults.push({ path: [...path, field], message: 'the field is required' });
  };
  needs(spec, ['group', 'scope', 'names', 'versions'], ['spec']);
  needs(valueAt(spec, 'names'), ['plural', 'kind'], ['spec', 'names']);
  const name = `${String(valueAt(spec, 'names.plural'))}.${String(valueAt(spec, 'group'))}`;
  if (metadata.name !== name) faults.push({ path: ['metadata', 'name'], message: `must be ${name}` });
  if (!['Cluster', 'Namespaced'].includes(String(valueAt(spec, 'scope'))))
    faults.push({ path: ['spec', 'scope'], message: 'must be Cluster or Namespaced' });
  const versions = valueAt(spec, 'versions');
  const list = Array.isArray(versions) ? versions.filter((one): one is Fields => isObject(one)) : [];
  if (list.filter(({ storage }) => storage === true).length !== 1)
    faults.push({ path: ['spec', 'versions'], message: 'exactly one version is stored' });
  list.forEach((version, index) => {
    const path = ['spec', 'versions', index];
    needs(version, ['name'], path);
    const schema = valueAt(version, 'schema.openAPIV3Schema');
    if (isObject(schema)) schemaFaults(schema, [...path, 'schema', 'openAPIV3Schema'], true, faults);
    else faults.push({ path: [...path, 'schema', 'openAPIV3Schema'], message: 'the field is required' });
    const columns = version.additionalPrinterColumns;
    (Array.isArray(columns) ? columns : []).forEach((column: unknown, at) => {
      const place = [...path, 'additionalPrinterColumns', at];
      needs(column, ['name', 'type', 'jsonPath'], place);
      if (!columnTypes.includes(String(valueAt(column, 'type'))))
        faults.push({ path: [...place, 'type'], message: `must be one of ${columnTypes.join(', ')}` });
    });
  });
  return faults;
}

function schemaFaults(node: Fields, path: Path, root: boolean, faults: ValueFault[]): void {
  const open = node['x-kubernetes-preserve-unknown-fields'];
  if (open === false) faults.push({ path: [...path, 'x-kubernetes-preserve-unknown-fields'], message: 'must be true' });
  const untyped = node['x-kubernetes-int-or-string'] === true || (open === true && !root);
  if (!(untyped && node.type === undefined) && !types.includes(String(node.type)))
    faults.push({ path: [...path, 'type'], message: `must be one of ${types.join(', ')}` });
  if (root && node.type !== 'object') faults.push({ path: [...path, 'type'], message: 'must be object' });
  const rules = node['x-kubernetes-validations'];
  (Array.isArray(rules) ? rules : []).forEach((rule: unknown, index) => {
    const text = valueAt(rule, 'rule');
    const place = [...path, 'x-kubernetes-validations', index, 'rule'];
    if (!isSet(text)) faults.push({ path: place, message: 'the field is required' });
    for (const [, name = ''] of String(text).matchAll(/\b(?:self|oldSelf)\.([A-Za-z]\w*)(?![\w(])/g))
      if (node.type === 'object' && valueAt(node.properties, name) === undefined)
        faults.push({ path: place, message: `the schema has no ${name}` });
  });
  for (const [name, child] of Object.entries(fieldsOf(node.properties)))
    if (isObject(child)) schemaFaults(child, [...path, 'properties', name], false, faults);
  for (const below of ['items', 'additionalProperties']) {
    const child = node[below];
    if (isObject(child)) schemaFaults(child, [...path, below], false, faults);
  }
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
