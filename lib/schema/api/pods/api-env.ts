import type { FindingKind } from '../../../model/finding';
import type { Path } from '../../../model/origin';
import { isFields, oneOf, quote, type Fault, type Fields } from '../../problem';
import { at, fieldsOf, objectsOf, present } from '../objects';
import type { PodTemplate } from './pod-template';

export const apiEnvKind: FindingKind = {
  code: 'api-env',
  why: 'The API server refuses an environment variable without a usable name, or without exactly one complete source.',
  fix: 'Give the variable a name without = and either a value or one source, which names its object or a field of the pod.',
};

const sources = ['configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'];
const wholeSources = ['configMapRef', 'secretRef'];
/** What a variable may tell of the pod that it is in. */
const podFields =
  /^(metadata\.(name|namespace|uid|(labels|annotations)\['[^']+'\])|spec\.(nodeName|serviceAccountName)|status\.(hostIPs?|podIPs?))$/;
/** Printable ASCII without `=`. */
const variableName = /^[ -<>-~]+$/;

export function envFaults(pod: PodTemplate): Fault[] {
  return pod.containers.flatMap(({ fields, path }) => [
    ...objectsOf(fields.env).flatMap((variable, index) => variableFaults(variable, [...path, 'env', index])),
    ...objectsOf(fields.envFrom).flatMap((source, index) =>
      exactlyOne(source, wholeSources, [...path, 'envFrom', index]),
    ),
  ]);
}

function variableFaults({ name, value, valueFrom }: Fields, path: Path): Fault[] {
  const { code } = apiEnvKind;
  const named: Fault[] =
    typeof name === 'string' && variableName.test(name)
      ? []
      : [
          {
            code,
            path: [...path, 'name'],
            message: `got ${quote(name)}; a name has printable ASCII characters other than =`,
          },
        ];
  if (!isFields(valueFrom)) return named;
  if (value !== undefined && value !== '')
    return [...named, { code, path, message: 'got value and valueFrom; a variable has one of them' }];
  return [
    ...named,
    ...exactlyOne(valueFrom, sources, [...path, 'valueFrom']),
    ...sourceFaults(valueFrom, [...path, 'valueFrom']),
  ];
}

function sourceFaults(source: Fields, path: Path): Fault[] {
  const { code } = apiEnvKind;
  const unnamed = ['configMapKeyRef', 'secretKeyRef'].flatMap((type): Fault[] => {
    const object = source[type];
    if (!isFields(object) || (object.name !== undefined && object.name !== '')) return [];
    return [{ code, path: [...path, type, 'name'], message: 'got nothing; name the object' }];
  });
  const fieldPath = at(source, 'fieldRef', 'fieldPath');
  if (typeof fieldPath !== 'string' || podFields.test(fieldPath)) return unnamed;
  const message = `got ${quote(fieldPath)}; a variable may tell metadata.name, metadata.namespace, metadata.uid, a label or annotation, spec.nodeName, spec.serviceAccountName, status.hostIP or status.podIP`;
  return [...unnamed, { code, path: [...path, 'fieldRef', 'fieldPath'], message }];
}

function exactlyOne(fields: Fields, names: readonly string[], path: Path): Fault[] {
  const found = present(fieldsOf(fields), names);
  if (found.length === 1) return [];
  const got = found.length === 0 ? 'nothing' : found.map(quote).join(' and ');
  return [{ code: apiEnvKind.code, path, message: `got ${got}; exactly one of ${oneOf(names)} is right` }];
}
