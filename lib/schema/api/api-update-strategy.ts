import type { FindingKind } from '../../model/finding';
import { quote } from '../problem';
import { at, type ApiCheck } from './objects';

export const apiUpdateStrategyKind: FindingKind = {
  code: 'api-update-strategy',
  why: 'A rolling update must be able to move: the API server refuses one that may neither add nor remove a pod.',
  fix: 'Raise maxSurge or maxUnavailable, and leave rollingUpdate out of other strategies.',
};

/** For Deployments and DaemonSets. */
export const updateStrategyFaults: ApiCheck = (manifest) => {
  const { code } = apiUpdateStrategyKind;
  const base = ['spec', manifest.kind === 'Deployment' ? 'strategy' : 'updateStrategy'];
  const type = at(manifest, ...base, 'type');
  const path = [...base, 'rollingUpdate'];
  const update = at(manifest, ...path);
  if (update === undefined || update === null) return [];
  if (type !== undefined && type !== 'RollingUpdate')
    return [{ code, path, message: `got ${quote(update)}; the type ${quote(type)} has no rollingUpdate` }];
  // A Deployment's defaults are 25% each, a DaemonSet's one unavailable and no surge.
  const deployment = manifest.kind === 'Deployment';
  const surge = at(update, 'maxSurge') ?? (deployment ? '25%' : 0);
  const unavailable = at(update, 'maxUnavailable') ?? (deployment ? '25%' : 1);
  if (!isZero(surge) || !isZero(unavailable)) return [];
  return [
    {
      code,
      path,
      message: `got maxSurge ${quote(surge)} and maxUnavailable ${quote(unavailable)}; one must be more than 0`,
    },
  ];
};

function isZero(amount: unknown): boolean {
  return amount === 0 || amount === '0%';
}
