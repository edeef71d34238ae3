import fc from 'fast-check';
import { findingsOf, needsOf } from '../synthesized';
import { environment, fraud, generated, onEks, onKind, onOpenShift } from './environment';

const source = `{ url: "${fraud.url}", sha256: ${fraud.sha256} }`;

test('the document’s model on kind, OpenShift and EKS is in order', () => {
  expect(findingsOf(environment())).toEqual([]);
  expect(findingsOf(environment({ rest: onOpenShift, serving: 'on: ocp01\nopenshift-ai: { version: 2 }' }))).toEqual(
    [],
  );
  const s3 = '{ s3: { region: eu-central-1, role: "arn:aws:iam::123456789012:role/models" }, bucket: acme-models }';
  expect(findingsOf(environment({ rest: onEks, serving: 'on: eks01', storage: s3 }))).toEqual([]);
});

test('a cluster and a runtime may have the name of what every object inherits', () => {
  const rest = onKind.replaceAll('worker02', 'constructor');
  const mode = '{ hub01: RawDeployment }';
  expect(findingsOf(environment({ rest, serving: `on: constructor\nmode: ${mode}` }))).toEqual([]);
  const own = '[{ name: constructor, image: "registry.example.com/server:1", formats: [onnx/1] }]';
  const model = `{ runtime: constructor, format: onnx/1, source: ${source} }`;
  expect(findingsOf(environment({ runtimes: own, model }))).toEqual([]);
});

test('beside OpenShift, where its controller writes them, people make the keys of ModelMesh elsewhere', () => {
  const text = environment({
    rest: onOpenShift
      .replace('  ocp01', '  worker02: { platform: kind }\n  ocp01')
      .concat(
        'external: [{ on: worker02, kind: Deployment, name: modelmesh-serving/modelmesh-controller, why: ours }]\n',
      ),
    serving: 'on: managed\nmode: ModelMesh\nopenshift-ai: { version: 2 }',
  });
  expect(findingsOf(text)).toEqual([]);
  expect(needsOf(text).filter((need) => need.includes('storage-config'))).toEqual([
    'worker02 Secret demo/storage-config#aws-connection-minio',
  ]);
});

test.each([
  [
    'a format that the runtime does not serve',
    environment({ model: `{ runtime: triton, format: sklearn/0, source: ${source} }` }),
    'test.yaml:15:39 format-unserved serving.models.fraud.format: got "sklearn/0", which triton does not serve in RawDeployment; it serves onnx/1, pytorch/1, tensorflow/1, tensorflow/2, tensorrt/8 (on worker02)',
  ],
  [
    'a region that is none of AWS, without the endpoint of another service',
    environment({
      rest: onEks,
      serving: 'on: eks01',
      storage: '{ s3: { region: us-east, secret: keys }, bucket: acme-models }',
    }),
    'test.yaml:12:28 value-range serving.storage.s3.region: got "us-east"; write a region as AWS does: us-east-1, or the endpoint of another service',
  ],
  [
    'a name that KServe’s webhook does not take',
    environment().replace('    fraud:', '    7b-chat:'),
    'test.yaml:15:5 name-syntax serving.models["7b-chat"]: got "7b-chat"; the name of a model begins with a letter, for KServe takes no other',
  ],
  [
    'a name of which KServe makes too long a label',
    environment()
      .replace('    fraud:', `    ${'m'.repeat(49)}:`)
      .replace('namespace: demo', 'namespace: ml'),
    `test.yaml:15:56 model-name-long serving.models.${'m'.repeat(49)}: got a long name; KServe makes "isvc.${'m'.repeat(49)}-predictor" of it in RawDeployment, of 64 characters, and takes 63: shorten it (on worker02)`,
  ],
  [
    'a name that is too long beside its namespace',
    environment().replace('namespace: demo', `namespace: ${'n'.repeat(48)}`),
    `test.yaml:15:12 model-name-long serving.models.fraud: got a long name; KServe makes "fraud-predictor-${'n'.repeat(48)}" of it in RawDeployment, of 64 characters, and takes 63: shorten it (on worker02)`,
  ],
  [
    'a version of the format that the runtime does not serve',
    environment({ model: `{ runtime: triton, format: onnx/2, source: ${source} }` }),
    'test.yaml:15:39 format-unserved serving.models.fraud.format: got "onnx/2", which triton does not serve in RawDeployment; it serves onnx/1, pytorch/1, tensorflow/1, tensorflow/2, tensorrt/8 (on worker02)',
  ],
  [
    'a runtime that does not exist on that cluster',
    environment({ model: `{ runtime: tritn, format: onnx/1, source: ${source} }` }),
    'test.yaml:15:23 runtime-unknown serving.models.fraud.runtime: got "tritn", which is not on worker02; did you mean "triton"? (on worker02)',
  ],
  [
    'a storage key without a data connection',
    environment({ model: '{ runtime: triton, format: onnx/1, source: { key: aws-connection-minoi, path: fraud } }' }),
    'test.yaml:15:62 storage-key-unknown serving.models.fraud.source.key: got "aws-connection-minoi", and no such data connection is in demo; did you mean "aws-connection-minio"? (on worker02)',
  ],
  [
    'a storage key without a data connection on OpenShift',
    environment({
      rest: onOpenShift,
      serving: 'on: ocp01\nopenshift-ai: { version: 2 }',
      model: '{ runtime: triton, format: onnx/1, source: { key: team, path: fraud } }',
    }),
    'test.yaml:13:62 storage-key-unknown serving.models.fraud.source.key: got "team", and no such data connection is in demo; data connections: aws-connection-minio (on ocp01)',
  ],
  [
    'a bucket name that S3 rejects',
    environment({ storage: '{ minio: { size: 5Gi }, bucket: My_Models }' }),
    'test.yaml:12:44 bucket-name serving.storage.bucket: got "My_Models"; a bucket has 3 to 63 lower-case letters, digits, "-" and ".", is no IP address and has no prefix or suffix of S3',
  ],
  [
    'a checksum of the wrong length',
    environment({ model: `{ runtime: triton, format: onnx/1, source: { url: "${fraud.url}", sha256: 70df70ef } }` }),
    'test.yaml:15:126 checksum-length serving.models.fraud.source.sha256: got "70df70ef"; a SHA-256 has 64 hexadecimal digits, and this has 8 characters',
  ],
  [
    'more MinIO servers than its volume allows',
    environment({ storage: '{ minio: { size: 5Gi, replicas: 2 }, bucket: models }' }),
    'test.yaml:12:44 replicas-volume serving.storage.minio.replicas: got 2; MinIO stands on one ReadWriteOnce volume, which allows one replica; write 1, or use storage.s3 for a service that has more',
  ],
  [
    'more pods than the claim of a model allows',
    environment({ model: '{ runtime: triton, format: onnx/1, replicas: 2, source: { uri: "pvc://models/fraud" } }' }),
    'test.yaml:15:57 replicas-volume serving.models.fraud.replicas: got 2; the claim of its uri is ReadWriteOnce, which allows one replica; write 1, or say access: ReadWriteMany or ReadOnlyMany where it is so',
  ],
  [
    'ModelMesh on a version that dropped it',
    environment({ rest: onOpenShift, serving: 'on: ocp01\nmode: ModelMesh\nopenshift-ai: { version: 3 }' }),
    'test.yaml:8:9 mode-unsupported serving.mode: got ModelMesh on OpenShift AI 3.x, which dropped it; choose RawDeployment (on ocp01)',
  ],
  [
    'ModelMesh where nothing serves it',
    environment({ serving: 'on: worker02\nmode: { worker02: ModelMesh }' }),
    'test.yaml:11:21 mode-unsupported serving.mode.worker02: got ModelMesh on worker02, where nothing serves it; choose RawDeployment, or declare Deployment modelmesh-serving/modelmesh-controller external (on worker02)',
  ],
  [
    'Knative without Knative',
    environment({ serving: 'on: worker02\nmode: Knative' }),
    'test.yaml:11:9 mode-unsupported serving.mode: got Knative on worker02, where nothing serves it; choose RawDeployment, or declare APIGroup serving.knative.dev external (on worker02)',
  ],
  [
    'a cluster without KServe',
    environment({ rest: onKind.replace('  kserve: { on: worker02 }\n', '') }),
    'test.yaml:8:1 kserve-missing serving: got no KServe on worker02; add charts.kserve: { on: worker02 } (on worker02)',
  ],
  [
    'KServe without cert-manager',
    environment({ rest: onKind.replace('  cert-manager: { on: worker02 }\n', '') }),
    'test.yaml:7:11 chart-missing charts.kserve: got kserve without cert-manager.io; add charts.cert-manager: { on: worker02 } (on worker02)',
  ],
  [
    'an OpenShift cluster without OpenShift AI',
    environment({ rest: onOpenShift, serving: 'on: ocp01' }),
    'test.yaml:6:1 kserve-missing serving: got ocp01, which is OpenShift, without openshift-ai; add openshift-ai: { version: 2 } (on ocp01)',
  ],
  [
    'a runtime without a form for the mode',
    environment({
      rest: onOpenShift,
      serving: 'on: ocp01\nopenshift-ai: { version: 2 }',
      runtimes: '[triton, openvino]',
      model: `{ runtime: openvino, format: onnx/1, source: ${source} }`,
    }),
    'test.yaml:13:23 runtime-mode serving.models.fraud.runtime: got openvino on ocp01, which serves one model in a pod of its own and not in ModelMesh; choose one of triton (on ocp01)',
  ],
  [
    'pods of a model in ModelMesh',
    environment({
      rest: onOpenShift,
      serving: 'on: ocp01\nopenshift-ai: { version: 2 }',
      model: `{ runtime: triton, format: onnx/1, replicas: 3, source: ${source} }`,
    }),
    'test.yaml:13:57 modelmesh-pods serving.models.fraud.replicas: got replicas of a model in ModelMesh; set it on the runtime: runtimes: [{ name: triton, replicas: … }] (on ocp01)',
  ],
  [
    'a folder that an upload cannot copy',
    environment({ model: `{ runtime: triton, format: tensorflow/2, source: ${source} }` }),
    'test.yaml:15:68 model-layout serving.models.fraud.source.url: got one file, and triton reads tensorflow from a folder; put the folder into the bucket and name it with path (on worker02)',
  ],
  [
    'a role where ServiceAccounts stand for none',
    environment({
      storage: '{ s3: { region: us-east-1, role: "arn:aws:iam::123456789012:role/models" }, bucket: models }',
    }),
    'test.yaml:12:45 storage-choice serving.storage.s3.role: got a role on worker02, which is kind; ServiceAccounts stand for IAM roles on EKS only: use secret (on worker02)',
  ],
  [
    'a role in ModelMesh',
    environment({
      rest: `${onEks}external: [{ on: eks01, kind: Deployment, name: modelmesh-serving/modelmesh-controller, why: installed by hand }]\n`,
      serving: 'on: eks01\nmode: ModelMesh',
      storage: '{ s3: { region: us-east-1, role: "arn:aws:iam::123456789012:role/models" }, bucket: models }',
    }),
    'test.yaml:14:45 storage-choice serving.storage.s3.role: got a role on eks01 in ModelMesh, which reads keys only; use secret, or the mode RawDeployment (on eks01)',
  ],
  [
    'two kinds of storage',
    environment({ storage: '{ minio: { size: 5Gi }, s3: { region: us-east-1 }, bucket: models }' }),
    'test.yaml:12:12 storage-choice serving.storage: got minio and s3; choose one of minio, s3',
  ],
  [
    'generated credentials without an operator',
    environment({ rest: `${onKind}${generated}` }),
    'test.yaml:13:21 secret-operator-missing serving.storage.minio: got generated credentials without External Secrets on worker02; add charts.external-secrets: { on: worker02 } (on worker02)',
  ],
  [
    'a Route where there are none',
    environment({ storage: '{ minio: { size: 5Gi, expose: { console: { route: edge } } }, bucket: models }' }),
    'test.yaml:12:53 storage-exposure serving.storage.minio.expose.console: got route on worker02, which is kind; only OpenShift has Routes: use nodePort, ingress or skupper (on worker02)',
  ],
  [
    'a model from two places',
    environment({ model: `{ runtime: triton, format: onnx/1, source: { url: "${fraud.url}", path: fraud } }` }),
    'test.yaml:15:55 model-source serving.models.fraud.source: got url and path; choose one of url, path, uri',
  ],
  [
    'an upload without a checksum',
    environment({ model: `{ runtime: triton, format: onnx/1, source: { url: "${fraud.url}" } }` }),
    'test.yaml:15:62 model-source serving.models.fraud.source.url: got no sha256 beside url; add what sha256sum prints for the file',
  ],
  [
    'an upload in the clear',
    environment({
      model: `{ runtime: triton, format: onnx/1, source: { url: "http://a.example/m.onnx", sha256: ${fraud.sha256} } }`,
    }),
    'test.yaml:15:62 model-source serving.models.fraud.source.url: got "http://a.example/m.onnx"; a model is fetched over https, for its checksum says only what it is, not who reads it',
  ],
  [
    'a runtime that nobody knows',
    environment({ runtimes: '[trition]' }),
    'test.yaml:13:14 runtime-shape serving.runtimes[0]: got "trition"; did you mean "triton"?; one of your own has an image and formats',
  ],
  [
    'another image for a known runtime',
    environment({ runtimes: '[{ name: triton, image: "my/triton:1" }]' }),
    'test.yaml:13:37 runtime-shape serving.runtimes[0].image: got "my/triton:1"; triton is a runtime of the tool and has its own; give yours another name',
  ],
])('%s is rejected', (_, text, finding) => {
  expect(findingsOf(text)).toEqual([finding]);
});

test('a runtime and a data connection that the environment declares external are there', () => {
  const external = `external:
  - { on: worker02, kind: ClusterServingRuntime, name: kserve-sklearnserver, why: KServe’s runtimes }
  - { on: worker02, kind: Secret, name: demo/team-models, why: made by the data scientists }
`;
  const model = '{ runtime: kserve-sklearnserver, format: sklearn/1, source: { key: team-models, path: iris } }';
  expect(findingsOf(environment({ rest: `${onKind}${external}`, model }))).toEqual([]);
});

test('a checksum of any length but 64 is rejected, and only for its length', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9a-f]{1,100}$/), (text) => {
      const model = `{ runtime: triton, format: onnx/1, source: { url: "${fraud.url}", sha256: "${text}" } }`;
      const expected =
        text.length === 64
          ? []
          : [
              `test.yaml:15:126 checksum-length serving.models.fraud.source.sha256: got ${shown(text)}; a SHA-256 has 64 hexadecimal digits, and this has ${text.length} characters`,
            ];
      expect(findingsOf(environment({ model }))).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

function shown(text: string): string {
  const json = JSON.stringify(text);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}
