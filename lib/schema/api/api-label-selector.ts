import type { FindingKind } from '../../model/finding';
import type { Path } from '../../model/origin';
import { labelFaults, qualifiedNameFault } from '../name-invalid';
import { quote, type Fault, type Fields } from '../problem';
import { fieldsOf, objectsOf, type ApiCheck } from './objects';

export const apiLabelSelectorKind: FindingKind = {
  code: 'api-label-selector',
  why: 'In and NotIn compare with values, Exists and DoesNotExist with none, Gt and Lt with one number.',
  fix: 'Add or remove the values that the operator needs.',
};

const operators = new Set(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']);

/** Every selector of an object: of labels, of namespaces, of nodes. */
export const labelSelectorFaults: ApiCheck = (manifest) => {
  const faults: Fault[] = [];
  visit(manifest, [], faults);
  return faults;
};

/** @param path the way to `value`; one list for the whole walk, copied only where there is something to check. */
function visit(value: unknown, path: (string | number)[], faults: Fault[]): void {
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

function expressionFaults({ key, operator, values }: Fields, path: Path): Fault[] {
  const { code } = apiLabelSelectorKind;
  const name = String(operator);
  if (!operators.has(name))
    return [
      {
        code,
        path: [...path, 'operator'],
        message: `got ${quote(operator)}; must be "In", "NotIn", "Exists" or "DoesNotExist"`,
      },
    ];
  const keyFault = qualifiedNameFault(String(key));
  if (keyFault !== undefined) return [{ code, path: [...path, 'key'], message: `got ${quote(key)}; ${keyFault}` }];
  const count = Array.isArray(values) ? values.length : 0;
  const place = [...path, 'values'];
  if (name === 'Exists' || name === 'DoesNotExist')
    return count === 0 ? [] : [{ code, path: place, message: `got ${quote(values)}; ${name} takes no values` }];
  if (name === 'Gt' || name === 'Lt') {
    const [only] = Array.isArray(values) ? (values as unknown[]) : [];
    const right = count === 1 && /^-?\d+$/.test(String(only));
    return right ? [] : [{ code, path: place, message: `got ${quote(values)}; ${name} takes one whole number` }];
  }
  return count > 0 ? [] : [{ code, path: place, message: `got ${quote(values)}; ${name} needs values` }];
}
