import type { ObjectFault } from '../../object-fault';
import { findingKind } from '../../../model/finding-kind';
import { labelNameFaults } from '../../name-invalid';
import type { PodTemplate } from './pod-template';

export const apiContainerKind = findingKind({
  code: 'api-container',
  why: 'The API server wants a different DNS label as the name of each container of a pod, and an image.',
  fix: 'Name the container differently, or give it an image.',
  messages: {
    nameTwice: 'got {got:json}; a container of the pod has that name already',
    noImage: 'got {got:json}; a container needs an image',
    noContainer: 'got nothing; a pod needs containers',
  },
});

export function containerFaults(pod: PodTemplate): ObjectFault[] {
  const containers = pod.containers;
  const mainNames = new Set(containers.filter(({ init }) => !init).map(({ fields }) => fields.name));
  // Two of one name in one list are a duplicate of that list already.
  const same = containers
    .filter(({ init, fields }) => init && mainNames.has(fields.name))
    .map(({ fields, path }) => apiContainerKind.fault('nameTwice', { got: fields.name }, { path: [...path, 'name'] }));
  const each = containers.flatMap(({ fields, path }): ObjectFault[] => [
    ...labelNameFaults(fields.name, [...path, 'name']),
    ...(typeof fields.image === 'string' && fields.image.trim() !== ''
      ? []
      : [apiContainerKind.fault('noImage', { got: fields.image }, { path: [...path, 'image'] })]),
  ]);
  return [...same, ...each];
}
