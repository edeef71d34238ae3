import type { FindingKind } from '../../model/finding';
import type { Path } from '../../model/origin';
import { labelFaults, qualifiedNameFault } from '../name-invalid';
import type { Fault, Fields } from '../problem';
import { isFields, quote } from '../problem';
import type { ApiCheck } from './objects';
import { objectsOf } from './objects';

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

function visit(value: unknown, path: Path, faults: Fault[]): void {
  if (Array.isArray(value))
    value.forEach((item, index) => {
      visit(item, [...path, index], faults);
    });
  if (!isFields(value)) return;
  for (const [name, child] of Object.entries(value)) {
    // Anybody's keys and values: nothing in there is a selector.
    if (name === 'data' || name === 'stringData' || name === 'annotations') continue;
    const place = [...path, name];
    if (name === 'matchLabels' && isFields(child)) faults.push(...labelFaults(child, place));
    if (name === 'matchExpressions')
      faults.push(...objectsOf(child).flatMap((expression, index) => expressionFaults(expression, [...place, index])));
    if (typeof child === 'object' && child !== null) visit(child, place, faults);
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
