import { fieldsOf } from '../../model/json';
import type { ObjectFault } from '../object-fault';
import { findingKind } from '../../model/finding-kind';
import type { ApiCheck } from './objects';

export const apiDataKeysKind = findingKind({
  code: 'api-data-keys',
  why: 'Keys of a ConfigMap or Secret become file names; some types of Secret need certain keys; all data together has at most 1 MiB.',
  fix: 'Use letters, digits, -, _ and . in keys, add the keys that the type needs, and keep large data elsewhere.',
  messages: {
    key: 'got the key {got:json}; a key has at most 253 letters, digits, -, _ and ., and does not start with ..',
    keyTwice: 'got {got:json} again; data has it',
    tooLarge: 'got {got} bytes; all data together has at most {mostBytes}',
    basicAuth: 'got {got:json}; type {type} needs "username" or "password"',
    notJson: 'got text that is not JSON; type {type} holds the settings of a registry client',
    keyMissing: 'got nothing; type {type} needs the key',
  },
});

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
  const lists = manifest.kind === 'Secret' ? ['data', 'stringData'] : ['data', 'binaryData'];
  const entries = lists.flatMap((list) =>
    Object.entries(fieldsOf(manifest[list])).map(([key, value]) => ({ list, key, value })),
  );
  const keys = entries
    .filter(({ key }) => !keyForm.test(key) || key === '.' || key === '..' || key.startsWith('..'))
    .map(({ list, key }) => apiDataKeysKind.fault('key', { got: key }, { path: [list, key] }));
  const both =
    manifest.kind === 'ConfigMap'
      ? Object.keys(fieldsOf(manifest.binaryData)).filter((key) => key in fieldsOf(manifest.data))
      : [];
  const twice = both.map((key) => apiDataKeysKind.fault('keyTwice', { got: key }, { path: ['binaryData', key] }));
  const bytes = entries.reduce((sum, { list, value }) => sum + sizeOf(list, manifest.kind, String(value)), 0);
  const large: ObjectFault[] =
    bytes <= mostBytes ? [] : [apiDataKeysKind.fault('tooLarge', { got: bytes, mostBytes }, { path: ['data'] })];
  return [
    ...keys,
    ...twice,
    ...large,
    ...unreadableSettings(manifest.type, entries),
    ...missingKeys(
      manifest.type,
      entries.map(({ key }) => key),
    ),
  ];
};

/** The API server parses the settings of registry clients. */
function unreadableSettings(
  type: unknown,
  entries: readonly { readonly list: string; readonly key: string; readonly value: unknown }[],
): ObjectFault[] {
  if (type !== 'kubernetes.io/dockerconfigjson' && type !== 'kubernetes.io/dockercfg') return [];
  return entries
    .filter(({ key }) => (neededKeys[type] ?? []).includes(key))
    .filter(
      ({ list, value }) => !isJson(list === 'data' ? Buffer.from(String(value), 'base64').toString() : String(value)),
    )
    .map(({ list, key }) => apiDataKeysKind.fault('notJson', { type }, { path: [list, key] }));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function sizeOf(list: string, kind: string, value: string): number {
  const encoded = list === 'binaryData' || (kind === 'Secret' && list === 'data');
  return encoded ? Buffer.byteLength(value, 'base64') : Buffer.byteLength(value);
}

function missingKeys(type: unknown, keys: readonly string[]): ObjectFault[] {
  if (type === 'kubernetes.io/basic-auth' && !keys.includes('username') && !keys.includes('password'))
    return [apiDataKeysKind.fault('basicAuth', { got: keys, type }, { path: ['data'] })];
  return (neededKeys[String(type)] ?? [])
    .filter((key) => !keys.includes(key))
    .map((key) => apiDataKeysKind.fault('keyMissing', { type }, { path: ['data', key] }));
}
