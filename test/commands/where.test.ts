import { environment, project, scorewright } from './program';

test('the addresses and credentials of an environment, without what synth warns of', async () => {
  const dir = project({ 'environments/kind.yaml': environment() });
  expect(await scorewright(dir, 'where')).toEqual({
    status: 0,
    stderr: '',
    warnings: [],
    hint: '',
    stdout: `kind
  cluster   object                                               address
  worker01  Service dynamic-scoring/sample-scorer-nodeport:8000  http://172.18.0.3:30007

  generated credentials, read through kubectl contexts that are named as the clusters (kind-NAME on kind):
    hub01 Secret argocd/argocd-initial-admin-secret
      kubectl --context kind-hub01 -n argocd get secret argocd-initial-admin-secret -o go-template='{{index .data "password" | base64decode}}{{"\\n"}}'

`,
  });
});

test('an environment that is rejected says why, and nothing of what it exposes', async () => {
  const dir = project({ 'environments/kind.yaml': environment().replace('nodePort: 30007', 'nodePort: 80') });
  const { status, stdout, stderr } = await scorewright(dir, 'where');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe(
    'environments/kind.yaml:12:49 nodeport-range dynamic-scoring.scorers.sample.expose.nodePort: got 80; a NodePort is in 30000-32767\n',
  );
});
