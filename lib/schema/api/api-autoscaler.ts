import type { FindingKind } from '../../model/finding';
import { quote, type Fault } from '../problem';
import { at, objectsOf, present, type ApiCheck } from './objects';

export const apiAutoscalerKind: FindingKind = {
  code: 'api-autoscaler',
  why: 'An autoscaler needs room between its bounds, and each metric the block that its type names.',
  fix: 'Set maxReplicas at or above minReplicas, and for each metric only the block of its type.',
};

const blocks: Readonly<Record<string, string>> = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
};

export const autoscalerFaults: ApiCheck = (manifest) => {
  const { code } = apiAutoscalerKind;
  const [least, most] = [at(manifest, 'spec', 'minReplicas'), at(manifest, 'spec', 'maxReplicas')];
  const faults: Fault[] = [];
  if (typeof least === 'number' && typeof most === 'number' && most < least)
    faults.push({
      code,
      path: ['spec', 'maxReplicas'],
      message: `got ${most}; must not be less than minReplicas ${least}`,
    });
  objectsOf(at(manifest, 'spec', 'metrics')).forEach((metric, index) => {
    const block = blocks[String(metric.type)] ?? '';
    const found = present(metric, Object.values(blocks));
    if (found.length === 1 && found[0] === block) return;
    const got = found.length === 0 ? 'no block' : found.map(quote).join(' and ');
    faults.push({
      code,
      path: ['spec', 'metrics', index],
      message: `got ${got}; type ${String(metric.type)} has the block ${quote(block)}`,
    });
  });
  return faults;
};
