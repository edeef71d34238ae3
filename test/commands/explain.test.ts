import { environment, project, scorewright } from './program';

const explain = (...words: string[]) => scorewright(project({}), 'explain', ...words);

test('a rule is explained with why, fix, when to turn it off, and its example', async () => {
  expect((await explain('service-selects-no-pod')).stdout).toBe(`service-selects-no-pod (error)
  why       The API server accepts a Service whose selector matches no pod, and every connection to it is refused.
  fix       Use the labels of the pod template that the Service is meant for.
  turn off  When something that is not rendered here makes the pods.

  worker01/demo:
    - apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: demo }
      spec: { selector: { app: webb }, ports: [{ port: 80 }] }
    - apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, namespace: demo }
      spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [] } } }
  finds:
    - 'Service demo/web spec.selector: app=webb matches no pod in namespace demo; pods here have app=web'
`);
});

test('a finding that is not a rule is explained, too', async () => {
  const { stdout } = await explain('nodeport-range', 'wave-cycle', '--json');
  expect(JSON.parse(stdout)).toMatchObject([{ code: 'nodeport-range' }, { code: 'wave-cycle', severity: 'error' }]);
  expect((await explain('nodeport-range')).stdout).toMatch(
    /^nodeport-range \(error\)\n {2}why {7}\S.*\n {2}fix {7}\S.*\n$/,
  );
});

test('a code that does not exist is wrong usage, with the nearest code', async () => {
  const { status, stdout, stderr } = await explain('nodeport-rage');
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'error: got nodeport-rage; did you mean "nodeport-range"?\n',
  });
});

test('the last line of a failed run names the command that explains what was found', async () => {
  const wrong = project({
    'environments/kind.yaml': environment().replace('30007', '80').replace('role: hub', 'role: hob'),
  });
  const { status, hint } = await scorewright(wrong, 'synth');
  expect({ status, hint }).toEqual({
    status: 1,
    hint: 'why, and how to fix it: scorewright explain nodeport-range unknown-value\n',
  });
});
