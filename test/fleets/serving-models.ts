import * as fc from 'fast-check';
import { namespace, type Serving } from './serving-modes';
import { resources, some, type External } from './site';

/** Formats of the known runtimes, by how they serve; those of one file may be uploaded. */
const formats: Readonly<
  Record<'multi' | 'single', Readonly<Record<string, readonly { format: string; file: boolean }[]>>>
> = {
  multi: {
    triton: ['onnx/1', 'onnx', 'pytorch/1', 'tensorflow/2', 'keras/2', 'tensorrt/7'].map((format) => ({
      format,
      file: true,
    })),
  },
  single: {
    triton: [
      ...['onnx/1', 'pytorch', 'tensorrt/8'].map((format) => ({ format, file: true })),
      ...['tensorflow/1', 'tensorflow'].map((format) => ({ format, file: false })),
    ],
    openvino: ['onnx/1', 'openvino_ir/opset13', 'paddle/2', 'tensorflow/2'].map((format) => ({ format, file: true })),
    'own-server': [{ format: 'gguf/v3', file: true }],
  },
};

const ownServer = some({
  command: fc.constant(['/bin/serve']),
  args: fc.constant(['--model', '/mnt/models', '--name={{.Name}}']),
  port: fc.constant(8888),
  readiness: fc.constant('/ready'),
  resources,
}).map((rest) => ({ name: 'own-server', image: 'registry.example.com/server:2.0', formats: ['gguf/v3'], ...rest }));

const uploads = fc
  .constantFrom('https://models.example.com/a%20b.onnx', 'https://example.com/dir/model.bin?raw=1')
  .map((url) => ({
    url,
    sha256: '0123456789abcdef'.repeat(4),
  }));

const uris = fc.constantFrom(
  { uri: 'pvc://model-claim/fraud' },
  { uri: 'pvc://model-claim/fraud', access: 'ReadWriteOnce' },
  { uri: 'pvc://model-claim/fraud', access: 'ReadOnlyMany' },
  { uri: 'pvc://model-claim/fraud', access: 'ReadWriteMany' },
  { uri: 'hf://acme/model' },
  { uri: 'oci://registry.example.com/model:1' },
);

/** A value of each kind of tensor. */
const tensors: Readonly<Record<string, number | string | boolean>> = {
  ...{ BOOL: true, BYTES: 'a "b"', FP16: 0.5, FP32: -1.25, FP64: 1e-3 },
  ...{ INT8: -1, INT16: -2, INT32: 3, INT64: 4, UINT8: 0, UINT16: 1, UINT32: 2, UINT64: 3 },
};

const datatype = fc.constantFrom(...Object.keys(tensors));

const test = fc.record({
  inputs: fc.array(
    fc.tuple(fc.constantFrom('dense_input', 'text'), datatype).map(([name, of]) => ({
      ...{ name, shape: [1, 2], datatype: of, data: [tensors[of], tensors[of]] },
    })),
    { minLength: 1, maxLength: 3 },
  ),
  outputs: fc.array(fc.record({ shape: fc.constantFrom([1], [3, 1]), datatype }), { minLength: 1, maxLength: 3 }),
});

/** Models and the runtimes that serve them; `external` must be on each of the clusters. */
export function anyModels({
  on,
  modes,
}: Serving): fc.Arbitrary<{ models: object; runtimes: unknown[]; external: readonly Omit<External, 'on'>[] }> {
  const meshed = modes.includes('ModelMesh');
  const forms = meshed ? 'multi' : 'single';
  // Where modes differ, a runtime must have a form for each.
  const mixed = meshed && modes.some((mode) => mode !== 'ModelMesh');
  const choices = Object.entries(formats[forms]).flatMap(([runtime, served]) =>
    served
      .filter(({ format }) => !mixed || ['onnx/1', 'onnx', 'pytorch/1'].includes(format))
      .map((each) => ({ runtime, ...each })),
  );
  // Elsewhere nothing makes an entry of `storage-config` of a data connection.
  const keyed = on.every(({ platform }) => platform === 'openshift');
  const pods = some({ replicas: fc.integer({ min: 1, max: 3 }), resources });
  const model = fc
    .record({
      chosen: fc.constantFrom(...choices),
      existing: fc.boolean(),
      source: fc.oneof(
        uploads,
        fc.constantFrom<object>(
          { path: 'models/fraud' },
          ...(keyed ? [{ path: 'fraud', key: 'other-connection' }] : []),
        ),
        uris,
      ),
      rest: some({ displayName: fc.constant('Fraud: “ja”'), test }),
      pods,
    })
    .map(({ chosen: { runtime, format, file }, source, rest, pods: size, existing }) => {
      const uploaded = 'url' in source;
      const alone =
        'uri' in source &&
        source.uri.startsWith('pvc:') &&
        !((source as { access?: string }).access ?? '').endsWith('Many');
      const { replicas, ...others } = size;
      return {
        runtime: existing && !uploaded ? 'cluster-runtime' : runtime,
        format,
        source: uploaded && !file ? { path: 'folder' } : source,
        ...rest,
        ...(!meshed && { ...others, ...(replicas !== undefined && { replicas: alone ? 1 : replicas }) }),
      };
    });
  const sized = some({ replicas: fc.integer({ min: 1, max: 3 }), resources }).map(({ replicas, ...rest }) => ({
    ...rest,
    ...(meshed && replicas !== undefined && { replicas }),
  }));
  return fc
    .record({
      models: fc.dictionary(fc.constantFrom('fraud', 'valueof', 'm-2'), model, { maxKeys: 3, noNullPrototype: true }),
      sizes: fc.array(fc.option(sized, { nil: undefined }), { minLength: 2, maxLength: 2 }),
      own: ownServer,
      openvino: fc.boolean(),
    })
    .map(({ models, sizes, own, openvino }) => {
      const used = new Set(Object.values(models).map(({ runtime }) => runtime));
      const entry = (name: string, size: object | undefined) => (size === undefined ? name : { name, ...size });
      return {
        models,
        runtimes: [
          entry('triton', sizes[0]),
          ...(used.has('openvino') || openvino ? [entry('openvino', sizes[1])] : []),
          ...(used.has('own-server') ? [own] : []),
        ],
        external: [
          ...(used.has('cluster-runtime')
            ? [{ kind: 'ClusterServingRuntime', name: 'cluster-runtime', why: 'is there' }]
            : []),
          ...claimsOf(models),
        ],
      };
    });
}

function claimsOf(models: object): Omit<External, 'on'>[] {
  const text = JSON.stringify(models);
  return [
    ...(text.includes('pvc://')
      ? [{ kind: 'PersistentVolumeClaim', name: `${namespace}/model-claim`, why: 'holds models' }]
      : []),
    ...(text.includes('other-connection')
      ? [{ kind: 'Secret', name: `${namespace}/other-connection`, why: 'of another team' }]
      : []),
  ];
}
