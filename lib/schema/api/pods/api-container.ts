import type { FindingKind } from '../../../model/finding';
import { quote, type Fault } from '../../problem';
import { labelNameFaults } from '../../name-invalid';
import type { PodTemplate } from './pod-template';

export const apiContainerKind: FindingKind = {
  code: 'api-container',
  why: 'The API server wants a different DNS label as the name of each container of a pod, and an image.',
  fix: 'Name the container differently, or give it an image.',
};

export function containerFaults(pod: PodTemplate): Fault[] {
  const { code } = apiContainerKind;
  const containers = pod.containers;
  const mainNames = new Set(containers.filter(({ init }) => !init).map(({ fields }) => fields.name));
  // Two of one name in one list are a duplicate of that list already.
  const same = containers
    .filter(({ init, fields }) => init && mainNames.has(fields.name))
    .map(({ fields, path }) => ({
      code,
      path: [...path, 'name'],
      message: `got ${quote(fields.name)}; a container of the pod has that name already`,
    }));
  const each = containers.flatMap(({ fields, path }): Fault[] => [
    ...labelNameFaults(fields.name, [...path, 'name']),
    ...(typeof fields.image === 'string' && fields.image.trim() !== ''
      ? []
      : [{ code, path: [...path, 'image'], message: `got ${quote(fields.image)}; a container needs an image` }]),
  ]);
  return [...same, ...each];
}
