import { environmentPlan } from '../../lib/plan/plan';
import { successionBetween } from '../../lib/plan/successions';
import { exampleTree, treeOf } from './example-tree';

const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'demo' } };
const both = { 'worker01/demo': [account], 'worker02/demo': [account] };
const one = { 'worker01/demo': [account] };

/** Trees with the environments example and shop, whose clusters have names of their own but for worker02. */
function treeWith(example: typeof one, shop: typeof one, id: string) {
  const others = [...exampleTree(shop)].map(([path, text]) =>
    [path, text].map((part) => part.replaceAll('example', 'shop').replaceAll('worker01', 'worker11')),
  ) as [string, string][];
  return treeOf(new Map([...exampleTree(example), ...others]), id);
}

function dangers(base: ReturnType<typeof treeOf>, head: ReturnType<typeof treeOf>): string[] {
  const succession = successionBetween('example', base, head, ['example', 'shop']);
  const { changes } = environmentPlan('example', base, head, 'environments', undefined, succession);
  return changes.flatMap(({ reasons }) => reasons.filter(({ class: word }) => word === 'danger').map(({ why }) => why));
}

test('a cluster that moves from one environment to another is reported', () => {
  expect(dangers(treeWith(both, one, 'base'), treeWith(one, both, 'head'))).toEqual([
    'worker02 leaves environment example and joins shop: if both are the same cluster, example deletes the objects that both have while shop applies them',
  ]);
});

test.each([
  ['only leaves', one],
  ['has its name in both', both],
])('a cluster that %s is not reported', (_, shop) => {
  expect(dangers(treeWith(both, shop, 'base'), treeWith(one, shop, 'head'))).toEqual([]);
});
