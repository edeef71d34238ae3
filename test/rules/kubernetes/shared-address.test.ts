import type { Manifest } from '../../../lib/model/manifest';
import { addressDangling } from '../../../lib/rules/kubernetes/address-dangling';
import { nodeportTakenTwice } from '../../../lib/rules/kubernetes/nodeport-taken-twice';
import { findings, fleet } from '../example-fleet';

const address = '172.18.0.3';
/** One machine passes on the ports of worker01 and worker02. */
const changes = {
  fleet: {
    ...fleet,
    clusters: fleet.clusters.map((cluster) => (cluster.name === 'worker02' ? { ...cluster, address } : cluster)),
  },
};

const service = (nodePort: number, protocol?: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'demo' },
  spec: { type: 'NodePort', ports: [{ port: 80, nodePort, ...(protocol && { protocol }) }] },
});

const scorer = (port: number): Manifest => ({
  apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
  kind: 'DynamicScorer',
  metadata: { name: 'sample', namespace: 'open-cluster-management' },
  spec: { configURL: `http://${address}:${port}/config` },
});

test('a port at an address that two clusters have is open where either opens it', () => {
  const asked = (port: number) => ({
    'worker01/demo': [service(30007)],
    'worker02/demo': [service(30008)],
    'hub01/demo': [scorer(port)],
  });
  expect(findings(addressDangling, asked(30007), changes)).toEqual([]);
  expect(findings(addressDangling, asked(30008), changes)).toEqual([]);
  expect(findings(addressDangling, asked(30009), changes)).toEqual([
    'DynamicScorer open-cluster-management/sample spec.configURL: got port 30009 at the one address of clusters worker01, worker02, which no Service opens on any of them; their NodePorts are 30007, 30008',
  ]);
});

test('two clusters at one address cannot open one port both', () => {
  const both = { 'worker01/demo': [service(30007)], 'worker02/demo': [service(30007)] };
  expect(findings(nodeportTakenTwice, both)).toEqual([]);
  expect(findings(nodeportTakenTwice, both, changes)).toEqual([
    'Service demo/web spec.ports[0].nodePort: got 30007, which Service demo/web takes on worker01 at the same address; choose another',
  ]);
  const other = { ...both, 'worker02/demo': [service(30007, 'UDP')] };
  expect(findings(nodeportTakenTwice, other, changes)).toEqual([]);
});
