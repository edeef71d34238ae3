import fc from 'fast-check';
import { named, wholeName } from '../../../lib/synth/images/mirrored';

const digest = `sha256:${'0'.repeat(64)}`;
const mirrors = {
  'quay.io': 'mirror.corp/quay',
  'quay.io/acme': 'acme.corp:5000',
  'docker.io': 'mirror.corp/hub',
  'ghcr.io/acme/web': 'mirror.corp/web',
};

test.each([
  ['quay.io/org/app:1', 'mirror.corp/quay/org/app:1'],
  ['quay.io/acme/app:1', 'acme.corp:5000/app:1'],
  ['quay.io/acmes/app:1', 'mirror.corp/quay/acmes/app:1'],
  ['quay.io:443/org/app:1', 'quay.io:443/org/app:1'],
  ['ghcr.io/acme/web:2', 'mirror.corp/web:2'],
  ['ghcr.io/acme/webs:2', 'ghcr.io/acme/webs:2'],
  ['nginx', 'mirror.corp/hub/library/nginx'],
  ['bitnami/redis:7', 'mirror.corp/hub/bitnami/redis:7'],
  [`quay.io/org/app@${digest}`, `mirror.corp/quay/org/app@${digest}`],
])('%s becomes %s', (image, expected) => {
  expect(named(image, { mirrors, digests: new Map() })).toBe(expected);
});

test('an image in the lock gets its digest, and one with a digest keeps it', () => {
  const digests = new Map([['docker.io/library/nginx:1', digest]]);
  expect(named('nginx:1', { mirrors: {}, digests })).toBe(`nginx:1@${digest}`);
  expect(named('nginx:1', { mirrors, digests })).toBe(`mirror.corp/hub/library/nginx:1@${digest}`);
  const other = `nginx:1@sha256:${'1'.repeat(64)}`;
  expect(named(other, { mirrors: {}, digests })).toBe(other);
});

test('a mirror changes only the beginning of images, and only once', () => {
  const part = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
  fc.assert(
    fc.property(part, part, part, (org, name, tag) => {
      const own = { mirrors: { 'quay.io': 'mirror.corp/quay' }, digests: new Map<string, string>() };
      const once = named(`quay.io/${org}/${name}:${tag}`, own);
      expect(once).toBe(`mirror.corp/quay/${org}/${name}:${tag}`);
      expect(named(once, own)).toBe(once);
      expect(wholeName(wholeName(name))).toBe(wholeName(name));
    }),
  );
});
