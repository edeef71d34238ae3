import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { label } from '../../lib/model/manifest';
import { objectOf } from '../../lib/plan/change';
import { changesBetween } from '../../lib/plan/compare';
import type { Consequence, Example } from '../../lib/plan/consequence';
import { consequences } from '../../lib/plan/consequences';
import { EnvironmentSide } from '../../lib/plan/environment-side';
import { exampleTree, treeOf } from './example-tree';

/** What a consequence says between two trees, as its examples write it. */
function said(consequence: Consequence, examples: { readonly base: Example; readonly head: Example }): string[] {
  const [base, head] = [examples.base, examples.head].map(
    (units, side) => new EnvironmentSide(treeOf(exampleTree(units), String(side)), 'example'),
  );
  const changes = changesBetween(base!, head!);
  const byKey = new Map(changes.map((change) => [change.key, change]));
  return [...consequence.judge({ base: base!, head: head!, changes, byKey })].map(({ change, reason }) => {
    const { cluster, manifest } = objectOf(change);
    return `${reason.class} ${label(manifest)} on ${cluster}${reason.field === '' ? '' : ` ${reason.field}`}`;
  });
}

const named = consequences.map((consequence) => [consequence.code, consequence] as const);

test.each(named)('the bad example of %s says what it names', (_, consequence) => {
  expect(said(consequence, consequence.bad).sort()).toEqual([...consequence.bad.says].sort());
});

test.each(named)('the good example of %s says nothing', (_, consequence) => {
  expect(said(consequence, consequence.good)).toEqual([]);
});

test('every file of a consequence is in the list, under its code', () => {
  const files = readdirSync(join(__dirname, '../../lib/plan/consequences')).map((file) => file.replace('.ts', ''));
  expect(consequences.map(({ code }) => code)).toEqual(files.sort());
});
