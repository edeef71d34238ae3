import { at, fieldsOf, objectsOf } from '../../model/json';
import { show } from '../../model/words';
import type { ObjectFault } from '../object-fault';
import { findingKind } from '../../model/finding-kind';
import { formatPath } from '../../model/origin';
import type { ApiCheck } from './objects';

export const apiSelectorMismatchKind = findingKind({
  code: 'api-selector-mismatch',
  why: 'A workload finds its pods by its selector: the API server rejects one that is empty or does not match its own template.',
  fix: "Give the template's labels what the selector asks for.",
  messages: {
    jobSelector: 'got {got:json}; a Job makes its own selector',
    empty: 'got {got:json}; an empty selector would match every pod',
    label: 'got {got:json}; {place} has {detail}',
    expression: 'got {got:json}; {place} does not fit it',
  },
});

/** For Deployments, DaemonSets and StatefulSets, and Jobs that bring their own selector. */
export const selectorFaults: ApiCheck = (manifest) => {
  const path = ['spec', 'selector'];
  const selector = at(manifest, ...path);
  if (manifest.kind === 'Job' && at(manifest, 'spec', 'manualSelector') !== true)
    return selector === undefined ? [] : [apiSelectorMismatchKind.fault('jobSelector', { got: selector }, { path })];
  const labels = fieldsOf(at(manifest, 'spec', 'template', 'metadata', 'labels'));
  const wanted = Object.entries(fieldsOf(at(selector, 'matchLabels')));
  const expressions = objectsOf(at(selector, 'matchExpressions'));
  if (wanted.length === 0 && expressions.length === 0)
    return [apiSelectorMismatchKind.fault('empty', { got: selector }, { path })];
  const place = formatPath(['spec', 'template', 'metadata', 'labels']);
  const byLabel = wanted.flatMap(([key, value]): ObjectFault[] => {
    if (labels[key] === value) return [];
    return [
      apiSelectorMismatchKind.fault(
        'label',
        { got: value, place, detail: labels[key] === undefined ? 'no such label' : show(labels[key]) },
        { path: [...path, 'matchLabels', key] },
      ),
    ];
  });
  const byExpression = expressions.flatMap(({ key, operator, values }, index): ObjectFault[] => {
    const label = labels[String(key)];
    const listed = Array.isArray(values) && values.includes(label);
    const fits = { Exists: label !== undefined, DoesNotExist: label === undefined, In: listed, NotIn: !listed }[
      String(operator)
    ];
    if (fits !== false) return [];
    return [
      apiSelectorMismatchKind.fault(
        'expression',
        { got: { key, operator, values }, place },
        { path: [...path, 'matchExpressions', index] },
      ),
    ];
  });
  return [...byLabel, ...byExpression];
};
