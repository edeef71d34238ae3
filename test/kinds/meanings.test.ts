import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pointer, type ChangeExample, type Meaning } from '../../lib/kinds/changed';
import { meanings } from '../../lib/kinds/meanings';
import { changedBetween } from '../../lib/plan/classify';
import type { RunningObject } from '../../lib/plan/running-object';

/** What a meaning says of a change, as its examples write it. */
function said(meaning: Meaning, { old, new: now }: ChangeExample): string[] {
  const [before, after] = [old, now].map((manifest): RunningObject => ({
    cluster: 'worker01',
    manifest,
    deliverer: 'argo-ssa',
    wave: 0,
    unit: 'demo',
    folder: 'worker01',
  }));
  const changed = changedBetween(before!, after!);
  return changed === undefined
    ? []
    : [...meaning.judge(changed)].map((verdict) => `${verdict.class} ${pointer(verdict.field.path)}`);
}

const named = meanings.map((meaning) => [meaning.kinds.join(', '), meaning] as const);

test.each(named)('the bad example of %s says what it names', (_, meaning) => {
  expect(said(meaning, meaning.bad).sort()).toEqual([...meaning.bad.says].sort());
});

test.each(named)('the good example of %s says nothing', (_, meaning) => {
  expect(said(meaning, meaning.good)).toEqual([]);
});

test('every file of a meaning is in the list', () => {
  const files = readdirSync(join(__dirname, '../../lib/kinds/meanings')).filter((file) => file !== 'workload.ts');
  expect(files).toHaveLength(meanings.length);
});
