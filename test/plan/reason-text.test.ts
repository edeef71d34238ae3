import { reasonText } from '../../lib/plan/words/text';

const script = `set -euo pipefail\n${'echo waiting\n'.repeat(20)}`;

test('of long values a reason shows the part in which they differ', () => {
  const reason = {
    class: 'roll',
    field: '/data/run.sh',
    old: `${script}exit 1\n`,
    new: `${script}exit 0\n`,
    why: 'changed',
  } as const;
  expect(reasonText(reason)).toBe(
    String.raw`/data/run.sh: …waiting\necho waiting\necho waiting\necho waiting\nexit 1\n" → …waiting\necho waiting\necho waiting\necho waiting\nexit 0\n" # changed`,
  );
});

test('short values stand whole, and a missing one is named', () => {
  expect(reasonText({ class: 'roll', field: '/spec/replicas', old: undefined, new: 2, why: 'changed' })).toBe(
    '/spec/replicas: (none) → 2 # changed',
  );
  expect(reasonText({ class: 'add', field: '', why: 'new' })).toBe('# new');
});
