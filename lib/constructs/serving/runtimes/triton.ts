import type { Probe } from '../../probe';
import type { ModelFormat, Runtime } from './runtime';

const image = 'nvcr.io/nvidia/tritonserver:23.05-py3';
const repository = '/models/_triton_models';

const onnx: ModelFormat = { name: 'onnx', version: '1' };
const pytorch: ModelFormat = { name: 'pytorch', version: '1' };
const tensorflow: readonly ModelFormat[] = ['1', '2'].map((version) => ({ name: 'tensorflow', version }));

/** ModelMesh's adapter fills the repository and loads each model by itself, so Triton starts empty. */
const startEmpty = [
  `mkdir -p ${repository}`,
  `chmod 777 ${repository}`,
  [
    `exec tritonserver --model-repository=${repository} --model-control-mode=explicit`,
    '--strict-model-config=false --strict-readiness=false --allow-http=true --allow-sagemaker=false',
  ].join(' '),
].join('; ');

/** ModelMesh puts a proxy before the server's ports, so the server itself is asked, from inside. */
const askedInside: Probe = {
  exec: ['curl', '--fail', '--silent', '--show-error', '--max-time', '9', 'http://localhost:8000/v2/health/live'],
  initialDelaySeconds: 5,
  periodSeconds: 30,
  timeoutSeconds: 10,
};

/** NVIDIA Triton Inference Server 23.05. */
export const triton: Runtime = {
  name: 'triton',
  displayName: 'Triton runtime 23.05',
  version: '23.05',
  template: {
    name: 'triton-inference-server',
    runtime: 'triton-23.05-20230630',
    description: 'NVIDIA Triton Inference Server',
  },
  multi: {
    image,
    command: ['/bin/sh'],
    args: ['-c', startEmpty],
    // Keras is converted by the adapter; Triton itself does not read it.
    formats: [{ name: 'keras', version: '2' }, onnx, pytorch, ...tensorflow, { name: 'tensorrt', version: '7' }],
    protocols: ['grpc-v2'],
    layout: 'bare',
    resources: { requests: { cpu: '1', memory: '4Gi' }, limits: { cpu: '2', memory: '8Gi' } },
    liveness: askedInside,
    multiModel: {
      serverType: 'triton',
      managementPort: 8001,
      memoryBufferBytes: 134_217_728,
      loadingTimeoutMillis: 90_000,
      grpcEndpoint: 'port:8085',
      grpcDataEndpoint: 'port:8001',
      maxLoadingConcurrency: 2,
      replicas: 2,
    },
  },
  single: {
    image,
    command: ['tritonserver'],
    args: [
      '--model-repository=/mnt/models',
      '--http-port=8080',
      '--grpc-port=9000',
      '--metrics-port=8002',
      '--strict-model-config=false',
      '--allow-sagemaker=false',
    ],
    port: 8080,
    user: 1000,
    formats: [onnx, pytorch, ...tensorflow, { name: 'tensorrt', version: '8' }],
    protocols: ['v2', 'grpc-v2'],
    layout: 'repository',
    resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '4Gi' } },
    liveness: { http: { path: '/v2/health/live', port: 8080 }, initialDelaySeconds: 10, timeoutSeconds: 5 },
    readiness: { http: { path: '/v2/health/ready', port: 8080 }, timeoutSeconds: 5 },
  },
};
