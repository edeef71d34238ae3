import type { FindingKind } from '../../../model/finding';
import type { Path } from '../../../model/origin';
import type { Fault, Fields } from '../../problem';
import { isFields, oneOf, quote } from '../../problem';
import { fieldsOf, objectsOf, present } from '../objects';
import type { PodTemplate } from './pod-template';

export const apiEnvKind: FindingKind = {
  code: 'api-env',
  why: 'The API server refuses an environment variable without a usable name, or with more than one source.',
  fix: 'Give the variable a name without = and either a value or one source.',
};

const sources = ['configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'];
const wholeSources = ['configMapRef', 'secretRef'];
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
  return [...named, ...exactlyOne(valueFrom, sources, [...path, 'valueFrom'])];
}

function exactlyOne(fields: Fields, names: readonly string[], path: Path): Fault[] {
  const found = present(fieldsOf(fields), names);
  if (found.length === 1) return [];
  const got = found.length === 0 ? 'nothing' : found.map(quote).join(' and ');
  return [{ code: apiEnvKind.code, path, message: `got ${got}; exactly one of ${oneOf(names)} is right` }];
}
