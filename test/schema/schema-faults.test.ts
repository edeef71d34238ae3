import fc from 'fast-check';
import type { Manifest } from '../../lib/model/manifest';
import { schemaFaults } from '../../lib/schema/schema-faults';
import { clusterScoped, deployment, manifest, problems, service } from './manifests';

const scorerSpec = {
  configSyncMode: 'None',
  configURL: 'http://sample.scorers.svc:8000/config',
  description: 'Rates clusters',
  location: 'Internal',
  scoreDestination: 'AddOnPlacementScore',
  scoring: { path: '/score', params: { name: 'sample', interval: 30 } },
  source: { type: 'Prometheus', host: 'http://prometheus', params: { query: 'up', range: 3600, step: 60 } },
};
const scorer = (spec: object = {}) =>
  manifest('dynamic-scoring.open-cluster-management.io/v1alpha1', 'DynamicScorer', {
    spec: { ...scorerSpec, ...spec },
  });
const work = (...manifests: unknown[]) =>
  manifest('work.open-cluster-management.io/v1', 'ManifestWork', { spec: { workload: { manifests } } });
const template = (...objects: unknown[]) => manifest('template.openshift.io/v1', 'Template', { objects });
const configuration = (...templates: unknown[]) => ({
  apiVersion: 'policy.open-cluster-management.io/v1',
  kind: 'ConfigurationPolicy',
  metadata: { name: 'settings' },
  spec: { 'object-templates': templates },
});
const policy = (...templates: object[]) =>
  manifest('policy.open-cluster-management.io/v1', 'Policy', {
    spec: { disabled: false, 'policy-templates': templates.map((objectDefinition) => ({ objectDefinition })) },
  });
const configMap = (data: object, metadata: Record<string, unknown> = {}) =>
  manifest('v1', 'ConfigMap', { data }, metadata);

const route = (targetPort: unknown) =>
  manifest('route.openshift.io/v1', 'Route', { spec: { to: { kind: 'Service', name: 'web' }, port: { targetPort } } });

describe('what the API server takes', () => {
  test.each<[string, Manifest]>([
    ['a Deployment', deployment({ strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } } })],
    [
      'quantities in each form',
      deployment({}, { resources: { limits: { cpu: 2, memory: '1.5Gi', 'example.com/gpu': '1e3' } } }),
    ],
    ['a Service', service()],
    ['a Secret', manifest('v1', 'Secret', { type: 'Opaque', data: { token: 'c2VjcmV0' } })],
    ['a Namespace', clusterScoped('v1', 'Namespace')],
    [
      'a ClusterRole with a name of its own kind',
      {
        ...clusterScoped('rbac.authorization.k8s.io/v1', 'ClusterRole', { rules: [] }),
        metadata: { name: 'system:reader' },
      },
    ],
    [
      'a null that Kubernetes writes itself',
      { ...deployment(), status: {}, metadata: { name: 'a', namespace: 'b', creationTimestamp: null } },
    ],
    ['a DynamicScorer', scorer()],
    ['a Route to a number', route(8000)],
    ['a Route to a name', route('http')],
    ['a ManifestWork', work(deployment(), configMap({ a: 'b' }))],
    [
      'a Template with parameters',
      template({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: '${NAME}-web' },
        spec: { ports: [{ port: '${{PORT}}' }] },
      }),
    ],
    [
      'a field of any shape',
      manifest('serving.kserve.io/v1beta1', 'InferenceService', {
        spec: { predictor: { model: { modelFormat: { name: 'onnx' }, resources: { requests: { cpu: '1' } } } } },
      }),
    ],
    [
      'generateName',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'a-', namespace: 'b' } } as unknown as Manifest,
    ],
  ])('%s', (_, given) => {
    expect(problems(given)).toEqual([]);
  });
});

describe('an object in a text of a ConfigMap', () => {
  const text = (data: Record<string, string>) => problems(manifest('v1', 'ConfigMap', { data }));
  const written = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replics: 2 }\n';

  test('is held against its schema, though it may be a part', () => {
    expect(
      text({ 'web.yaml': `a: 1\n---\n${written}`, 'web.json': '{"apiVersion":"v1","kind":"Pod","metadata":{}}' }),
    ).toEqual(['unknown-field spec.replics: got "replics"; did you mean "replicas"?']);
  });
  test('is left alone where a program fills it in, or nobody knows the kind', () => {
    expect(
      text({ 'web.yaml': written.replace('web', '${NAME}'), 'b.yaml': written.replace('apps/v1', 'audit.k8s.io/v1') }),
    ).toEqual([]);
  });
});

describe('kind-without-schema', () => {
  test('names the version that is known', () => {
    expect(problems(manifest('apps/v2', 'Deployment'))).toEqual([
      'kind-without-schema apiVersion: got "apps/v2"; Deployment is known in "apps/v1"',
    ]);
  });
  test('of another API group is not told the version of a namesake', () => {
    expect(problems(manifest('serving.knative.dev/v1', 'Service'))).toEqual([
      'kind-without-schema kind: got "Service"; imports/ has no schema of it in serving.knative.dev/v1',
    ]);
  });
  test('names the nearest kind', () => {
    expect(problems(manifest('apps/v1', 'Deploymnt'))).toEqual([
      'kind-without-schema kind: got "Deploymnt"; did you mean "Deployment"?',
    ]);
  });
  test('a kind nobody knows, even one that every object has as a field', () => {
    expect(problems(manifest('example.com/v1', 'constructor'))).toEqual([
      'kind-without-schema kind: got "constructor"; imports/ has no schema of it in example.com/v1',
    ]);
  });
});

describe('unknown-field', () => {
  test.each<[string, Manifest, string]>([
    ['near a known one', deployment({ replica: 1 }), 'spec.replica: got "replica"; did you mean "replicas"?'],
    [
      'deep inside',
      deployment({}, { securityContext: { runAsNonroot: true } }),
      'spec.template.spec.containers[0].securityContext.runAsNonroot: got "runAsNonroot"; did you mean "runAsNonRoot"?',
    ],
    [
      'beside all others',
      scorer({ zone: 'a' }),
      'spec.zone: got "zone"; known here: configSyncMode, configURL, description, location, scoreDestination, scoreDimensionFormat, scoring, source',
    ],
    [
      'in metadata',
      manifest('v1', 'ConfigMap', {}, { label: {} }),
      'metadata.label: got "label"; did you mean "labels"?',
    ],
    [
      'in the metadata of a custom resource',
      { ...scorer(), metadata: { name: 'a', namespace: 'b', annotation: {} } },
      'metadata.annotation: got "annotation"; did you mean "annotations"?',
    ],
  ])('%s', (_, given, problem) => {
    expect(problems(given)).toEqual([`unknown-field ${problem}`]);
  });
});

describe('schema-mismatch', () => {
  const container = 'spec.template.spec.containers[0]';
  test.each<[string, Manifest, string]>([
    ['type', deployment({ replicas: 'three' }), 'spec.replicas: got "three"; must be an integer'],
    [
      'two types',
      service({ ports: [{ port: 80, targetPort: true }] }),
      'spec.ports[0].targetPort: got true; must be an integer or a string',
    ],
    ['range of the format', deployment({ replicas: 3e9 }), 'spec.replicas: got 3000000000; must be at most 2147483647'],
    [
      'enum',
      scorer({ location: 'internl' }),
      'spec.location: got "internl"; must be "Internal" or "External", did you mean "Internal"?',
    ],
    ['required', scorer({ configURL: undefined }), 'spec.configURL: got nothing; the field is required'],
    [
      'quantity',
      deployment({}, { resources: { limits: { memory: '1 GB' } } }),
      `${container}.resources.limits.memory: got "1 GB"; must be a quantity such as 500m or 1Gi`,
    ],
    ['base64', manifest('v1', 'Secret', { data: { a: 'clear text' } }), 'data.a: got "clear text"; must be base64'],
    [
      'time',
      { ...configMap({}), metadata: { name: 'a', namespace: 'b', creationTimestamp: 'today' } },
      'metadata.creationTimestamp: got "today"; must be a time such as 2026-01-31T12:00:00Z',
    ],
    ['a value of a map', configMap({ replicas: 3 }), 'data.replicas: got 3; must be a string'],
    [
      'exactly one of several fields',
      manifest('policy.open-cluster-management.io/v1', 'ConfigurationPolicy', { spec: { severity: 'low' } }),
      'spec: got {"severity":"low"}; must have exactly one of "object-templates" or "object-templates-raw"',
    ],
    ['a value that is excluded', route(0), 'spec.port.targetPort: got 0; must not be 0'],
    [
      'no name',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'a' } } as unknown as Manifest,
      'metadata.name: got nothing; the field is required',
    ],
    [
      'no metadata',
      { apiVersion: 'v1', kind: 'ConfigMap' } as unknown as Manifest,
      ': got {"apiVersion":"v1","kind":"ConfigMap"}; must be an object with apiVersion, kind and metadata',
    ],
    ['null in a custom resource', scorer({ location: null }), 'spec.location: got null; must be a string'],
  ])('%s', (_, given, problem) => {
    expect(problems(given)).toEqual([`schema-mismatch ${problem}`]);
  });
});

describe('name-invalid', () => {
  const label = 'a DNS label: lower-case letters, digits and -, at most 63';
  const words = 'at most 63 letters, digits, -, _ and ., and starts and ends with a letter or digit';
  test.each<[string, Manifest, string]>([
    [
      'most kinds',
      configMap({}, { name: 'My_Map' }),
      'metadata.name: got "My_Map"; must be a DNS name: lower-case letters, digits, - and ., at most 253',
    ],
    [
      'a Namespace',
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a.b' } },
      `metadata.name: got "a.b"; must be ${label}`,
    ],
    [
      'a Service',
      { ...service(), metadata: { name: '1st', namespace: 'apps' } },
      'metadata.name: got "1st"; must be a DNS label that starts with a letter: lower-case letters, digits and -, at most 63',
    ],
    [
      'a Role',
      manifest('rbac.authorization.k8s.io/v1', 'Role', {}, { name: 'a/b' }),
      'metadata.name: got "a/b"; must be without / and %',
    ],
    [
      'a ManifestWorkReplicaSet, of which namespace and name become one label',
      {
        apiVersion: 'work.open-cluster-management.io/v1alpha1',
        kind: 'ManifestWorkReplicaSet',
        metadata: { name: 'n'.repeat(53), namespace: 'strategies' },
        spec: { manifestWorkTemplate: {}, placementRefs: [{ name: 'web', rolloutStrategy: { type: 'All' } }] },
      },
      `metadata.name: got "${'n'.repeat(53)}", which is 64 characters with its namespace and a dot; the label made of both has at most 63`,
    ],
    ['the namespace', configMap({}, { namespace: 'A' }), `metadata.namespace: got "A"; must be ${label}`],
    [
      'a label key',
      configMap({}, { labels: { 'a b': 'c' } }),
      `metadata.labels["a b"]: got the key "a b"; a key has ${words}`,
    ],
    [
      'a label value',
      configMap({}, { labels: { app: 'a b' } }),
      `metadata.labels.app: got "a b"; a label's value has ${words}`,
    ],
    [
      'an annotation key',
      configMap({}, { annotations: { 'a/b/c': '' } }),
      'metadata.annotations["a/b/c"]: got the key "a/b/c"; a key has at most one /',
    ],
    [
      'too many annotations',
      configMap({}, { annotations: { a: 'x'.repeat(262_144) } }),
      'metadata.annotations: got 262145 bytes; all annotations together have at most 262144',
    ],
  ])('%s', (_, given, problem) => {
    expect(problems(given)).toEqual([`name-invalid ${problem}`]);
  });
});

describe('scope-mismatch', () => {
  test('a namespaced kind needs a namespace', () => {
    expect(problems(clusterScoped('v1', 'ConfigMap'))).toEqual([
      'scope-mismatch metadata.namespace: got nothing; ConfigMap is namespaced and needs one',
    ]);
  });
  test('a cluster-scoped kind loses its own, save where the work agent asks for it', () => {
    const placed = manifest('v1', 'Namespace');
    expect(problems(placed)).toEqual([]);
    const work = manifest('work.open-cluster-management.io/v1', 'ManifestWork', {
      spec: { workload: { manifests: [placed] } },
    });
    expect(problems(work)).toEqual([
      'scope-mismatch metadata.namespace: got "apps"; Namespace is cluster-scoped, and the work agent looks for it in a namespace',
    ]);
  });
});

describe('list-duplicate', () => {
  test('two items with one key, defaults counted', () => {
    const ports = [
      { containerPort: 80 },
      { containerPort: 80, protocol: 'TCP' },
      { containerPort: 80, protocol: 'UDP' },
    ];
    expect(problems(deployment({}, { ports }))).toEqual([
      'list-duplicate spec.template.spec.containers[0].ports[1]: got containerPort 80, protocol "TCP" again; item 0 has it',
    ]);
  });
  test('two equal items of a set', () => {
    expect(problems(configMap({}, { finalizers: ['a.example/b', 'a.example/b'] }))).toEqual([
      'list-duplicate metadata.finalizers[1]: got "a.example/b" again; item 0 has it',
    ]);
  });
});

describe('objects inside objects', () => {
  test('a problem names the innermost object and the path in it', () => {
    const bad = deployment({ replicas: 'x' });
    expect(schemaFaults(work(configMap({}), bad))).toMatchObject([
      {
        code: 'schema-mismatch',
        path: ['spec', 'replicas'],
        at: ['spec', 'workload', 'manifests', 1, 'spec', 'replicas'],
        message: 'got "x"; must be an integer',
        got: 'x',
        object: bad,
      },
    ]);
  });
  test('a ManifestWorkReplicaSet and a Template are opened too', () => {
    const bad = configMap({ a: 1 });
    const set = manifest('work.open-cluster-management.io/v1alpha1', 'ManifestWorkReplicaSet', {
      spec: { manifestWorkTemplate: { workload: { manifests: [bad] } }, placementRefs: [{ name: 'all' }] },
    });
    expect(problems(set)).toEqual(['schema-mismatch data.a: got 1; must be a string']);
    expect(problems(template(bad))).toEqual(['schema-mismatch data.a: got 1; must be a string']);
  });
  test('a ConfigurationPolicy inside a Policy is opened, and every object in it', () => {
    const bad = manifest('v1', 'ConfigMap', { dataa: { a: '1' } });
    expect(problems(policy(configuration({ complianceType: 'musthave', objectDefinition: bad })))).toEqual([
      'unknown-field dataa: got "dataa"; did you mean "data"?',
    ]);
    expect(problems(policy({ ...configuration(), spec: { 'object-template': [] } }))).toEqual([
      'schema-mismatch spec: got {"object-template":[]}; must have exactly one of "object-templates" or "object-templates-raw"',
      'unknown-field spec.object-template: got "object-template"; did you mean "object-templates"?',
    ]);
  });
  test('a policy gives only the part of an object that it looks at, and texts that are still to be put in', () => {
    const part = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { replicas: '{{ 1 }}' },
    };
    const every = { apiVersion: 'v1', kind: 'Pod', spec: { hostNetwork: true } };
    const forbidden = { complianceType: 'mustnothave', objectDefinition: every };
    expect(problems(policy(configuration({ complianceType: 'musthave', objectDefinition: part }, forbidden)))).toEqual(
      [],
    );
    const wrong = { ...part, spec: { replicas: 'two' } };
    expect(problems(policy(configuration({ complianceType: 'musthave', objectDefinition: wrong })))).toEqual([
      'schema-mismatch spec.replicas: got "two"; must be an integer',
    ]);
  });
  test('what a ManifestWork carries is opened in turn', () => {
    const bad = manifest('v1', 'ConfigMap', { dataa: {} });
    expect(problems(work(policy(configuration({ complianceType: 'musthave', objectDefinition: bad }))))).toEqual([
      'unknown-field dataa: got "dataa"; did you mean "data"?',
    ]);
  });
  test('what is no object at all is said once', () => {
    expect(problems(work(3))).toEqual(['schema-mismatch spec.workload.manifests[0]: got 3; must be an object']);
    expect(problems(template({}))).toEqual([
      'schema-mismatch objects[0]: got {}; must be an object with apiVersion, kind and metadata',
    ]);
  });
});

const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/);
const cpu = fc.constantFrom('100m', '1', 2, '1.5', '1e2');
const memory = fc.constantFrom('64Mi', '1Gi', 1024, '128M');

const validDeployment = fc
  .record({
    name,
    image: name,
    replicas: fc.integer({ min: 0, max: 1000 }),
    env: fc.uniqueArray(name, { maxLength: 4 }),
    ports: fc.uniqueArray(fc.integer({ min: 1, max: 65535 }), { maxLength: 3 }),
    cpu,
    memory,
    probe: fc.boolean(),
  })
  .map(({ name: app, image, replicas, env, ports, cpu: requested, memory: most, probe }) =>
    deployment(
      { replicas },
      {
        image,
        env: env.map((key) => ({ name: key, value: app })),
        ports: ports.map((containerPort) => ({ containerPort })),
        resources: { requests: { cpu: requested }, limits: { memory: most } },
        ...(probe && { readinessProbe: { httpGet: { path: '/', port: ports[0] ?? 'http' }, periodSeconds: 5 } }),
      },
    ),
  );
const validService = fc
  .uniqueArray(fc.integer({ min: 1, max: 65535 }), { minLength: 1, maxLength: 3 })
  .map((ports) => service({ ports: ports.map((port) => ({ name: `port-${port}`, port })) }));
const validConfigMap = fc
  .dictionary(
    fc.stringMatching(/^[-._a-zA-Z0-9]{1,20}$/).filter((key) => !/^\.\.?/.test(key)),
    fc.string(),
  )
  .map((data) => configMap(data));
const validManifest = fc.oneof(validDeployment, validService, validConfigMap, fc.constant(scorer()));

/** Every object in the manifest that has a schema of its own; a map's keys are anybody's. */
function closedObjects(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  const last = path.at(-1);
  if (['data', 'labels', 'matchLabels', 'requests', 'limits'].includes(String(last))) return [];
  if (last === 'selector' && 'app' in value) return [];
  const below = Object.entries(value).flatMap(([key, child]) =>
    closedObjects(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) ? below : [path, ...below];
}

describe('any manifest', () => {
  test('passes when valid', () => {
    fc.assert(
      fc.property(validManifest, (given) => {
        expect(problems(given)).toEqual([]);
      }),
    );
  });

  test('is rejected with an unknown field at any depth, once and with its path', () => {
    fc.assert(
      fc.property(validManifest, fc.nat(), (given, seed) => {
        const copy = structuredClone(given);
        const places = closedObjects(copy);
        const place = places[seed % places.length]!;
        const target = place.reduce<Record<string, unknown>>(
          (value, key) => value[key] as Record<string, unknown>,
          copy,
        );
        target.zzUnknown = 1;
        const found = schemaFaults(copy);
        expect(found.map(({ code, path }) => ({ code, path }))).toEqual([
          { code: 'unknown-field', path: [...place, 'zzUnknown'] },
        ]);
      }),
    );
  });
});

describe('version-removed', () => {
  test.each([
    ['apps/v1beta1', 'Deployment', 'write Deployment in "apps/v1"'],
    ['extensions/v1beta1', 'Ingress', 'write Ingress in "networking.k8s.io/v1"'],
    ['policy/v1beta1', 'PodSecurityPolicy', 'label the Namespace with pod-security.kubernetes.io/enforce'],
    ['cert-manager.io/v1alpha2', 'Certificate', 'write Certificate in "cert-manager.io/v1"'],
  ])('%s of %s', (apiVersion, kind, successor) => {
    expect(problems(manifest(apiVersion, kind))).toEqual([
      `version-removed apiVersion: got ${apiVersion}, a removed version; ${successor}`,
    ]);
  });
});
