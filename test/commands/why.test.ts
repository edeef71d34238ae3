import { environment, project, scorewright } from './program';

const dir = () => project({ 'environments/kind.yaml': environment() });
const service = 'Service dynamic-scoring/sample-scorer-nodeport';

test('the line that gives a field its value, with the proof', async () => {
  const { status, stdout } = await scorewright(dir(), 'why', service, '/spec/ports/0/nodePort');
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: `kind/worker01/dynamic-scoring /spec/ports/0/nodePort: 30007
  ← environments/kind.yaml:12:49 dynamic-scoring.scorers.sample.expose.nodePort: with 30008 there it is 30008
`,
  });
});

test('what no setting gives is the default of the component that a setting asks for', async () => {
  const { stdout } = await scorewright(dir(), 'why', service, '/spec/type');
  expect(stdout).toMatch(/: "NodePort"\n {2}← environments\/kind\.yaml:\d+:\d+ dynamic-scoring/);
});

describe('where no line of the file gives the value', () => {
  const source = `{ url: 'https://example.com/a.onnx', sha256: ${'70df70ef'.repeat(8)} }`;
  const dir = () =>
    project({
      'environments/kind.yaml': environment(
        'kind',
        `serving:
  on: worker01
  namespace: demo
  storage: { minio: { size: 5Gi }, bucket: models }
  runtimes: [triton]
  models: { fraud: { runtime: triton, format: onnx/1, source: ${source} } }
strategies:
  web: { goal: performance, engines: { static/performance: 1 }, item: { app: app01, device: all }, clusters: 1 }
`,
      )
        .replace(
          'charts: {',
          'charts: { cert-manager: { on: worker01 }, kserve: { on: worker01, mode: RawDeployment },',
        )
        .replace('    sample:', '    static: { on: worker01, expose: { nodePort: 30008 } }\n    sample:'),
    });

  test('the default of a setting that the file does not have is named', async () => {
    const { stdout } = await scorewright(
      dir(),
      'why',
      'Deployment demo/minio',
      '/spec/template/spec/containers/minio/image',
    );
    expect(stdout).toMatch(/ serving\.storage\.minio\.image \(a default\): with "quay\.io\/minio\/.*" there it is "/);
  });

  test('a constant leads to what asks for the object; what others need goes together with them', async () => {
    const { stdout } = await scorewright(
      dir(),
      'why',
      'DynamicScorer open-cluster-management/example-performance-scorer',
      '/kind',
    );
    expect(stdout).toMatch(
      / dynamic-scoring\.scorers\.static asks for the object: a constant of dynamic-scoring \(construct /,
    );
    expect(stdout).toContain('; without that setting and what needs it (strategies');
  });

  test('what belongs to all of an environment is another object under another name of it', async () => {
    const { stdout } = await scorewright(dir(), 'why', 'AppProject argocd/kind', '/kind');
    expect(stdout).toContain(
      ' environment asks for the object: delivery writes it; with "kindx" there it is another object\n',
    );
  });
});

test('a file of dist is named as it stands there, and items of lists by their names', async () => {
  const file = 'dist/kind/hub01/dynamic-scoring/DynamicScorer.open-cluster-management.sample-scorer.yaml';
  const { status, stdout } = await scorewright(dir(), 'why', file, '/spec/configURL');
  expect(status).toBe(0);
  expect(stdout).toContain('/spec/configURL: "http://172.18.0.3:30007/config"\n  ← environments/kind.yaml:');
});

test('a line moves fields on clusters, and says which', async () => {
  const { status, stdout } = await scorewright(dir(), 'what', 'environments/kind.yaml:12');
  expect(status).toBe(0);
  expect(stdout).toContain(
    'environments/kind.yaml:12:49 dynamic-scoring.scorers.sample.expose.nodePort: 30007, as 30008, moves\n',
  );
  expect(stdout).toContain('/spec/configURL: "http://172.18.0.3:30007/config" → "http://172.18.0.3:30008/config"\n');
});

test.each([
  [['why', service, '/spec/port'], /^error: got \/spec\/port; Service .* has no port there: did you mean "ports"\?\n$/],
  [['why', 'Service a/b'], /^error: got Service a\/b; no environment renders it: /],
  [['why', 'dist/knd/a/b/c.yaml'], /^error: got dist\/knd\/a\/b\/c\.yaml; did you mean "kind"\?\n$/],
  [
    ['what', 'environments/kind.yaml:999'],
    /^error: got environments\/kind\.yaml:999; no environment has a value on that line\n$/,
  ],
  [['what', 'kind'], /^error: got kind; name a file and a line, /],
])('%j is wrong usage', async (args, message) => {
  const { status, stdout, stderr } = await scorewright(dir(), ...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(message);
});
