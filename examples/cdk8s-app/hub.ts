import { App, Chart } from 'cdk8s';
import {
  DynamicScorer,
  DynamicScoringConfig,
  ManifestWork,
  ScoredPlacement,
  ScorerDeployment,
} from 'scorewright/constructs';
import { ManagedClusterSetBinding } from 'scorewright/imports/cluster.open-cluster-management.io';
import { KubeNamespace } from 'scorewright/imports/k8s';

const app = new App();
const hub = new Chart(app, 'hub');
const agents = ['worker01', 'worker02'];

// A scorer that the hub sends to a worker, in as many ManifestWorks as its objects need.
new ManifestWork(hub, 'scorer', {
  cluster: 'worker01',
  build: (scope) => {
    const namespace = new KubeNamespace(scope, 'namespace', { metadata: { name: 'scoring' } }).name;
    const image = 'registry.example.com/static-scorer:1.0.0';
    new ScorerDeployment(scope, 'scorer', {
      name: 'static-scorer',
      namespace,
      image,
      port: 8000,
      expose: { nodePort: 30007 },
    });
  },
});

// These two register it with every agent, except on the worker that has no use for its scores.
const engine = 'static/performance';
new DynamicScorer(hub, 'performance', { engine, address: { hub: 'http://172.18.0.3:30007' } });
new DynamicScoringConfig(hub, 'config', {
  agents,
  masks: [{ cluster: 'worker02', score: 'example_performance_score' }],
});

// Choose the cluster with the best score.
const clusterSet = 'global';
new ManagedClusterSetBinding(hub, 'set', {
  metadata: { name: clusterSet, namespace: 'default' },
  spec: { clusterSet },
});
new ScoredPlacement(hub, 'fast', {
  name: 'fast',
  namespace: 'default',
  clusters: 1,
  scores: [{ engine, weight: 1, item: { app: 'app01', device: 'all' } }],
});

app.synth();
