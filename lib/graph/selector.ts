import { isObject } from '../model/json';
import { strings } from './pod-template';

/** A label selector in one form, whether the manifest has a bare map, as a Service, or `matchLabels` and expressions. */
export interface Selector {
  readonly labels: Readonly<Record<string, string>>;
  readonly expressions: readonly Expression[];
}

interface Expression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** A Service's selector; undefined where it has none, so that somebody else keeps its endpoints. */
export function serviceSelector(spec: unknown): Selector | undefined {
  const labels = isObject(spec) ? strings(spec.selector) : {};
  return Object.keys(labels).length === 0 ? undefined : { labels, expressions: [] };
}

/** A LabelSelector, as workloads, disruption budgets and policies have; undefined where the value is none. */
export function labelSelector(value: unknown): Selector | undefined {
  if (!isObject(value)) return undefined;
  const expressions = Array.isArray(value.matchExpressions) ? value.matchExpressions : [];
  return {
    labels: strings(value.matchLabels),
    expressions: expressions.flatMap((item: unknown): Expression[] =>
      isObject(item) && typeof item.key === 'string' && typeof item.operator === 'string'
        ? [
            {
              key: item.key,
              operator: item.operator,
              values: Array.isArray(item.values) ? item.values.map(String) : [],
            },
          ]
        : [],
    ),
  };
}

/** Whether pods with these labels are selected. An unknown operator selects nothing. */
export function selects(selector: Selector, labels: Readonly<Record<string, string>>): boolean {
  for (const key in selector.labels) if (labels[key] !== selector.labels[key]) return false;
  return selector.expressions.every(({ key, operator, values }) => {
    const value = labels[key];
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      default:
        return false;
    }
  });
}
