import { App, Chart } from 'cdk8s';
import { DataConnection, InferenceService, Minio, ScorerDeployment, ServingRuntime } from 'scorewright/constructs';
import { KubeNamespace } from 'scorewright/imports/k8s';

const app = new App();

// A model, its storage, and the runtime that serves it.
const models = new Chart(app, 'models');
const namespace = new KubeNamespace(models, 'namespace', { metadata: { name: 'models' } }).name;
const minio = new Minio(models, 'minio', { namespace, size: '5Gi' });
const connection = new DataConnection(models, 'connection', { namespace, bucket: 'models', minio, keys: 'generated' });
const runtime = new ServingRuntime(models, 'runtime', { name: 'openvino', namespace });
new InferenceService(models, 'fraud', {
  name: 'fraud',
  namespace,
  format: 'onnx/1',
  runtime,
  model: { connection, path: 'fraud/1' },
});

// A scorer of the dynamic scoring framework, which the hub reaches at a port of the nodes.
const scoring = new Chart(app, 'scoring');
new ScorerDeployment(scoring, 'scorer', {
  name: 'headroom-scorer',
  namespace: new KubeNamespace(scoring, 'namespace', { metadata: { name: 'scoring' } }).name,
  image: 'registry.example.com/headroom-scorer:1.0.0',
  port: 8000,
  expose: { nodePort: 30007 },
});

app.synth();
