import type { FindingKind } from '../../model/finding';
import { formatPath } from '../../model/origin';
import { quote, type Fault } from '../problem';
import { at, fieldsOf, objectsOf, type ApiCheck } from './objects';

export const apiSelectorMismatchKind: FindingKind = {
  code: 'api-selector-mismatch',
  why: 'A workload finds its pods by its selector: the API server refuses one that is empty or does not match its own template.',
  fix: "Give the template's labels what the selector asks for.",
};

/** For Deployments, DaemonSets and StatefulSets, and Jobs that bring their own selector. */
export const selectorFaults: ApiCheck = (manifest) => {
  const { code } = apiSelectorMismatchKind;
  const path = ['spec', 'selector'];
  const selector = at(manifest, ...path);
  if (manifest.kind === 'Job' && at(manifest, 'spec', 'manualSelector') !== true)
    return selector === undefined
      ? []
      : [{ code, path, message: `got ${quote(selector)}; a Job makes its own selector` }];
  const labels = fieldsOf(at(manifest, 'spec', 'template', 'metadata', 'labels'));
  const wanted = Object.entries(fieldsOf(at(selector, 'matchLabels')));
  const expressions = objectsOf(at(selector, 'matchExpressions'));
  if (wanted.length === 0 && expressions.length === 0)
    return [{ code, path, message: `got ${quote(selector)}; an empty selector would match every pod` }];
  const place = formatPath(['spec', 'template', 'metadata', 'labels']);
  const byLabel = wanted.flatMap(([key, value]): Fault[] => {
    if (labels[key] === value) return [];
    const message = `got ${quote(value)}; ${place} has ${labels[key] === undefined ? 'no such label' : quote(labels[key])}`;
    return [{ code, path: [...path, 'matchLabels', key], message }];
  });
  const byExpression = expressions.flatMap(({ key, operator, values }, index): Fault[] => {
    const label = labels[String(key)];
    const listed = Array.isArray(values) && values.includes(label);
    const fits = { Exists: label !== undefined, DoesNotExist: label === undefined, In: listed, NotIn: !listed }[
      String(operator)
    ];
    if (fits !== false) return [];
    const message = `got ${quote({ key, operator, values })}; ${place} does not fit it`;
    return [{ code, path: [...path, 'matchExpressions', index], message }];
  });
  return [...byLabel, ...byExpression];
};
