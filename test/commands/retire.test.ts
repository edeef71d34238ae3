import fs from 'node:fs';
import path from 'node:path';
import { scorewright, temporaryFolder, writeFile } from './program';

const environment = (name: string) => `environment: ${name}
gitops: { repoURL: https://github.com/acme/${name}.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
  worker02: { platform: kind, address: 172.18.0.4 }
charts: { cert-manager: { on: all } }
`;

async function rendered(...names: string[]): Promise<string> {
  const folder = temporaryFolder();
  for (const name of names) writeFile(folder, `environments/${name}.yaml`, environment(name));
  expect((await scorewright(folder, 'synth')).status).toBe(0);
  return folder;
}

test('an environment leaves by its Applications, the hub last, then what is kept, then its rights, and Git at the end', async () => {
  const folder = await rendered('old');
  const { stdout, status } = await scorewright(folder, 'retire', 'old');
  expect(status).toBe(0);
  expect(stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
    'kubectl --context hub01 -n argocd delete application old',
    'kubectl --context hub01 -n argocd delete application old.worker01',
    'kubectl --context hub01 -n argocd delete application old.worker02',
    'kubectl --context hub01 -n argocd delete application old.hub01',
    'kubectl --context hub01 -n argocd get applications -l scorewright.dev/environment=old',
    'for cluster in hub01 worker01 worker02; do kubectl --context $cluster delete namespace cert-manager; done',
    'kubectl --context hub01 -n argocd delete appproject old-root',
    'kubectl --context hub01 -n argocd delete appproject old',
    'kubectl --context hub01 -n argocd delete appproject old-charts',
  ]);
  expect(stdout).toContain('# 6. Remove environments/old.yaml, run scorewright synth, commit and merge.\n');
});

test('with --keep no object is deleted: the Applications let go of them first', async () => {
  const folder = await rendered('old');
  const { stdout } = await scorewright(folder, 'retire', 'old', '--keep');
  expect(stdout).not.toContain('namespace');
  const letGo = `--type=merge -p '{"metadata":{"finalizers":null}}'`;
  expect(stdout).toContain(
    `kubectl --context hub01 -n argocd patch application old.worker01 ${letGo} && kubectl --context hub01 -n argocd delete application old.worker01\n`,
  );
  expect(stdout).toContain('Rename the environment and its file');
});

test('the run that removes an environment says first how it leaves, and others that nothing does', async () => {
  const folder = await rendered('old', 'stays');
  fs.rmSync(path.join(folder, 'environments/old.yaml'));
  const { stdout } = await scorewright(folder, 'synth');
  expect(stdout.split('\n')).toContain(
    'first: scorewright retire old --ref HEAD, and what it prints: do not merge before its Applications are gone',
  );
  expect((await scorewright(folder, 'synth')).stdout).not.toContain('retire');
});

test('an environment that is nowhere is said to be so', async () => {
  const folder = await rendered('old');
  const { status, stderr } = await scorewright(folder, 'retire', 'new');
  expect(status).toBe(2);
  expect(stderr).toContain('no Git: ');
});
