import { environmentPlan } from '../../lib/plan/plan';
import { settingsIn } from '../../lib/plan/environment-settings';
import { exampleTree, treeOf } from './example-tree';

const main = 'environment: example\nbase: base.yaml\ninclude: [eu/*.yaml]\nclusters: { file: clusters.yaml }\n';
const parts = {
  'environments/base.yaml': 'gitops: { revision: refs/heads/live }\n',
  'environments/clusters.yaml': 'hub01: { role: hub }\nworker01: { labels: { region: eu } }\n',
  'environments/eu/search.yaml': 'consent:\n  - { what: remove Namespace demo, why: it is over }\n',
};
const tree = (id: string, more: Readonly<Record<string, string>> = {}, units = {}) =>
  treeOf(new Map([...exampleTree(units, main), ...Object.entries({ ...parts, ...more })]), id);
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } };
const config = (text: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'web', namespace: 'demo' },
  data: { text },
});

test('the settings of a commit are those of all its files', () => {
  const { data, files } = settingsIn(tree('head'), 'environments/example.yaml');
  expect(data).toMatchObject({
    gitops: { revision: 'refs/heads/live' },
    clusters: { worker01: { labels: { region: 'eu' } } },
    consent: [{ why: 'it is over' }],
  });
  expect([...files].sort()).toEqual(['environments/example.yaml', ...Object.keys(parts)].sort());
});

test('a consent counts in any file of the environment, and an unused one is reported with its own line', () => {
  const [before, after] = [{ 'worker01/demo': [namespace, config('a')] }, { 'worker01/demo': [config('a')] }];
  const asked = environmentPlan('example', tree('base', {}, before), tree('head', {}, after), 'environments');
  expect(asked.brakes).toEqual([expect.objectContaining({ what: 'remove Namespace demo', consent: 'it is over' })]);
  const unneeded = environmentPlan('example', tree('base', {}, after), tree('head', {}, after), 'environments');
  expect(unneeded.unused.map(({ line }) => line)).toEqual(['environments/eu/search.yaml:2:5']);
});

test('a change names the line of the part that made it', () => {
  const part = (text: string) => ({ 'environments/eu/web.yaml': `demo:\n  text: ${text}\n` });
  const plan = environmentPlan(
    'example',
    tree('base', part('old'), { 'worker01/demo': [config('old')] }),
    tree('head', part('new'), { 'worker01/demo': [config('new')] }),
    'environments',
  );
  expect(plan.changes.map(({ line }) => line)).toEqual(['environments/eu/web.yaml:2:9']);
});
