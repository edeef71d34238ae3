import { at } from '../../model/json';
import { findingKind } from '../../model/finding-kind';
import type { ApiCheck } from './objects';

export const apiDisruptionBudgetKind = findingKind({
  code: 'api-disruption-budget',
  why: 'A PodDisruptionBudget says either how many pods must stay or how many may go.',
  fix: 'Leave one of minAvailable and maxUnavailable, as a number or a percentage.',
  messages: {
    both: 'got minAvailable and maxUnavailable; only one of them is right',
    amount: 'got {got:json}; must be a number from 0 or a percentage to 100%',
  },
});

export const disruptionBudgetFaults: ApiCheck = (manifest) => {
  const names = ['minAvailable', 'maxUnavailable'];
  const given = names.filter((name) => at(manifest, 'spec', name) !== undefined);
  if (given.length === 2) return [apiDisruptionBudgetKind.fault('both', {}, { path: ['spec'] })];
  return given.flatMap((name) => {
    const value = at(manifest, 'spec', name);
    if (typeof value === 'number' ? value >= 0 : /^(?:\d{1,2}|100)%$/.test(String(value))) return [];
    return [apiDisruptionBudgetKind.fault('amount', { got: value }, { path: ['spec', name] })];
  });
};
