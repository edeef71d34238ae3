import { isHostName } from '../../lib/model/dns-name';
import { isLabelKey, isLabelValue } from '../../lib/model/label-name';

test.each(['app', 'App_1.x', 'example.com/app', 'a'.repeat(63), `${'a'.repeat(200)}.b/c`])('%s may be a key', (key) => {
  expect(isLabelKey(key)).toBe(true);
});

test.each(['', '/', '-a', 'a-', 'a/b/c', 'Example.com/app', 'a'.repeat(64), `${'a'.repeat(254)}/b`, 'a/'])(
  '%s may not',
  (key) => {
    expect(isLabelKey(key)).toBe(false);
  },
);

test('a value may be empty, and has at most 63 characters', () => {
  expect(['', 'a', 'A.b_c-9', '-a', 'a'.repeat(63), 'a'.repeat(64)].map(isLabelValue)).toEqual([
    true,
    true,
    true,
    false,
    true,
    false,
  ]);
});

test('a host whose last label is a number would be an address', () => {
  expect(['a', 'a.example.com', '1.a', '172.18.0.300', 'a.1', 'A.b'].map(isHostName)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
