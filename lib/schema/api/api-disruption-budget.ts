import type { FindingKind } from '../../model/finding';
import { quote } from '../problem';
import { at, type ApiCheck } from './objects';

export const apiDisruptionBudgetKind: FindingKind = {
  code: 'api-disruption-budget',
  why: 'A PodDisruptionBudget says either how many pods must stay or how many may go.',
  fix: 'Leave one of minAvailable and maxUnavailable, as a number or a percentage.',
};

export const disruptionBudgetFaults: ApiCheck = (manifest) => {
  const { code } = apiDisruptionBudgetKind;
  const names = ['minAvailable', 'maxUnavailable'];
  const given = names.filter((name) => at(manifest, 'spec', name) !== undefined);
  if (given.length === 2)
    return [{ code, path: ['spec'], message: 'got minAvailable and maxUnavailable; only one of them is right' }];
  return given.flatMap((name) => {
    const value = at(manifest, 'spec', name);
    if (typeof value === 'number' ? value >= 0 : /^(?:\d{1,2}|100)%$/.test(String(value))) return [];
    return [
      { code, path: ['spec', name], message: `got ${quote(value)}; must be a number from 0 or a percentage to 100%` },
    ];
  });
};
