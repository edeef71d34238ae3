import { at, objectsOf } from '../../model/json';
import { show } from '../../model/words';
import type { ObjectFault } from '../object-fault';
import { findingKind } from '../../model/finding-kind';
import { present, type ApiCheck } from './objects';

export const apiAutoscalerKind = findingKind({
  code: 'api-autoscaler',
  why: 'An autoscaler needs room between its bounds, and each metric the block that its type names.',
  fix: 'Set maxReplicas at or above minReplicas, and for each metric only the block of its type.',
  messages: {
    maximumBelowMinimum: 'got {got}; must not be less than minReplicas {least}',
    otherBlock: 'got {got}; type {type} has the block {block:json}',
  },
});

const blocks: Readonly<Record<string, string>> = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
};

export const autoscalerFaults: ApiCheck = (manifest) => {
  const [least, most] = [at(manifest, 'spec', 'minReplicas'), at(manifest, 'spec', 'maxReplicas')];
  const faults: ObjectFault[] = [];
  if (typeof least === 'number' && typeof most === 'number' && most < least)
    faults.push(
      apiAutoscalerKind.fault('maximumBelowMinimum', { got: most, least }, { path: ['spec', 'maxReplicas'] }),
    );
  objectsOf(at(manifest, 'spec', 'metrics')).forEach((metric, index) => {
    const block = blocks[String(metric.type)] ?? '';
    const found = present(metric, Object.values(blocks));
    if (found.length === 1 && found[0] === block) return;
    const got = found.length === 0 ? 'no block' : found.map(show).join(' and ');
    faults.push(
      apiAutoscalerKind.fault('otherBlock', { got, type: metric.type, block }, { path: ['spec', 'metrics', index] }),
    );
  });
  return faults;
};
