import { environmentPlan } from '../../lib/plan/plan';
import { groupsOf } from '../../lib/plan/words/groups';
import { exampleTree, treeOf } from './example-tree';

test('an object that a replica set carries is reported for the clusters that it runs on', () => {
  const [fleet, namespace] = [{ name: 'fleet', namespace: 'strategies' }, { name: 'fast-web' }];
  const head = exampleTree({
    'hub01/strategies': [
      {
        apiVersion: 'cluster.open-cluster-management.io/v1beta1',
        kind: 'Placement',
        metadata: fleet,
        spec: { clusterSets: ['global'] },
      },
      {
        apiVersion: 'work.open-cluster-management.io/v1alpha1',
        kind: 'ManifestWorkReplicaSet',
        metadata: fleet,
        spec: {
          placementRefs: [{ name: 'fleet' }],
          manifestWorkTemplate: {
            workload: { manifests: [{ apiVersion: 'v1', kind: 'Namespace', metadata: namespace }] },
          },
        },
      },
    ],
    'worker01/demo': [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'demo' } }],
    'worker02/demo': [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'demo' } }],
  });
  const { changes } = environmentPlan('example', treeOf(new Map(), 'base'), treeOf(head, 'head'), 'environments');
  const told = groupsOf(changes).find(({ object }) => object === 'Namespace fast-web');
  expect(told?.clusters).toEqual(['worker01', 'worker02']);
  expect(told?.by).toBe(
    'mwrs, Application example.hub01.strategies, wave 0, in ManifestWorkReplicaSet strategies/fleet',
  );
});
