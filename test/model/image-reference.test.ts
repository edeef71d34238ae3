import * as fc from 'fast-check';
import { imageForm, parseImage } from '../../lib/model/image-reference';

const digest = `sha256:${'a'.repeat(64)}`;

test.each([
  ['nginx', { repository: 'nginx' }],
  ['nginx:1.27', { repository: 'nginx', tag: '1.27' }],
  ['host:5000/path/name', { repository: 'host:5000/path/name' }],
  ['host:5000/name:v1', { repository: 'host:5000/name', tag: 'v1' }],
  [`quay.io/org/name@${digest}`, { repository: 'quay.io/org/name', digest }],
  [`quay.io/org/name:v1@${digest}`, { repository: 'quay.io/org/name', tag: 'v1', digest }],
])('%s has its parts', (text, parts) => {
  expect(parseImage(text)).toEqual(parts);
  expect(text).toMatch(imageForm);
});

test('the parts of an image make the same image again', () => {
  const hosts = fc.constantFrom('', 'quay.io/', 'host:5000/');
  const tags = fc.constantFrom('', ':1', ':v1.2-x');
  fc.assert(
    fc.property(
      hosts,
      fc.stringMatching(/^[a-z]{1,9}(\/[a-z]{1,9})?$/),
      tags,
      fc.boolean(),
      (host, path, tag, hashed) => {
        const text = `${host}${path}${tag}${hashed ? `@${digest}` : ''}`;
        const { repository, ...parts } = parseImage(text);
        const again = [repository, parts.tag && `:${parts.tag}`, parts.digest && `@${parts.digest}`];
        expect(text).toMatch(imageForm);
        expect(again.join('')).toBe(text);
      },
    ),
  );
});
