import { groupKind } from '../../lib/kinds/group-kind';
import { needLines, needsDocument, reason } from '../../lib/synth/needs';
import { fleet } from '../deliver/fleet';

const login = (cluster: string, key?: string) => ({
  ref: { cluster, ...groupKind('/Secret'), namespace: 'demo', name: 'login', ...(key !== undefined && { key }) },
  why: 'login of the registry',
});

test('an object is one line with all keys that the same clusters need, whatever their order', () => {
  const needs = [login('w2', 'user'), login('w1', 'user'), login('w1', 'password'), login('w2', 'password')];
  expect(needLines(fleet, [], [...needs, login('w2', 'token')])).toEqual([
    { what: 'Secret demo/login', keys: ['password', 'user'], clusters: ['w1', 'w2'], why: 'login of the registry' },
    { what: 'Secret demo/login', keys: ['token'], clusters: ['w2'], why: 'login of the registry' },
  ]);
});

test('an object of which no key matters has none', () => {
  expect(needLines(fleet, [], [login('w1'), login('w1')])).toEqual([
    { what: 'Secret demo/login', clusters: ['w1'], why: 'login of the registry' },
  ]);
});

test('people read the keys after the reason', () => {
  const line = { what: 'Secret demo/login', clusters: ['w1'], why: 'login' };
  expect(reason(line)).toBe('login');
  expect(reason({ ...line, keys: ['token'] })).toBe('login (key token)');
  expect(needsDocument(fleet, [{ ...line, keys: ['password', 'user'] }])).toContain(
    '| Secret demo/login | w1 | login (keys password, user) |',
  );
});
