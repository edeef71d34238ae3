import { ServingRuntime } from '../../../lib/constructs/serving/runtimes/serving-runtime';
import { schemaFaults } from '../../../lib/schema/schema-faults';
import { refusal } from '../app';
import { at, renderedOne } from '../rendered';

const namespace = 'models';

test('a known runtime by its name, with other sizes where they are given', () => {
  const resources = { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } };
  const runtime = renderedOne(
    (scope) => new ServingRuntime(scope, 'runtime', { name: 'openvino', namespace, resources }),
  );
  expect(runtime).toMatchObject({
    kind: 'ServingRuntime',
    metadata: { name: 'openvino', namespace },
    spec: { multiModel: false, containers: [{ name: 'kserve-container', resources }] },
  });
  expect(schemaFaults(runtime)).toEqual([]);
});

test('one of your own has an image and formats', () => {
  const runtime = renderedOne(
    (scope) =>
      new ServingRuntime(scope, 'runtime', {
        ...{ name: 'mine', namespace, image: 'registry.example.com/mine:1', formats: ['onnx/1'], port: 9000 },
        args: ['--model=/mnt/models'],
      }),
  );
  expect(at(runtime, 'spec', 'supportedModelFormats')).toEqual([{ name: 'onnx', version: '1', autoSelect: true }]);
  expect(at(runtime, 'spec', 'containers', 0, 'ports', 0, 'containerPort')).toBe(9000);
});

test('half a runtime, and a mode that a runtime does not serve in, are rejected', () => {
  const message = (props: object) =>
    refusal((scope) => new ServingRuntime(scope, 'runtime', { namespace, ...props } as never));
  expect(message({ name: 'openvin' })).toBe(
    'ServingRuntime at app/runtime: name: got "openvin"; did you mean "openvino"?; one of your own has an image and formats',
  );
  expect(message({ name: 'mine', image: 'registry.example.com/mine:1' })).toBe(
    'ServingRuntime at app/runtime: image: got no formats beside image; list what it serves, as onnx/1',
  );
  expect(message({ name: 'openvino', mode: 'ModelMesh' })).toBe(
    'ServingRuntime at app/runtime: mode: got ModelMesh; openvino serves in the other modes only',
  );
});
