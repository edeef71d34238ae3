import * as fc from 'fast-check';
import type { z } from 'zod';
import { customCode } from '../../../lib/environment/issue-explanation';
import { address, hostName } from '../../../lib/environment/values/host-syntax';
import { imageReference } from '../../../lib/environment/values/image-syntax';
import { labelKey, labels } from '../../../lib/environment/values/label-syntax';
import {
  dnsLabel,
  dnsSubdomain,
  kindName,
  objectName,
  splitObjectName,
} from '../../../lib/environment/values/name-syntax';
import { nodePort } from '../../../lib/environment/values/nodeport-range';
import { port } from '../../../lib/environment/values/port-range';
import { httpUrl, repositoryUrl } from '../../../lib/environment/values/url-syntax';

const long = (length: number) => 'a'.repeat(length);

/** By type: what it takes, and what it refuses, with the code of each refusal. */
const types: Readonly<
  Record<string, { type: z.ZodType; code: string; good: readonly unknown[]; bad: readonly unknown[] }>
> = {
  nodePort: {
    type: nodePort,
    code: 'nodeport-range',
    good: [30_000, 32_767],
    bad: [29_999, 32_768, 30_000.5, 80, -30_000],
  },
  port: { type: port, code: 'port-range', good: [1, 65_535], bad: [0, 65_536, 1.5, -1] },
  dnsLabel: {
    type: dnsLabel,
    code: 'name-syntax',
    good: ['a', '0', 'worker-01', long(63)],
    bad: ['', '-a', 'a-', 'A', 'a.b', 'a_b', 'ä', 'a b', long(64), 'a\n', '../a'],
  },
  dnsSubdomain: {
    type: dnsSubdomain,
    code: 'name-syntax',
    good: ['a', 'a.b', 'nginx-1.example.com', long(63)],
    bad: ['', 'a..b', '.a', 'a.', 'A', `${long(250)}.com`, 'a/b'],
  },
  imageReference: {
    type: imageReference,
    code: 'image-syntax',
    good: [
      'nginx',
      'docker.io/library/nginx:1.29',
      'localhost:5000/a__b/c-d:V_1.0',
      `a/b:1@sha256:${long(64)}`,
      `${long(255)}:1`,
    ],
    bad: ['', ' nginx', 'nginx ', 'nginx\n', 'nginx:', '/nginx', 'a//b', 'Nginx', '${A}/b', 'a@sha256:12', long(256)],
  },
  labelKey: {
    type: labelKey,
    code: 'label-syntax',
    good: ['gpu', 'example.com/gpu', 'A_b.c'],
    bad: ['', ' ', 'gpu ', '/gpu', 'gpu-', 'a b', 'a/b/c', long(64)],
  },
  kindName: {
    type: kindName,
    code: 'name-syntax',
    good: ['Secret', 'InferenceService', 'K8sThing'],
    bad: ['', 'secret', 'A B', 'A/B', 'A.b'],
  },
  objectName: {
    type: objectName,
    code: 'name-syntax',
    good: ['nginx', 'default/nginx', 'a/b.c', `a/${long(63)}`],
    bad: ['', '/', 'a/', '/a', 'a/b/c', 'A/b', 'a.b/c', 'default/ nginx', `a/${Array(5).fill(long(60)).join('.')}`],
  },
  hostName: {
    type: hostName,
    code: 'host-syntax',
    good: ['localhost', 'apps.fleet.example.com', 'x1', '1.example'],
    bad: [
      '',
      'https://a.org',
      'a.org/',
      'a.org:80',
      'A.org',
      'a..b',
      '-a.org',
      'a.org.',
      '172.18.0.3',
      '*.a.org',
      'a b',
    ],
  },
  address: {
    type: address,
    code: 'host-syntax',
    good: ['172.18.0.3', 'fd00::3', '2001:db8::1', '100.64.0.1', 'node1.example.com'],
    bad: [
      '',
      '172.18.0.300',
      '172.18.0',
      '1.2.3.4:80',
      '[::1]',
      'fe80::1%eth0',
      'http://1.2.3.4',
      '1.2.3.4/24',
      '0.0.0.0',
      '127.0.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      'ff02::1',
    ],
  },
  httpUrl: {
    type: httpUrl,
    code: 'url-syntax',
    good: [
      'http://a',
      'https://a.example:8443/path?q=1',
      'http://[::1]:80',
      'http://172.18.0.1:8000',
      'http://vm_hub:8428/',
    ],
    bad: [
      'http://${HOST}/a',
      'http://-a/',
      'http://a:0',
      'http://a,b/',
      '',
      'a.example',
      'ftp://a',
      'http://',
      'http://a b',
      'http://a:99999',
      'https://u:p@a',
      'http://a#b',
      'javascript:alert(1)',
    ],
  },
  repositoryUrl: {
    type: repositoryUrl,
    code: 'url-syntax',
    good: [
      'https://github.com/acme/fleet.git',
      'https://github.com/acme/fleet/',
      'https://git.example.com/group/below/deeper/fleet',
      'https://git.example.com/acme/tree',
      'https://dev.azure.com/acme/fleet/_git/fleet',
      'https://git-codecommit.us-east-1.amazonaws.com/v1/repos/fleet',
      'git@github.com:acme/fleet.git',
      'ssh://git@host:22/a.git',
    ],
    bad: [
      '',
      'github.com/acme/fleet',
      'file:///srv/a.git',
      '/srv/a.git',
      'https://u:p@github.com/a.git',
      'https://a/b c',
      'https://github.com/acme/fleet/tree/main',
      'https://github.com/acme/fleet/pulls',
      'https://git.example.com/group/below/fleet/-/tree/main',
      'https://git.example.com/acme/fleet/blob/main/README.md',
      'https://codeberg.org/acme/fleet/src/branch/main',
      'ssh://git@git.example.com/acme/fleet/src/branch/main',
      'git@github.com:acme/fleet/tree/main',
    ],
  },
};

describe.each(Object.entries(types))('%s', (_name, { type, code, good, bad }) => {
  test.each(good.map((value) => [value]))('takes %j', (value) => {
    expect(type.safeParse(value).data).toEqual(value);
  });

  test.each(bad.map((value) => [value]))('rejects %j', (value) => {
    const issues = type.safeParse(value).error?.issues ?? [];
    expect(issues.map((issue) => (issue.code === 'custom' ? customCode(issue) : issue.code))).toEqual([code]);
  });
});

test('no message of a refused address repeats a password', () => {
  for (const type of [httpUrl, repositoryUrl]) {
    const { error } = type.safeParse('https://user:hunter2@github.com/acme/fleet.git');
    expect(error?.issues[0]?.message).toBe(
      'got a URL with a user or a password; leave them out, they belong into a Secret',
    );
  }
});

describe('labels', () => {
  const refused = (value: Record<string, unknown>) =>
    (labels.safeParse(value).error?.issues ?? []).map(({ path }) => path.join('.'));

  test('keys with or without a domain, values that may be empty', () => {
    const good = {
      a: '',
      'a.b/c': 'x',
      'example.com/Name_1.x': 'A-b_c.1',
      constructor: 'x',
      [`${long(60)}.org/${long(63)}`]: long(63),
    };
    expect(labels.safeParse(good).data).toEqual(good);
  });

  test.each([
    '',
    'a b',
    '-a',
    'a-',
    'A.B/c',
    'a..b/c',
    '.a/b',
    'a./b',
    'a/',
    '/a',
    'a/b/c',
    long(64),
    `${long(254)}/a`,
  ])('the key %j is rejected', (key) => {
    expect(refused({ [key]: 'x' })).toEqual([key]);
  });

  test.each(['a b', '-a', 'a-', 'a/b', 'ä', long(64)])('the value %j is rejected', (value) => {
    expect(refused({ key: value })).toEqual(['key']);
  });
});

test('an object’s name is taken apart as it was put together', () => {
  const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);
  fc.assert(
    fc.property(fc.option(label, { nil: undefined }), label, (namespace, name) => {
      const text = namespace === undefined ? name : `${namespace}/${name}`;
      expect(objectName.safeParse(text).success).toBe(true);
      expect(splitObjectName(text)).toEqual(namespace === undefined ? { name } : { namespace, name });
    }),
  );
});

test('no type throws, whatever it is given', () => {
  const all = Object.values(types).map(({ type }) => type);
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom(...all, labels), (value, type) => {
      expect(() => type.safeParse(value)).not.toThrow();
    }),
    { numRuns: 500 },
  );
});

test('long texts are rejected in no time: no pattern backtracks', () => {
  const started = performance.now();
  for (const { type } of Object.values(types)) {
    for (const text of [
      'a'.repeat(50_000),
      'a-'.repeat(25_000),
      'a.'.repeat(25_000),
      '1'.repeat(50_000),
      '1h'.repeat(25_000),
    ])
      type.safeParse(`${text}!`);
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});
