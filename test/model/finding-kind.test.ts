import { findingAt, formatFinding } from '../../lib/model/finding';
import { findingKind } from '../../lib/model/finding-kind';

const kind = findingKind({
  code: 'nodeport-range',
  why: 'Why.',
  fix: 'Fix.',
  messages: {
    outside: 'got {got:json}; a NodePort is in {expected}',
    taken: 'got {got}, taken by {others}; add { on: {cluster} }',
    word: 'got {got}; must be {expected:or}',
  },
});

test('a fault is the sentence of its message, and beside it what it was made of', () => {
  expect(kind.fault('outside', { got: '80', expected: '30000-32767' })).toEqual({
    code: 'nodeport-range',
    severity: 'error',
    message: 'got "80"; a NodePort is in 30000-32767',
    got: '80',
    expected: '30000-32767',
  });
});

test('text and lists stand in a sentence as they are, YAML in it is no placeholder, choices end with "or"', () => {
  const data = { got: 80, others: ['a', 'b'], cluster: 'hub01', suggestion: '30080' };
  const fault = kind.fault('taken', data);
  expect(fault.message).toBe('got 80, taken by a, b; add { on: hub01 }');
  expect(fault.suggestion).toBe('30080');
  expect(kind.fault('word', { got: 'x', expected: ['a', 'b'] }).message).toBe('got x; must be "a" or "b"');
});

test('data is never read as a template', () => {
  expect(kind.fault('word', { got: '{expected}', expected: '$&' }).message).toBe('got {expected}; must be $&');
});

test('with its place a fault is a finding; of other knowledge of the place nothing remains', () => {
  const fault = kind.fault('outside', { got: 80, expected: '30000-32767' }, { settings: ['expose'] });
  expect(fault.settings).toEqual(['expose']);
  const finding = findingAt(fault, { position: { file: 'a.yaml', line: 1, column: 2 }, path: 'expose' });
  expect(finding).not.toHaveProperty('settings');
  expect(formatFinding(finding)).toBe('a.yaml:1:2 nodeport-range expose: got 80; a NodePort is in 30000-32767');
});

test('what does not exist does not compile', () => {
  // @ts-expect-error a code that nobody has listed
  findingKind({ code: 'nodeport-rang', why: '', fix: '', messages: {} });
  // @ts-expect-error a message that the kind does not have
  kind.fault('inside', { got: 80 });
  // @ts-expect-error a placeholder without a value
  kind.fault('outside', { got: 80 });
});
