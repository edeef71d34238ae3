import type { Manifest } from '../../../lib/model/manifest';
import { unitKey } from '../../../lib/model/unit';
import { serving } from '../../../lib/components/serving/component';
import { restrictedViolations } from '../../constructs/pod-security';
import { at } from '../../constructs/rendered';
import { builtObject, builtUnits, expanded, needsOf } from '../synthesized';
import { environment, fraud, generated, onEks, onKind, onOpenShift } from './environment';

const place = 'fraud/70df70efc4';
const openShift = (version: number, more = '') =>
  environment({
    rest: `${onOpenShift}${generated}charts: { external-secrets: { on: ocp01 } }\n`,
    serving: `on: ocp01\nopenshift-ai: { version: ${version}${more} }`,
    runtimes: '[triton, openvino]',
  });
const withGenerator = environment({ rest: `${onKind}  external-secrets: { on: worker02 }\n${generated}` });
const s3 = '{ s3: { region: eu-central-1, role: "arn:aws:iam::123456789012:role/models" }, bucket: acme-models }';

function env(object: Manifest): Record<string, unknown> {
  const list = at(object, 'spec', 'template', 'spec', 'containers', 0, 'env') as {
    name: string;
    value?: string;
    valueFrom?: unknown;
  }[];
  return Object.fromEntries(list.map(({ name, value, valueFrom }) => [name, value ?? valueFrom]));
}

function podOf(object: Manifest): unknown {
  return at(object, 'spec', 'template', 'spec');
}

function upload(units: ReadonlyMap<string, readonly Manifest[]>, unit: string): Manifest {
  const job = units.get(unit)?.find(({ kind }) => kind === 'Job');
  if (job === undefined) throw new Error('no upload');
  return job;
}

test('the component is named as its folder', () => {
  expect(serving.name).toBe('serving');
});

describe('on kind', () => {
  const units = builtUnits(environment());
  const object = (name: string) => builtObject(units, 'worker02/serving', name);

  test('MinIO stands on one volume, recreated, restricted, with both ports', () => {
    const deployment = object('Deployment/minio');
    expect(deployment.spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    expect(restrictedViolations(podOf(deployment))).toEqual([]);
    expect(env(deployment)).toEqual({
      MINIO_ROOT_USER: { secretKeyRef: { name: 'minio-root-user', key: 'MINIO_ROOT_USER' } },
      MINIO_ROOT_PASSWORD: { secretKeyRef: { name: 'minio-root-user', key: 'MINIO_ROOT_PASSWORD' } },
    });
    expect(at(object('Service/minio'), 'spec', 'ports')).toEqual([
      { name: 'api', port: 9000, targetPort: 9000 },
      { name: 'console', port: 9090, targetPort: 9090 },
    ]);
    expect(at(object('PersistentVolumeClaim/minio'), 'spec', 'accessModes')).toEqual(['ReadWriteOnce']);
  });

  test('the upload puts the model where single-model Triton looks for it', () => {
    const job = upload(units, 'worker02/serving');
    expect(restrictedViolations(podOf(job))).toEqual([]);
    expect(env(job)).toMatchObject({
      AWS_ACCESS_KEY_ID: { secretKeyRef: { name: 'aws-connection-minio', key: 'AWS_ACCESS_KEY_ID' } },
      AWS_ENDPOINT_URL_S3: 'http://minio.demo.svc:9000',
      AWS_S3_BUCKET: 'models',
      MODEL_KEY: `${place}/fraud/1/model.onnx`,
      MODEL_SHA256: fraud.sha256,
      MODEL_URL: fraud.url,
    });
  });

  test('the InferenceService names runtime, format, protocol, place and the account with the keys', () => {
    const service = object('InferenceService/fraud');
    expect(service.metadata.annotations).toMatchObject({
      'serving.kserve.io/deploymentMode': 'RawDeployment',
      'scorewright.dev/after': `Job/${upload(units, 'worker02/serving').metadata.name}`,
    });
    expect(service.spec).toEqual({
      predictor: {
        minReplicas: 1,
        maxReplicas: 1,
        serviceAccountName: 'model-storage',
        model: {
          modelFormat: { name: 'onnx', version: '1' },
          runtime: 'triton',
          protocolVersion: 'v2',
          storageUri: `s3://models/${place}`,
          resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '4Gi' } },
        },
      },
    });
    expect(object('ServiceAccount/model-storage')).toMatchObject({ secrets: [{ name: 'aws-connection-minio' }] });
    const none = builtUnits(environment().replace(/models:\n.*\n$/, 'models: {}\n'));
    expect(none.get('worker02/serving')?.map(({ kind }) => kind)).not.toContain('ServiceAccount');
  });

  test('the runtime is a single-model one whose container KServe finds', () => {
    expect(object('ServingRuntime/triton').spec).toMatchObject({
      multiModel: false,
      protocolVersions: ['v2', 'grpc-v2'],
      containers: [
        { name: 'kserve-container', ports: [{ containerPort: 8080 }], securityContext: { runAsUser: 1000 } },
      ],
    });
  });

  test('the smoke test sends the document’s request and checks shape and datatype', () => {
    const checks = JSON.parse(
      String(at(builtObject(units, 'worker02/smoke', 'ConfigMap/smoke-models'), 'data', 'checks.json')),
    ) as unknown;
    expect(at(checks, 'checks', 0)).toMatchObject({
      url: 'http://fraud-predictor.demo.svc/v2/models/fraud/infer',
      method: 'POST',
      json: { inputs: [{ name: 'dense_input', shape: [1, 7], datatype: 'FP32' }] },
      fields: [
        { path: ['outputs', 0, 'datatype'], equals: 'FP32' },
        { path: ['outputs', 0, 'shape'], equals: [1, 1] },
      ],
    });
    expect(at(checks, 'checks', 0, 'json', 'inputs', 0, 'data')).toHaveLength(7);
  });

  test('people make both Secrets with all their keys', () => {
    expect(needsOf(environment()).filter((line) => line.includes('Secret'))).toEqual([
      'worker02 Secret demo/minio-root-user#MINIO_ROOT_USER',
      'worker02 Secret demo/minio-root-user#MINIO_ROOT_PASSWORD',
      'worker02 Secret demo/aws-connection-minio#AWS_ACCESS_KEY_ID',
      'worker02 Secret demo/aws-connection-minio#AWS_SECRET_ACCESS_KEY',
      'worker02 Secret demo/aws-connection-minio#AWS_DEFAULT_REGION',
      'worker02 Secret demo/aws-connection-minio#AWS_S3_ENDPOINT',
      'worker02 Secret demo/aws-connection-minio#AWS_S3_BUCKET',
    ]);
  });

  test('the namespace is as strict as KServe’s own container lets it be, and says why', () => {
    const need = expanded(environment()).units.find((unit) => unitKey(unit) === 'worker02/serving')?.namespaces;
    expect(need).toEqual([
      { name: 'demo', podSecurity: 'baseline', why: expect.stringContaining('storage-initializer') as unknown },
    ]);
  });

  test('the longest names that KServe takes have uploads of their own', () => {
    const line =
      environment()
        .split('\n')
        .find((each) => each.startsWith('    fraud: ')) ?? '';
    const [one, two] = ['a', 'b'].map((last) => line.replace('fraud', `${'m'.repeat(47)}${last}`));
    const jobs = builtUnits(environment().replace(line, `${one}\n${two}`).replace('namespace: demo', 'namespace: ml'))
      .get('worker02/serving')!
      .filter(({ kind }) => kind === 'Job');
    const names = jobs.map(({ metadata }) => metadata.name);
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^upload-m{45}-[0-9a-f]{10}$/);
  });

  test('another model lies beside the first one, and its service comes after its upload', () => {
    const sha256 = 'f'.repeat(64);
    const model = `{ runtime: triton, format: onnx/1, source: { url: "${fraud.url}", sha256: ${sha256} } }`;
    const changed = builtUnits(environment({ model }));
    const job = upload(changed, 'worker02/serving');
    expect(job.metadata.name).not.toBe(upload(units, 'worker02/serving').metadata.name);
    const service = builtObject(changed, 'worker02/serving', 'InferenceService/fraud');
    expect(at(service, 'spec', 'predictor', 'model', 'storageUri')).toBe('s3://models/fraud/ffffffffff');
    expect(service.metadata.annotations).toMatchObject({ 'scorewright.dev/after': `Job/${job.metadata.name}` });
  });

  test('OpenVINO gets the numbered folder that it asks for', () => {
    const model = `{ runtime: openvino, format: onnx/1, source: { url: "${fraud.url}", sha256: ${fraud.sha256} } }`;
    const openvino = builtUnits(environment({ runtimes: '[openvino]', model }));
    expect(env(upload(openvino, 'worker02/serving'))).toMatchObject({
      MODEL_KEY: `${place}/1/card.fraud.detection.onnx`,
    });
  });

  test('a runtime of one’s own serves what it says, at the port that it says', () => {
    const own = builtUnits(
      environment({
        runtimes:
          '[{ name: mine, image: "reg.example/server:1.2", args: ["--port=9001"], port: 9001, formats: [onnx/1], readiness: /ready }]',
        model: '{ runtime: mine, format: onnx/1, source: { path: fraud/v3 }, replicas: 2 }',
      }),
    );
    expect(builtObject(own, 'worker02/serving', 'ServingRuntime/mine').spec).toMatchObject({
      multiModel: false,
      supportedModelFormats: [{ name: 'onnx', version: '1' }],
      containers: [
        {
          image: 'reg.example/server:1.2',
          ports: [{ containerPort: 9001 }],
          readinessProbe: { httpGet: { path: '/ready', port: 9001 } },
        },
      ],
    });
    const predictor = at(builtObject(own, 'worker02/serving', 'InferenceService/fraud'), 'spec', 'predictor');
    expect(predictor).toMatchObject({ minReplicas: 2, maxReplicas: 2, model: { storageUri: 's3://models/fraud/v3' } });
    expect(own.get('worker02/serving')?.map(({ kind }) => kind)).not.toContain('Job');
  });
});

describe('generated credentials', () => {
  const units = builtUnits(withGenerator);
  const object = (name: string) => builtObject(units, 'worker02/serving-connection', name);

  test('one ExternalSecret reads the generator, once, and what it made is never replaced', () => {
    const readers = (units.get('worker02/serving-connection') ?? []).filter(
      (each) => at(each, 'spec', 'dataFrom') !== undefined,
    );
    expect(readers.map(({ metadata }) => metadata.name)).toEqual(['minio-root-user']);
    expect(object('ExternalSecret/minio-root-user').spec).toMatchObject({
      refreshPolicy: 'CreatedOnce',
      target: { immutable: true, creationPolicy: 'Orphan' },
    });
    expect(object('Password/minio-root-user').spec).toMatchObject({
      symbols: 0,
      secretKeys: ['MINIO_ROOT_USER', 'MINIO_ROOT_PASSWORD'],
    });
  });

  test('the data connection is a copy through an account that may read just that Secret', () => {
    expect(object('Role/minio-root-user-reader')).toMatchObject({
      rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['minio-root-user'], verbs: ['get'] }],
    });
    expect(at(object('SecretStore/minio-root-user'), 'spec', 'provider', 'kubernetes')).toMatchObject({
      remoteNamespace: 'demo',
      auth: { serviceAccount: { name: 'minio-root-user-reader' } },
    });
    const copy = object('ExternalSecret/aws-connection-minio');
    expect(at(copy, 'spec', 'secretStoreRef')).toEqual({ kind: 'SecretStore', name: 'minio-root-user' });
    expect(at(copy, 'spec', 'target', 'template')).toMatchObject({
      metadata: {
        labels: { 'opendatahub.io/dashboard': 'true', 'opendatahub.io/managed': 'true' },
        annotations: {
          'opendatahub.io/connection-type': 's3',
          'openshift.io/display-name': 'MinIO',
          'serving.kserve.io/s3-endpoint': 'minio.demo.svc:9000',
          'serving.kserve.io/s3-usehttps': '0',
          'serving.kserve.io/s3-region': 'us-east-1',
        },
      },
      data: {
        AWS_ACCESS_KEY_ID: '{{ .user }}',
        AWS_SECRET_ACCESS_KEY: '{{ .password }}',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_S3_ENDPOINT: 'http://minio.demo.svc:9000',
        AWS_S3_BUCKET: 'models',
      },
    });
  });

  test('nothing is asked of people, and no job has rights', () => {
    expect(needsOf(withGenerator).filter((line) => line.includes('Secret'))).toEqual([]);
    const bindings = [...units.values()].flat().filter(({ kind }) => kind.endsWith('Binding'));
    expect(bindings.map(({ kind, roleRef }) => [kind, at(roleRef, 'name')])).toEqual([
      ['RoleBinding', 'minio-root-user-reader'],
    ]);
  });

  test('keys of an S3 service come from the environment’s store, and their forms from those', () => {
    const stored = builtUnits(
      environment({
        rest: `${onKind}  external-secrets: { on: worker02 }\n${generated}`,
        storage: '{ s3: { region: us-east-1, endpoint: "https://s3.example:9000/" }, bucket: models }',
      }),
    );
    expect(builtObject(stored, 'worker02/serving-secrets', 'ExternalSecret/aws-connection-s3-keys').kind).toBe(
      'ExternalSecret',
    );
    const copy = builtObject(stored, 'worker02/serving-connection', 'ExternalSecret/aws-connection-s3');
    expect(at(copy, 'spec', 'data', 0, 'remoteRef')).toEqual({
      key: 'aws-connection-s3-keys',
      property: 'AWS_ACCESS_KEY_ID',
    });
    expect(at(copy, 'spec', 'target', 'template', 'data', 'AWS_S3_ENDPOINT')).toBe('https://s3.example:9000');
    expect(stored.get('worker02/serving-connection')?.map(({ kind }) => kind)).not.toContain('Password');
  });
});

describe('on EKS', () => {
  const units = builtUnits(environment({ rest: onEks, serving: 'on: eks01', storage: s3 }));

  test('an IAM role takes the place of keys, and no endpoint leads its credentials astray', () => {
    expect(builtObject(units, 'eks01/serving', 'ServiceAccount/model-storage').metadata.annotations).toEqual({
      'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/models',
      'serving.kserve.io/s3-region': 'eu-central-1',
    });
    const job = upload(units, 'eks01/serving');
    expect(at(job, 'spec', 'template', 'spec', 'serviceAccountName')).toBe('model-storage');
    expect(Object.keys(env(job))).not.toContain('AWS_ACCESS_KEY_ID');
    expect(Object.keys(env(job))).not.toContain('AWS_ENDPOINT_URL_S3');
    expect(env(job)).toMatchObject({ AWS_DEFAULT_REGION: 'eu-central-1', AWS_S3_BUCKET: 'acme-models' });
  });

  test('no storage is rendered, and the role is what people must make', () => {
    expect(units.get('eks01/serving')?.map(({ kind }) => kind)).not.toContain('PersistentVolumeClaim');
    expect(units.has('eks01/serving-connection')).toBe(false);
    expect(needsOf(environment({ rest: onEks, serving: 'on: eks01', storage: s3 }))).toEqual([
      'eks01 IAM role arn:aws:iam::123456789012:role/models',
    ]);
  });
});

test('on EKS, which has no default class, MinIO names one that must be there', () => {
  const text = environment({ rest: onEks, serving: 'on: eks01' });
  const claim = builtObject(builtUnits(text), 'eks01/serving', 'PersistentVolumeClaim/minio');
  expect(at(claim, 'spec', 'storageClassName')).toBe('gp3');
  expect(needsOf(text)).toContain('eks01 StorageClass gp3');
});

describe('on OpenShift', () => {
  const units = builtUnits(openShift(2));
  const object = (name: string) => builtObject(units, 'ocp01/serving', name);

  test('ModelMesh serves the bare file by the key of its data connection', () => {
    expect(env(upload(units, 'ocp01/serving'))).toMatchObject({ MODEL_KEY: `${place}/card.fraud.detection.onnx` });
    expect(object('InferenceService/fraud').spec).toEqual({
      predictor: {
        model: {
          modelFormat: { name: 'onnx', version: '1' },
          runtime: 'triton',
          storage: { key: 'aws-connection-minio', path: `${place}/card.fraud.detection.onnx` },
        },
      },
    });
    expect(units.get('ocp01/serving-connection')?.map(({ metadata }) => metadata.name)).not.toContain('storage-config');
  });

  test('Template and instance are one definition', () => {
    const template = object('Template/triton-inference-server');
    expect(template.metadata.labels).toMatchObject({
      'opendatahub.io/configurable': 'true',
      'opendatahub.io/dashboard': 'true',
    });
    const [inner] = template.objects as { metadata: { name: string }; spec: object }[];
    const { replicas, ...spec } = object('ServingRuntime/triton').spec as Record<string, unknown>;
    expect(template.metadata.namespace).toBe('redhat-ods-applications');
    expect(template.metadata.annotations).toMatchObject({ 'opendatahub.io/modelServingSupport': '["multi"]' });
    expect(inner?.metadata.name).toBe('triton-23.05-20230630');
    expect(inner?.spec).toEqual(spec);
    expect(replicas).toBe(2);
    expect(spec.supportedModelFormats).toHaveLength(6);
  });

  test('the operator comes first, then its initialization, then the parts that serving needs', () => {
    const after = (name: string) =>
      at(builtObject(units, 'ocp01/openshift-ai', name), 'metadata', 'annotations', 'scorewright.dev/after');
    expect(after('Subscription/rhods-operator')).toBe('OperatorGroup/rhods');
    expect(after('DSCInitialization/default-dsci')).toBe('Subscription/redhat-ods-operator/rhods-operator');
    expect(after('DataScienceCluster/default-dsc')).toBe('DSCInitialization/default-dsci');
    expect(
      at(builtObject(units, 'ocp01/openshift-ai', 'DataScienceCluster/default-dsc'), 'spec', 'components'),
    ).toMatchObject({
      kserve: { managementState: 'Removed' },
      modelmeshserving: { managementState: 'Managed' },
    });
  });

  test('the Data Science Project is a Namespace with the dashboard’s labels', () => {
    const need = expanded(openShift(2)).units.find((unit) => unitKey(unit) === 'ocp01/serving')?.namespaces[0];
    expect(need).toMatchObject({
      podSecurity: 'restricted',
      labels: { 'modelmesh-enabled': 'true', 'opendatahub.io/dashboard': 'true' },
      annotations: { 'openshift.io/display-name': 'demo' },
    });
  });

  test('no uid is fixed, and MinIO has Routes', () => {
    const pod = podOf(object('Deployment/minio'));
    expect(restrictedViolations(pod)).toEqual([]);
    expect(at(pod, 'securityContext')).toEqual({ runAsNonRoot: true });
    expect(object('Route/minio-console').spec).toMatchObject({ host: 'minio-console-demo.apps.ocp01.example.com' });
    expect(object('Route/minio-s3').spec).toMatchObject({ port: { targetPort: 'api' } });
  });

  test('version 3 has another API, RawDeployment, and headless Services', () => {
    const three = builtUnits(openShift(3));
    expect(builtObject(three, 'ocp01/openshift-ai', 'DataScienceCluster/default-dsc')).toMatchObject({
      apiVersion: 'datasciencecluster.opendatahub.io/v2',
      spec: { components: { kserve: { managementState: 'Managed', rawDeploymentServiceConfig: 'Headless' } } },
    });
    const checks = String(at(builtObject(three, 'ocp01/smoke', 'ConfigMap/smoke-models'), 'data', 'checks.json'));
    expect(checks).toContain('http://fraud-predictor.demo.svc:8080/v2/models/fraud/infer');
    const [inner] = builtObject(three, 'ocp01/serving', 'Template/openvino-model-server').objects as Manifest[];
    expect(at(inner, 'spec', 'containers', 0, 'securityContext')).not.toHaveProperty('runAsUser');
  });

  test('version 1 has neither DataScienceCluster nor initialization, and an installed one nothing at all', () => {
    expect(
      builtUnits(openShift(1))
        .get('ocp01/openshift-ai')
        ?.map(({ kind }) => kind),
    ).toEqual(['OperatorGroup', 'Subscription']);
    const installed = openShift(2, ', installed: true');
    expect(builtUnits(installed).has('ocp01/openshift-ai')).toBe(false);
    expect(needsOf(installed)).toContain('ocp01 Operator rhods-operator');
  });
});

test('ModelMesh away from OpenShift gets its own form of the data connection', () => {
  const text = environment({
    rest: `${onKind}  external-secrets: { on: worker02 }\n${generated}external: [{ on: worker02, kind: Deployment, name: modelmesh-serving/modelmesh-controller, why: by hand }]\n`,
    serving: 'on: worker02\nmode: ModelMesh',
  });
  const secret = builtObject(builtUnits(text), 'worker02/serving-connection', 'ExternalSecret/storage-config');
  const entry = JSON.parse(String(at(secret, 'spec', 'target', 'template', 'data', 'aws-connection-minio'))) as unknown;
  expect(entry).toMatchObject({
    type: 's3',
    access_key_id: '{{ .user }}',
    endpoint_url: 'http://minio.demo.svc:9000',
    default_bucket: 'models',
  });
});
