import type { ScalarTag, Tags } from 'yaml';

/**
 * Plain scalars as clients of the API server parse them (YAML 1.1 with parts of 1.2): `yes` is true, 0644 is octal, `_` in numbers
 * is dropped; a date, `12:30` and `.` are strings.
 */
export const kubernetesTags = (tags: Tags): Tags => [
  ...tags.filter((tag) => typeof tag === 'string' && ['map', 'seq', 'merge'].includes(tag)),
  ...(tags.filter((tag) => typeof tag !== 'string' && /:(map|seq|str|merge)$/.test(tag.tag)) as ScalarTag[]),
  plain('null', /^(?:~|null|Null|NULL)?$/, () => null),
  plain('bool', /^(?:y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE)$/, () => true),
  plain('bool', /^(?:n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/, () => false),
  plain('int', /^[-+]?(?:0[xX][\da-fA-F_]+|0[oO]?[0-7_]*|0[bB][01_]+|[1-9][\d_]*)$/, integer),
  plain('float', /^[-+]?(?:\.\d[\d_]*|\d[\d_]*(?:\.[\d_]*)?)(?:[eE][-+]?\d+)?$/, (text) =>
    Number(text.replaceAll('_', '')),
  ),
  {
    tag: 'tag:yaml.org,2002:binary',
    resolve: (text: string) => Buffer.from(text, 'base64').toString('utf8'),
  },
];

function plain(name: string, test: RegExp, resolve: (text: string) => unknown): ScalarTag {
  return { tag: `tag:yaml.org,2002:${name}`, default: true, test, resolve };
}

function integer(text: string): number {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/.exec(text.replaceAll('_', '')) ?? [];
  const octal = /^0[oO]?([0-7]+)$/.exec(digits);
  const size = octal ? Number.parseInt(octal[1] ?? '0', 8) : Number(digits);
  return sign === '-' ? -size : size;
}
