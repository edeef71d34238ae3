import { DataConnection } from '../../../lib/constructs/serving/data-connection';
import { InferenceService, type InferenceServiceProps } from '../../../lib/constructs/serving/inference-service';
import { ServingRuntime } from '../../../lib/constructs/serving/runtimes/serving-runtime';
import { schemaFaults } from '../../../lib/schema/schema-faults';
import { refusal } from '../app';
import { at, rendered, renderedOne } from '../rendered';

const namespace = 'models';
const uri: InferenceServiceProps = {
  ...{ name: 'fraud', namespace, format: 'onnx/1', runtime: 'openvino' },
  model: { uri: 'pvc://models/fraud' },
};

test('a model by its address and the name of a runtime, as KServe fetches it', () => {
  const service = renderedOne((scope) => new InferenceService(scope, 'model', uri));
  expect(service).toMatchObject({
    kind: 'InferenceService',
    metadata: { name: 'fraud', namespace, annotations: { 'serving.kserve.io/deploymentMode': 'RawDeployment' } },
  });
  expect(at(service, 'spec', 'predictor')).toEqual({
    minReplicas: 1,
    maxReplicas: 1,
    model: {
      modelFormat: { name: 'onnx', version: '1' },
      runtime: 'openvino',
      storageUri: 'pvc://models/fraud',
    },
  });
  expect(schemaFaults(service)).toEqual([]);
});

test.each([
  ['kind', 'RawDeployment', { storageUri: 's3://models/fraud/1' }, 'model-storage'],
  ['openshift', 'RawDeployment', { storage: { key: 'aws-connection-s3', path: 'fraud/1' } }, undefined],
  ['kind', 'ModelMesh', { storage: { key: 'aws-connection-s3', path: 'fraud/1' } }, undefined],
] as const)('a model in a data connection on %s in %s', (platform, mode, location, account) => {
  const services = rendered((scope) => {
    const connection = new DataConnection(scope, 'data', { namespace, bucket: 'models' });
    const name = mode === 'ModelMesh' ? 'triton' : 'openvino';
    const runtime = new ServingRuntime(scope, 'runtime', { name, namespace, mode, platform });
    const model = { connection, path: 'fraud/1' };
    new InferenceService(scope, 'model', { ...uri, runtime, model, mode, platform });
  });
  const predictor = at(
    services.find(({ kind }) => kind === 'InferenceService'),
    'spec',
    'predictor',
  );
  expect(predictor).toMatchObject({ model: location });
  expect(at(predictor, 'serviceAccountName')).toBe(account);
  // The runtime says by which protocol it is asked; in ModelMesh nobody needs to know.
  expect(at(predictor, 'model', 'protocolVersion')).toBe(mode === 'ModelMesh' ? undefined : 'v2');
});

test('wrong names, formats and places are rejected', () => {
  const message = (props: Partial<InferenceServiceProps>) =>
    refusal((scope) => new InferenceService(scope, 'model', { ...uri, ...props })).split('\n');
  expect(message({ format: 'ONNX 1', replicas: 0 })).toEqual([
    'InferenceService at app/model: format: got "ONNX 1"; write name/version, as onnx/1',
    'InferenceService at app/model: replicas: got 0; it must be at least 1',
  ]);
  expect(message({ model: { uri: '/mnt/models' } })).toEqual([
    'InferenceService at app/model: model.uri: got "/mnt/models"; write pvc://, s3://, gs://, hf://, oci:// or https://',
  ]);
  expect(message({ model: {} as never })[0]).toMatch(/^InferenceService at app\/model: model/);
  expect(message({ name: 'm'.repeat(60) })[0]).toMatch(
    /^InferenceService at app\/model: name: got a long name; KServe makes/,
  );
});
