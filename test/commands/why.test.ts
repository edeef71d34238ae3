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
