import { at, fieldsOf, isObject, objectsOf, type Fields } from '../../../model/json';
import { show } from '../../../model/words';
import type { ObjectFault } from '../../object-fault';
import { findingKind } from '../../../model/finding-kind';
import type { Path } from '../../../model/origin';
import { present } from '../objects';
import type { PodTemplate } from './pod-template';

export const apiEnvKind = findingKind({
  code: 'api-env',
  why: 'The API server rejects an environment variable without a usable name, or without exactly one complete source.',
  fix: 'Give the variable a name without = and either a value or one source, which names its object or a field of the pod.',
  messages: {
    name: 'got {got:json}; a name has printable ASCII characters other than =',
    valueAndSource: 'got value and valueFrom; a variable has one of them',
    unnamed: 'got nothing; name the object',
    field:
      'got {got:json}; a variable may tell metadata.name, metadata.namespace, metadata.uid, a label or annotation, spec.nodeName, spec.serviceAccountName, status.hostIP or status.podIP',
    notOne: 'got {got}; exactly one of {names:or} is right',
  },
});

const sources = ['configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'];
const wholeSources = ['configMapRef', 'secretRef'];
/** What a variable may tell of the pod that it is in. */
const podFields =
  /^(metadata\.(name|namespace|uid|(labels|annotations)\['[^']+'\])|spec\.(nodeName|serviceAccountName)|status\.(hostIPs?|podIPs?))$/;
/** Printable ASCII without `=`. */
const variableName = /^[ -<>-~]+$/;

export function envFaults(pod: PodTemplate): ObjectFault[] {
  return pod.containers.flatMap(({ fields, path }) => [
    ...objectsOf(fields.env).flatMap((variable, index) => variableFaults(variable, [...path, 'env', index])),
    ...objectsOf(fields.envFrom).flatMap((source, index) =>
      exactlyOne(source, wholeSources, [...path, 'envFrom', index]),
    ),
  ]);
}

function variableFaults({ name, value, valueFrom }: Fields, path: Path): ObjectFault[] {
  const named: ObjectFault[] =
    typeof name === 'string' && variableName.test(name)
      ? []
      : [apiEnvKind.fault('name', { got: name }, { path: [...path, 'name'] })];
  if (!isObject(valueFrom)) return named;
  if (value !== undefined && value !== '') return [...named, apiEnvKind.fault('valueAndSource', {}, { path })];
  return [
    ...named,
    ...exactlyOne(valueFrom, sources, [...path, 'valueFrom']),
    ...sourceFaults(valueFrom, [...path, 'valueFrom']),
  ];
}

function sourceFaults(source: Fields, path: Path): ObjectFault[] {
  const unnamed = ['configMapKeyRef', 'secretKeyRef'].flatMap((type): ObjectFault[] => {
    const object = source[type];
    if (!isObject(object) || (object.name !== undefined && object.name !== '')) return [];
    return [apiEnvKind.fault('unnamed', {}, { path: [...path, type, 'name'] })];
  });
  const fieldPath = at(source, 'fieldRef', 'fieldPath');
  if (typeof fieldPath !== 'string' || podFields.test(fieldPath)) return unnamed;
  return [...unnamed, apiEnvKind.fault('field', { got: fieldPath }, { path: [...path, 'fieldRef', 'fieldPath'] })];
}

function exactlyOne(fields: Fields, names: readonly string[], path: Path): ObjectFault[] {
  const found = present(fieldsOf(fields), names);
  if (found.length === 1) return [];
  const got = found.length === 0 ? 'nothing' : found.map(show).join(' and ');
  return [apiEnvKind.fault('notOne', { got, names }, { path })];
}
