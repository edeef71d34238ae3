import type { FindingKind } from '../../model/finding';
import { quote, type Fault } from '../problem';
import { fieldsOf, type ApiCheck } from './objects';

export const apiDataKeysKind: FindingKind = {
  code: 'api-data-keys',
  why: 'Keys of a ConfigMap or Secret become file names; some types of Secret need certain keys; all data together has at most 1 MiB.',
  fix: 'Use letters, digits, -, _ and . in keys, add the keys that the type needs, and keep large data elsewhere.',
};

const keyForm = /^[-._a-zA-Z0-9]{1,253}$/;
const mostBytes = 1024 * 1024;

/** Keys that must be there, by type of Secret; of basic authentication at least one. */
const neededKeys: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

export const dataFaults: ApiCheck = (manifest) => {
  const { code } = apiDataKeysKind;
  const lists = manifest.kind === 'Secret' ? ['data', 'stringData'] : ['data', 'binaryData'];
  const entries = lists.flatMap((list) =>
    Object.entries(fieldsOf(manifest[list])).map(([key, value]) => ({ list, key, value })),
  );
  const keys = entries
    .filter(({ key }) => !keyForm.test(key) || key === '.' || key === '..' || key.startsWith('..'))
    .map(({ list, key }) => ({
      code,
      path: [list, key],
      message: `got the key ${quote(key)}; a key has at most 253 letters, digits, -, _ and ., and does not start with ..`,
    }));
  const both =
    manifest.kind === 'ConfigMap'
      ? Object.keys(fieldsOf(manifest.binaryData)).filter((key) => key in fieldsOf(manifest.data))
      : [];
  const twice = both.map((key) => ({
    code,
    path: ['binaryData', key],
    message: `got ${quote(key)} again; data has it`,
  }));
  const bytes = entries.reduce((sum, { list, value }) => sum + sizeOf(list, manifest.kind, String(value)), 0);
  const large: Fault[] =
    bytes <= mostBytes
      ? []
      : [{ code, path: ['data'], message: `got ${bytes} bytes; all data together has at most ${mostBytes}` }];
  return [
    ...keys,
    ...twice,
    ...large,
    ...missingKeys(
      manifest.type,
      entries.map(({ key }) => key),
    ),
  ];
};

function sizeOf(list: string, kind: string, value: string): number {
  const encoded = list === 'binaryData' || (kind === 'Secret' && list === 'data');
  return encoded ? Buffer.byteLength(value, 'base64') : Buffer.byteLength(value);
}

function missingKeys(type: unknown, keys: readonly string[]): Fault[] {
  const { code } = apiDataKeysKind;
  if (type === 'kubernetes.io/basic-auth' && !keys.includes('username') && !keys.includes('password'))
    return [{ code, path: ['data'], message: `got ${quote(keys)}; type ${type} needs "username" or "password"` }];
  return (neededKeys[String(type)] ?? [])
    .filter((key) => !keys.includes(key))
    .map((key) => ({ code, path: ['data', key], message: `got nothing; type ${String(type)} needs the key` }));
}
