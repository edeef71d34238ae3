import fc from 'fast-check';
import { changedLines } from '../../lib/publish/changed-lines';

const lines = (before: string, after: string) => changedLines(Buffer.from(before), Buffer.from(after));

test.each([
  ['nothing', 'a\nb\n', 'a\nb\n', 0],
  ['a new file', '', 'a\nb\nc\n', 3],
  ['a file that goes', 'a\nb\nc', '', 3],
  ['an empty file', '', '', 0],
  ['one line', 'a\nb\nc\n', 'a\nx\nc\n', 2],
  ['the end of a line, where both begin alike', 'a\nport: 80\nc\n', 'a\nport: 8080\nc\n', 2],
  ['a line more', 'a\nc\n', 'a\nb\nc\n', 1],
  ['a line more, of two that are equal', 'a\na\n', 'a\na\na\n', 1],
  ['a line less at the end', 'a\nb\n', 'a\n', 1],
  ['the last line end', 'a\nb', 'a\nb\n', 2],
  ['all between two changes', 'a\nb\nc\nd\n', 'x\nb\nc\ny\n', 8],
])('%s', (_what, before, after, expected) => {
  expect(lines(before, after)).toBe(expected);
});

test('of a change in one place exactly the lines that are other', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '', 'aa', 'é'), { maxLength: 6 });
  fc.assert(
    fc.property(text, text, text, text, (start, removed, added, end) => {
      const whole = (middle: string[]) => [...start, ...middle, ...end].map((line) => `${line}\n`).join('');
      const counted = lines(whole(removed), whole(added));
      expect(counted).toBeLessThanOrEqual(removed.length + added.length);
      // What is common is common to both.
      expect((removed.length + added.length - counted) % 2).toBe(0);
      expect(lines(whole(added), whole(removed))).toBe(counted);
      expect(counted === 0).toBe(whole(removed) === whole(added));
    }),
  );
});
