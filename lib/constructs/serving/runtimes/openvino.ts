import type { Runtime } from './runtime';

/** OpenVINO Model Server: smaller than Triton, for CPUs. */
export const openvino: Runtime = {
  name: 'openvino',
  displayName: 'OpenVINO Model Server 2025.1',
  version: '2025.1',
  template: { name: 'openvino-model-server', runtime: 'openvino-2025.1', description: 'OpenVINO Model Server' },
  single: {
    image: 'docker.io/openvino/model_server:2025.1',
    args: [
      // KServe fills in the name of the InferenceService.
      '--model_name={{.Name}}',
      '--model_path=/mnt/models',
      '--rest_port=8080',
      '--port=9000',
      '--file_system_poll_wait_seconds=0',
    ],
    port: 8080,
    user: 5000,
    formats: [
      { name: 'onnx', version: '1' },
      { name: 'openvino_ir', version: 'opset13' },
      { name: 'paddle', version: '2' },
      { name: 'tensorflow', version: '1' },
      { name: 'tensorflow', version: '2' },
    ],
    protocols: ['v2', 'grpc-v2'],
    layout: 'versioned',
    resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '2', memory: '2Gi' } },
    liveness: { http: { path: '/v2/health/live', port: 8080 }, initialDelaySeconds: 10, timeoutSeconds: 5 },
    readiness: { http: { path: '/v2/health/ready', port: 8080 }, timeoutSeconds: 5 },
  },
};
