import { hostOf, isClusterLocal, isShortName, joinURL, serviceOf } from '../../lib/scoring/endpoint';

// Each line is what Go 1.22 and later answer for url.JoinPath, and undefined where the controller finds the result invalid.
test.each([
  ['http://h:1', '', 'http://h:1'],
  ['http://h:1', '/a', 'http://h:1/a'],
  ['http://h:1', 'a', 'http://h:1/a'],
  ['http://h:1/', '/a/', 'http://h:1/a/'],
  ['http://h:1/x', '/a', 'http://h:1/x/a'],
  ['http://h:1/x/', '../b', 'http://h:1/b'],
  ['http://h/', '', 'http://h/'],
  ['http://h/x/', '', 'http://h/x'],
  ['http://h', '/', 'http://h/'],
  ['http://h', '//a//b', 'http://h/a/b'],
  ['http://h', '/a?b=c', 'http://h/a%3Fb=c'],
  ['http://h', '/a b', 'http://h/a%20b'],
  ['HTTP://H:80', '/a', 'http://H:80/a'],
  ['h:1', '/a', undefined],
  ['10.0.0.1:9', '/a', undefined],
  ['', '/a', undefined],
  ['http://h:x', '/a', undefined],
  ['http://${IP}:8000', '/a', undefined],
])('%s and %s make %s', (host, path, expected) => {
  expect(joinURL(host, path)).toBe(expected);
});

test.each([
  ['http://static-scorer:8000/config', 'static-scorer'],
  ['https://user@[fd00::1]:9091/x', 'fd00::1'],
  ['http://172.18.0.3', '172.18.0.3'],
  ['nonsense', undefined],
])('the host of %s is %s', (url, host) => {
  expect(hostOf(url)).toBe(host);
});

test('short names and .svc names are one cluster only, addresses and domains are not', () => {
  const local = ['static-scorer', 'a.b.svc', 'a.b.svc.cluster.local', 'localhost'];
  const global = ['172.18.0.3', 'fd00::1', 'scorer.example.com', 'mysvc.example.svc.com'];
  expect(local.map(isClusterLocal)).toEqual([true, true, true, true]);
  expect(global.map(isClusterLocal)).toEqual([false, false, false, false]);
  expect([...local, ...global].filter(isShortName)).toEqual(['static-scorer', 'localhost']);
});

test('the forms of a Service name lead to one Service', () => {
  expect(['a.b.svc', 'a.b.svc.cluster.local', 'a.b.svc.cluster.local.'].map(serviceOf)).toEqual(['a.b', 'a.b', 'a.b']);
  expect(serviceOf('a.b.example.com')).toBeUndefined();
});
