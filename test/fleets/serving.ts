import * as fc from 'fast-check';
import { anyWay } from './exposure';
import { onJust, resources, some, someOf, type Draft, type External, type Site } from './site';

type Mode = 'ModelMesh' | 'RawDeployment' | 'Knative';

const namespace = 'models';

/** OpenShift AI, with the modes that its version serves; the first is its own. */
const distributions = fc.constantFrom<{ version: number; modes: readonly Mode[] }>(
  { version: 1, modes: ['ModelMesh'] },
  { version: 2, modes: ['ModelMesh', 'RawDeployment', 'Knative'] },
  { version: 3, modes: ['RawDeployment'] },
);

const installation = some({
  distribution: fc.constantFrom('rhoai', 'opendatahub'),
  installed: fc.boolean(),
  channel: fc.constant('fast'),
});

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

/** How each of some clusters serves, and what must be there for it. */
interface Serving {
  readonly on: readonly Site[];
  readonly modes: readonly Mode[];
  readonly settings: Readonly<Record<string, unknown>>;
}

function anyServing(all: readonly Site[]): fc.Arbitrary<Serving> {
  return fc
    .record({
      on: someOf(all),
      ai: distributions,
      installation,
      said: fc.constantFrom('nothing', 'one', 'each'),
      picks: fc.array(fc.nat(), { minLength: all.length, maxLength: all.length }),
    })
    .map(({ on, ai, installation: rest, said, picks }) => {
      const modesOf = ({ platform }: Site): readonly Mode[] =>
        platform === 'openshift' ? ai.modes : ['RawDeployment', 'ModelMesh', 'Knative'];
      const common = ai.modes.filter((mode) => on.every((site) => modesOf(site).includes(mode)));
      const one = on.some(({ platform }) => platform === 'openshift')
        ? common
        : modesOf({ ...on[0]!, platform: 'kind' });
      const pick = <T>(from: readonly T[], at: number): T => from[(picks[at] ?? 0) % from.length]!;
      const modes = on.map((site, at) =>
        said === 'nothing' ? modesOf(site)[0]! : said === 'one' ? pick(one, 0) : pick(modesOf(site), at),
      );
      const mode = {
        nothing: undefined,
        one: modes[0],
        each: Object.fromEntries(on.map(({ name }, at) => [name, modes[at]])),
      };
      return {
        on,
        modes,
        settings: {
          ...(mode[said] !== undefined && { mode: mode[said] }),
          ...(on.some(({ platform }) => platform === 'openshift') && {
            'openshift-ai': { version: ai.version, ...rest },
          }),
        },
      };
    });
}

interface Storage {
  readonly block: object;
  readonly generated: boolean;
  readonly external: readonly External[];
}

function anyStorage({ on, modes }: Serving, backend: unknown): fc.Arbitrary<Storage> {
  const bucket = fc.constantFrom('models', 'acme.models-1');
  const out = (nodePort: number, host: string) =>
    fc.option(anyWay({ on, namespace, nodePort, host, told: false }), { nil: undefined });
  const minio = fc
    .record({
      size: fc.constantFrom('5Gi', '500Mi'),
      rest: some({
        class: fc.constant('fast'),
        image: fc.constant('registry.example.com/minio:1'),
        replicas: fc.constant(1),
      }),
      credentials: fc.constantFrom(undefined, 'generated', 'backend'),
      api: out(30_900, 's3.example.com'),
      console: out(30_901, 'console.example.com'),
      bucket,
    })
    .map(({ size, rest, credentials, api, console, bucket: name }): Storage => {
      const expose = { ...(api && { api: api.expose }), ...(console && { console: console.expose }) };
      return {
        block: {
          minio: {
            size,
            ...rest,
            ...(credentials && { credentials }),
            ...(Object.keys(expose).length > 0 && { expose }),
          },
          bucket: name,
        },
        generated: credentials === 'generated' || (credentials === undefined && backend === 'external-secrets'),
        external: [...(api?.external ?? []), ...(console?.external ?? [])],
      };
    });
  const withRole = on.every(({ platform }) => platform === 'eks') && !modes.includes('ModelMesh');
  const s3 = fc
    .record({
      endpoint: some({ endpoint: fc.constant('http://s3.example.com:9000') }),
      access: fc.constantFrom(
        {},
        { secret: 'models-s3' },
        ...(withRole ? [{ role: 'arn:aws:iam::123456789012:role/models' }] : []),
      ),
      bucket,
    })
    .map(({ endpoint, access, bucket: name }): Storage => ({
      block: { s3: { region: 'eu-central-1', ...endpoint, ...access }, bucket: name },
      generated: false,
      external: [],
    }));
  return fc.oneof(minio, s3);
}

function anyModels({
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

/** The block `serving` on any clusters, in modes that each of them has. */
export function anyModelServing(all: readonly Site[], backend: unknown): fc.Arbitrary<Draft> {
  return anyServing(all).chain((serving) =>
    fc
      .record({
        on: onJust(serving.on, all),
        storage: anyStorage(serving, backend),
        served: anyModels(serving),
        rest: some({ displayName: fc.constant('Models'), description: fc.constant('Of the fleet: all of them.') }),
      })
      .map(({ on, storage, served: { models, runtimes, external }, rest }): Draft => {
        const without = serving.on.filter(({ platform }) => platform !== 'openshift');
        const each = (entry: Omit<External, 'on'>): External[] =>
          serving.on.map((site) => ({ on: site.name, ...entry }));
        return {
          block: { on, namespace, ...serving.settings, storage: storage.block, runtimes, models, ...rest },
          charts: { kserve: without, ...(storage.generated && { 'external-secrets': serving.on }) },
          external: [
            ...storage.external,
            ...external.flatMap(each),
            ...serving.on.flatMap(({ name, platform }, at) =>
              platform === 'openshift' ? [] : broughtFor(name, serving.modes[at]),
            ),
          ],
        };
      }),
  );
}

/** What a cluster must have for a mode that KServe's chart does not bring. */
function broughtFor(on: string, mode: Mode | undefined): External[] {
  if (mode === 'Knative') return [{ on, kind: 'APIGroup', name: 'serving.knative.dev', why: 'Knative Serving' }];
  if (mode === 'ModelMesh')
    return [{ on, kind: 'Deployment', name: 'modelmesh-serving/modelmesh-controller', why: 'ModelMesh' }];
  return [];
}
