import { at } from '../../model/json';
import { findingKind } from '../../model/finding-kind';
import type { ApiCheck } from './objects';

export const apiUpdateStrategyKind = findingKind({
  code: 'api-update-strategy',
  why: 'A rolling update must be able to move: the API server rejects one that may neither add nor remove a pod.',
  fix: 'Raise maxSurge or maxUnavailable, and leave rollingUpdate out of other strategies.',
  messages: {
    otherType: 'got {got:json}; the type {type:json} has no rollingUpdate',
    stuck: 'got maxSurge {surge:json} and maxUnavailable {unavailable:json}; one must be more than 0',
  },
});

/** For Deployments and DaemonSets. */
export const updateStrategyFaults: ApiCheck = (manifest) => {
  const base = ['spec', manifest.kind === 'Deployment' ? 'strategy' : 'updateStrategy'];
  const type = at(manifest, ...base, 'type');
  const path = [...base, 'rollingUpdate'];
  const update = at(manifest, ...path);
  if (update === undefined || update === null) return [];
  if (type !== undefined && type !== 'RollingUpdate')
    return [apiUpdateStrategyKind.fault('otherType', { got: update, type }, { path })];
  // A Deployment's defaults are 25% each, a DaemonSet's one unavailable and no surge.
  const deployment = manifest.kind === 'Deployment';
  const surge = at(update, 'maxSurge') ?? (deployment ? '25%' : 0);
  const unavailable = at(update, 'maxUnavailable') ?? (deployment ? '25%' : 1);
  if (!isZero(surge) || !isZero(unavailable)) return [];
  return [apiUpdateStrategyKind.fault('stuck', { surge, unavailable }, { path })];
};

function isZero(amount: unknown): boolean {
  return amount === 0 || amount === '0%';
}
