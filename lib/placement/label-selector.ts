import { isLabelKey, isLabelValue } from '../model/label-name';
import type { LabelSelector } from './objects';

/** Whether labels, or the claims of a cluster, are selected. */
export type Matches = (labels: Labels) => boolean;
type Labels = Readonly<Record<string, string>>;

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/**
 * A selector as a function. One fault makes the whole selector invalid, as in upstream's conversion.
 *
 * @returns the reason in words where the scheduler would refuse it
 */
export function compileSelector({ matchLabels, matchExpressions }: LabelSelector): Matches | string {
  const equal = Object.entries(matchLabels ?? {}).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  const requirements = [...equal, ...(matchExpressions ?? [])].map(({ key, operator, values }) => ({
    key,
    operator,
    values: values ?? [],
  }));
  for (const requirement of requirements) {
    const fault = faultOf(requirement);
    if (fault !== undefined) return fault;
  }
  const tests = requirements.map(compileRequirement);
  return (labels) => tests.every((test) => test(labels));
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

function compileRequirement({ key, operator, values }: Requirement): Matches {
  const wanted = new Set(values);
  switch (operator) {
    case 'In':
      return (labels) => Object.hasOwn(labels, key) && wanted.has(labels[key] ?? '');
    case 'NotIn':
      return (labels) => !Object.hasOwn(labels, key) || !wanted.has(labels[key] ?? '');
    case 'Exists':
      return (labels) => Object.hasOwn(labels, key);
    default:
      return (labels) => !Object.hasOwn(labels, key);
  }
}

function faultOf({ key, operator, values }: Requirement): string | undefined {
  if (!operators.includes(operator)) return `got operator ${operator}; the operators are ${operators.join(', ')}`;
  if (!isLabelKey(key)) return `got key ${JSON.stringify(key)}, which no label can have`;
  const needsValues = operator === 'In' || operator === 'NotIn';
  if (needsValues && values.length === 0) return `got ${operator} without values for ${key}; name at least one`;
  if (!needsValues && values.length > 0) return `got ${operator} with values for ${key}; leave them out`;
  const wrong = values.find((value) => !isLabelValue(value));
  return wrong === undefined ? undefined : `got value ${JSON.stringify(wrong)} for ${key}, which no label can have`;
}
