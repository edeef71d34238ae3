import { fieldsOf, objectsOf, type Fields } from '../../model/json';
import type { ObjectFault } from '../object-fault';
import { findingKind } from '../../model/finding-kind';
import { labelKeyFault } from '../../model/label-name';
import type { Path } from '../../model/origin';
import { labelFaults } from '../name-invalid';
import type { ApiCheck } from './objects';

export const apiLabelSelectorKind = findingKind({
  code: 'api-label-selector',
  why: 'In and NotIn compare with values, Exists and DoesNotExist with none, Gt and Lt with one number.',
  fix: 'Add or remove the values that the operator needs.',
  messages: {
    operator: 'got {got:json}; must be "In", "NotIn", "Exists" or "DoesNotExist"',
    key: 'got {got:json}; {keyFault}',
    noValues: 'got {got:json}; {name} takes no values',
    oneNumber: 'got {got:json}; {name} takes one whole number',
    valuesMissing: 'got {got:json}; {name} needs values',
  },
});

const operators = new Set(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']);

/** Every selector of an object: of labels, of namespaces, of nodes. */
export const labelSelectorFaults: ApiCheck = (manifest) => {
  const faults: ObjectFault[] = [];
  visit(manifest, [], faults);
  return faults;
};

/** @param path the way to `value`; one list for the whole walk, copied only where there is something to check. */
function visit(value: unknown, path: (string | number)[], faults: ObjectFault[]): void {
  if (typeof value !== 'object' || value === null) return;
  const list = Array.isArray(value);
  for (const [name, child] of Object.entries(value)) {
    // Anybody's keys and values: nothing in there is a selector.
    if (typeof child !== 'object' || name === 'data' || name === 'annotations') continue;
    path.push(list ? Number(name) : name);
    if (name === 'matchLabels') faults.push(...labelFaults(fieldsOf(child), [...path]));
    else if (name === 'matchExpressions')
      faults.push(...objectsOf(child).flatMap((expression, index) => expressionFaults(expression, [...path, index])));
    else visit(child, path, faults);
    path.pop();
  }
}

function expressionFaults({ key, operator, values }: Fields, path: Path): ObjectFault[] {
  const name = String(operator);
  if (!operators.has(name))
    return [apiLabelSelectorKind.fault('operator', { got: operator }, { path: [...path, 'operator'] })];
  const keyFault = labelKeyFault(String(key));
  if (keyFault !== undefined)
    return [apiLabelSelectorKind.fault('key', { got: key, keyFault }, { path: [...path, 'key'] })];
  const count = Array.isArray(values) ? values.length : 0;
  const place = [...path, 'values'];
  if (name === 'Exists' || name === 'DoesNotExist')
    return count === 0 ? [] : [apiLabelSelectorKind.fault('noValues', { got: values, name }, { path: place })];
  if (name === 'Gt' || name === 'Lt') {
    const [only] = Array.isArray(values) ? (values as unknown[]) : [];
    const right = count === 1 && /^-?\d+$/.test(String(only));
    return right ? [] : [apiLabelSelectorKind.fault('oneNumber', { got: values, name }, { path: place })];
  }
  return count > 0 ? [] : [apiLabelSelectorKind.fault('valuesMissing', { got: values, name }, { path: place })];
}
