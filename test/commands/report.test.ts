import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needRows } from '../../lib/commands/report/needs-rows';
import { withoutProgress } from '../without-progress';

const bin = join(__dirname, '../../bin/scorewright.js');

function environment(name: string, managed: number, nodePort = 30007): string {
  const workers = Array.from(
    { length: managed },
    (_, index) => `  w${index + 1}: { platform: kind, address: 10.0.0.1 }`,
  );
  return `environment: ${name}
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub }
${workers.join('\n')}
charts: { kube-prometheus-stack: { on: managed } }
dynamic-scoring: { on: managed, scorers: { sample: { on: w1, expose: { nodePort: ${nodePort} } } } }
`;
}

describe('synth as a user sees it', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'scorewright-report-'));
    mkdirSync(join(folder, 'environments'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A run; of stderr, what it says besides warnings, which stop nothing and hide nothing. */
  function synth(...flags: string[]) {
    const run = spawnSync(process.execPath, [bin, 'synth', ...flags], { cwd: folder, encoding: 'utf8' });
    return { ...run, stderr: withoutProgress(run.stderr).replace(/^\S+ warning .*\n/gm, '') };
  }

  test('above eight clusters, those with the same units and needs share a line', () => {
    writeFileSync(join(folder, 'environments/many.yaml'), environment('many', 9));
    const { stdout, stderr, status } = synth();
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const lines = stdout.split('\n');
    expect(lines.filter((line) => /^ {2}\d clusters: w\d, w\d, … +kind +managed +\w/.test(line))).toHaveLength(1);
    expect(lines.filter((line) => /^ {2}w[2-9] /.test(line))).toEqual([]);
    const needs = lines.slice(lines.indexOf('  needs, before Argo CD can sync:') + 1);
    expect(needs.slice(0, needs.indexOf(''))).toEqual([
      expect.stringMatching(/^ {4}AppProject argocd\/many {15}on hub01 {2}argocd\/many.yaml, once applied, gives it /),
      '    Argo CD cluster entry w1, w2, … (9)  on hub01  Applications go to the cluster by this name',
      '    ManagedCluster w1, w2, … (9)         on hub01  clusteradm join and accept make it',
      '    Namespace open-cluster-management    on hub01  Open Cluster Management: clusteradm init makes it',
      '    each by its name: dist/many/files/needs.md',
    ]);
  }, 30_000);

  test('with another folder for the output, every path is told as one would type it', () => {
    writeFileSync(join(folder, 'environments/one.yaml'), environment('one', 1));
    const written = synth('--out', 'rendered');
    expect(written.stdout).toMatch(
      /next: review and commit rendered\/, then on the hub: kubectl apply --server-side --field-manager=scorewright -f rendered\/argocd\/one\.yaml\n$/,
    );
    rmSync(join(folder, 'rendered/argocd/one.yaml'));
    writeFileSync(join(folder, 'rendered/one/hub01/other.yaml'), '');
    const { stderr, status } = synth('--out', 'rendered', '--check');
    expect({ stderr, status }).toEqual({
      stderr: [
        'missing: rendered/argocd/one.yaml',
        'foreign: rendered/one/hub01/other.yaml',
        '2 files not current; run synth and commit what it writes\n',
      ].join('\n'),
      status: 1,
    });
  }, 30_000);

  test('one broken environment keeps all from being written; the clean ones are named last', () => {
    writeFileSync(join(folder, 'environments/bad.yaml'), environment('bad', 1, 80));
    writeFileSync(join(folder, 'environments/good.yaml'), environment('good', 1));
    const { stdout, stderr, status } = synth();
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr.split('\n')).toEqual([
      'environments/bad.yaml:7:82 nodeport-range dynamic-scoring.scorers.sample.expose.nodePort: got 80; a NodePort is in 30000-32767',
      'nothing was written',
      'clean: good',
      'why, and how to fix it: scorewright explain nodeport-range',
      '',
    ]);
  }, 30_000);

  test('what cannot mean anything is answered with exit status 2 and a hint', () => {
    writeFileSync(join(folder, 'environments/one.yaml'), environment('one', 1));
    const { stderr, status } = synth('--env', 'on');
    expect({ stderr, status }).toEqual({ stderr: 'error: --env: got on; did you mean "one"?\n', status: 2 });
  }, 30_000);
});

test('few needs are named one by one', () => {
  const need = (name: string) => ({ what: `Secret demo/${name}`, clusters: ['w1'], why: 'the data connection' });
  expect(needRows([need('a'), need('b')])).toEqual([
    ['Secret demo/a', 'on w1', 'the data connection'],
    ['Secret demo/b', 'on w1', 'the data connection'],
  ]);
});
