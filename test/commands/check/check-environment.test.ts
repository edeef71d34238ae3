import fs from 'node:fs';
import path from 'node:path';
import { checkEnvironment } from '../../../lib/commands/check/check-environment';
import { environmentFiles } from '../../../lib/environment/environment-file';
import { formatFindings } from '../../../lib/model/finding';
import { folders } from '../../../lib/synth/folders';
import { environment, project, scorewright, temporaryFolder, writeFile } from '../program';

// Two clusters and a hub take the place of two thousand.
jest.mock('../../../lib/deliver/application-set', () => ({
  ...jest.requireActual<object>('../../../lib/deliver/application-set'),
  clustersPerRoot: 3,
}));

const before = process.cwd();
afterEach(() => {
  process.chdir(before);
});

function checked(folder: string, name: string, off: readonly string[] = []) {
  process.chdir(folder);
  const file = environmentFiles('environments').find((one) => one.name === name)!;
  const { findings, ...rest } = checkEnvironment(file, folders('environments'), off);
  return { ...rest, errors: formatFindings(findings.filter(({ severity }) => severity === 'error')) };
}

test.each(['eks', 'kind', 'openshift'])('the committed output of %s has no error', (name) => {
  const { errors, manifests, skipped } = checked(path.join(__dirname, '../../..'), name);
  expect({ errors, skipped }).toEqual({ errors: [], skipped: [] });
  expect(manifests).toBeGreaterThan(100);
});

describe('in a small environment', () => {
  const service = 'dist/kind/worker01/dynamic-scoring/Service.dynamic-scoring.sample-scorer-nodeport.yaml';
  const scorer = 'dist/kind/hub01/dynamic-scoring/DynamicScorer.open-cluster-management.sample-scorer.yaml';
  const argo = environment().replace('  delivery: work\n', '');
  let folder: string;
  beforeAll(async () => {
    folder = project({ 'environments/kind.yaml': argo });
    expect(await scorewright(folder, 'synth')).toMatchObject({ status: 0 });
  });

  /** The errors where one file is changed, or missing. */
  function changed(file: string, change: (text: string) => string | undefined) {
    const whole = path.join(folder, file);
    const text = fs.readFileSync(whole, 'utf8');
    const other = change(text);
    try {
      if (other === undefined) fs.rmSync(whole);
      else fs.writeFileSync(whole, other);
      return checked(folder, 'kind').errors;
    } finally {
      fs.writeFileSync(whole, text);
    }
  }

  test('a field that was changed by hand is found at its line in dist/', () => {
    expect(changed(service, (text) => text.replace('nodePort: 30007', 'nodePort: 80'))).toEqual([
      expect.stringContaining('which no Service opens there; its NodePorts are 80 (on hub01)'),
      `${service}:14:17 nodeport-out-of-range Service dynamic-scoring/sample-scorer-nodeport spec.ports[0].nodePort: got 80; a NodePort is in 30000-32767 (on worker01)`,
    ]);
  });

  test('a missing file is noticed, and so are the missing objects of the bootstrap', () => {
    expect(changed(service, () => undefined)).toEqual([
      `${scorer}:10:14 address-dangling DynamicScorer open-cluster-management/sample-scorer spec.configURL: got port 30007 of cluster worker01, which no Service opens there; its NodePorts are none (on hub01)`,
      expect.stringContaining(`${scorer}:16:11 url-dangling `),
    ]);
    const codes = changed('argocd/kind.yaml', () => '').map((line) => line.split(' ')[1]);
    expect([...new Set(codes)].sort()).toEqual(['health-check-missing', 'reference-dangling']);
  });

  test('an object that its schema rejects is one finding, without its consequences', () => {
    expect(changed(service, (text) => text.replace('spec:', 'spce:'))).toEqual([
      `${service}:11:1 unknown-field Service dynamic-scoring/sample-scorer-nodeport spce: got "spce"; did you mean "spec"?`,
    ]);
  });

  test('a folder that no Application reads is skipped with the reason', () => {
    writeFile(folder, 'dist/kind/worker09/old/Service.a.yaml', 'no: manifest\n');
    const { errors, skipped } = checked(folder, 'kind');
    fs.rmSync(path.join(folder, 'dist/kind/worker09'), { recursive: true });
    expect({ errors, skipped }).toEqual({
      errors: [],
      skipped: [
        { file: 'worker09/old/Service.a.yaml', why: 'in a folder that no Application of the environment reads' },
      ],
    });
  });

  test('the command reports what it read, and rejects options that exclude each other', async () => {
    const clean = await scorewright(folder, 'check', '--env', 'kind');
    expect({ ...clean, warnings: [] }).toMatchObject({ status: 0, stderr: '' });
    expect(clean.stdout).toMatch(
      /^checked \d+ manifests against their schemas and \d+ rules: 0 errors, \d+ warnings?\n$/,
    );
    expect(await scorewright(folder, 'check', '--env', 'knd')).toMatchObject({
      status: 2,
      stderr: 'error: --env: got knd; did you mean "kind"?\n',
    });
    expect(await scorewright(folder, 'check')).toMatchObject({
      status: 2,
      stderr: 'error: got neither --manifests nor --env; name a folder of manifests, or an environment\n',
    });
    expect(await scorewright(folder, 'check', '--env', 'kind', '--profile', 'kubernetes')).toMatchObject({
      status: 2,
      stderr: "error: option '--env <name>' cannot be used with option '--profile <name>'\n",
    });
  });
});

test('an environment that is rejected, or was never rendered, is an error', () => {
  const folder = temporaryFolder();
  writeFile(folder, 'environments/kind.yaml', environment());
  expect(checked(folder, 'kind').errors).toEqual([
    'argocd/kind.yaml:1:1 nothing-to-check: missing; run scorewright synth --env kind first',
    'dist/kind:1:1 nothing-to-check: missing; run scorewright synth --env kind first',
  ]);
  writeFile(folder, 'environments/kind.yaml', environment().replace('on: worker01', 'on: worker9'));
  expect(checked(folder, 'kind').errors).toEqual([
    expect.stringMatching(/^environments\/kind.yaml:12:19 cluster-unknown /),
  ]);
});

test.each(['workReplicaSet', 'argo'])(
  'the objects that %s carries to more clusters than one Application can hold are known',
  async (delivery) => {
    const fleet = `environment: fleet
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  w1: { platform: kind, address: 172.18.1.1 }
  w2: { platform: kind, address: 172.18.1.2 }
  w3: { platform: kind, address: 172.18.1.3 }
external:
  - { on: managed, kind: Service, name: monitoring/kube-prometheus-kube-prome-prometheus, why: another team runs it }
  - { on: managed, kind: Secret, name: dynamic-scoring/api-auth-secret, why: made by hand }
dynamic-scoring:
  on: managed
  delivery: ${delivery}
  scorers:
    static: { external: "http://10.0.0.9:8000", auth: api-auth-secret/token }
`;
    const folder = project({ 'environments/fleet.yaml': fleet });
    const run = await scorewright(folder, 'synth');
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
    expect(checked(folder, 'fleet').errors).toEqual([]);
  },
);
