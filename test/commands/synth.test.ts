import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { synthForm } from '../../lib/commands/report/json';
import { environment, project, scorewright, temporaryFolder, tree, writeFile } from './program';

const two = { 'environments/kind.yaml': environment(), 'environments/lab.yaml': environment('lab') };

/** Files of a folder whose path begins so. */
function filesOf(dir: string, ...starts: string[]): string[] {
  return Object.keys(tree(dir)).filter((file) => starts.some((start) => file.startsWith(start)));
}

describe('a run', () => {
  test('writes the trees, what a person applies and the editors’ schema; a second run writes nothing', async () => {
    const dir = project(two);
    const first = await scorewright(dir, 'synth');
    expect({ status: first.status, stderr: first.stderr }).toEqual({ status: 0, stderr: '' });
    expect(fs.readdirSync(dir).sort()).toEqual(['argocd', 'dist', 'environments']);
    expect(fs.readdirSync(path.join(dir, 'argocd'))).toEqual(['kind.yaml', 'lab.yaml']);
    expect(fs.readdirSync(path.join(dir, 'dist'))).toEqual(['kind', 'lab']);
    expect(fs.readdirSync(path.join(dir, 'environments'))).toEqual(['kind.yaml', 'lab.yaml', 'schema.json']);
    const before = tree(dir, true);
    const second = await scorewright(dir, 'synth');
    expect(second.status).toBe(0);
    expect(second.stdout).toMatch(/^nothing written: all \d+ files are current$/m);
    expect(tree(dir, true)).toEqual(before);
  });

  test('says what each cluster gets, what must exist, and what to do next; no time where nobody watches', async () => {
    const { stdout } = await scorewright(project({ 'environments/kind.yaml': environment() }), 'synth');
    expect(stdout).toMatch(/^ {2}cluster {3}platform {2}role {5}units$/m);
    expect(stdout).toMatch(/^ {2}worker01 {2}kind {6}managed {2}.*dynamic-scoring \(work\)/m);
    expect(stdout).toMatch(
      /^ {4}Argo CD cluster entry worker01 +on hub01 +Applications go to the cluster by this name$/m,
    );
    expect(stdout).toMatch(/^checked \d+ manifests against their schemas and all rules: /m);
    expect(stdout).toMatch(/^wrote \d+ files, removed 0, left 0 as they were$/m);
    expect(stdout).toMatch(
      /^next: review and commit dist\/, argocd\/ and environments\/schema.json, then on the hub: kubectl apply --server-side --field-manager=scorewright -f argocd\/kind.yaml$/m,
    );
    expect(stdout).not.toMatch(/\d+ m?s\b/);
  });

  test('with one environment refused writes nothing at all, and names the clean one last', async () => {
    const dir = project({ ...two, 'environments/lab.yaml': environment('lab', 'unknown: 1\n') });
    const { status, stdout, stderr } = await scorewright(dir, 'synth');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^environments\/lab\.yaml:13:1 unknown-key unknown: got an unknown key; /);
    expect(lines.slice(1)).toEqual(['nothing was written', 'clean: kind']);
    expect(fs.readdirSync(dir)).toEqual(['environments']);
    expect(fs.readdirSync(path.join(dir, 'environments'))).toEqual(['kind.yaml', 'lab.yaml']);
  });

  test('findings of several environments come sorted by file and line', async () => {
    const wrong = environment().replace('platform: kind, role: hub', 'platform: kynd, role: hub');
    const dir = project({ 'environments/a.yaml': `zzz: 1\n${wrong}`, 'environments/kind.yaml': wrong });
    const { stderr } = await scorewright(dir, 'synth');
    expect(stderr.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'environments/a.yaml:1:1',
      'environments/a.yaml:5:22',
      'environments/kind.yaml:4:22',
      'nothing',
      '',
    ]);
  });

  test('removes what an environment that is gone had left, and nothing that is not ours', async () => {
    const dir = project({ ...two, 'dist/notes/mine.txt': 'mine', 'argocd/other.yaml': 'mine' });
    await scorewright(dir, 'synth');
    fs.rmSync(path.join(dir, 'environments/lab.yaml'));
    const { status, stdout } = await scorewright(dir, 'synth');
    expect(status).toBe(0);
    expect(Number(/removed (\d+)/.exec(stdout)?.[1])).toBeGreaterThan(10);
    expect(filesOf(dir, 'dist/lab', 'argocd/lab')).toEqual([]);
    expect(filesOf(dir, 'dist/notes', 'argocd')).toEqual([
      'argocd/kind.yaml',
      'argocd/other.yaml',
      'dist/notes/mine.txt',
    ]);
  });
});

describe('--env', () => {
  test('renders those, and leaves the others as they are', async () => {
    const dir = project(two);
    await scorewright(dir, 'synth');
    fs.rmSync(path.join(dir, 'dist/kind'), { recursive: true });
    writeFile(dir, 'dist/lab/hub01/stray.yaml', 'stray');
    expect((await scorewright(dir, 'synth', '--env', 'kind')).status).toBe(0);
    expect(filesOf(dir, 'dist/kind').length).toBeGreaterThan(10);
    expect(filesOf(dir, 'dist/lab/hub01/stray')).toHaveLength(1);
  });

  test('takes several', async () => {
    const dir = project({ ...two, 'environments/third.yaml': environment('third') });
    await scorewright(dir, 'synth', '--env', 'lab', 'third');
    expect(fs.readdirSync(path.join(dir, 'dist'))).toEqual(['lab', 'third']);
  });

  test('with a name that there is not is wrong usage, with the nearest name', async () => {
    const { status, stdout, stderr } = await scorewright(project(two), 'synth', '--env', 'kinf');
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'error: --env: got kinf; did you mean "kind"?\n',
    });
  });
});

describe('--environments', () => {
  test('reads another folder, and findings name it', async () => {
    const dir = project({ 'fleet/kind.yaml': environment() });
    expect((await scorewright(dir, 'synth', '--environments', 'fleet')).status).toBe(0);
    expect(filesOf(dir, 'dist/kind').length).toBeGreaterThan(10);
    expect(filesOf(dir, 'fleet')).toEqual(['fleet/kind.yaml', 'fleet/schema.json']);
    writeFile(dir, 'fleet/kind.yaml', '');
    expect((await scorewright(dir, 'synth', '--environments', 'fleet')).stderr).toContain(
      'fleet/kind.yaml:1:1 missing-key',
    );
  });

  test('outside of the project gets no schema', async () => {
    const elsewhere = project({ 'kind.yaml': environment() });
    const dir = temporaryFolder();
    expect((await scorewright(dir, 'synth', '--environments', path.relative(dir, elsewhere))).status).toBe(0);
    expect(fs.readdirSync(elsewhere)).toEqual(['kind.yaml']);
    expect(fs.readdirSync(dir).sort()).toEqual(['argocd', 'dist']);
  });

  test.each([
    ['missing', 'no environment file (*.yaml) in missing; name its folder with --environments'],
    ['empty', 'no environment file (*.yaml) in empty; name its folder with --environments'],
    ['fleet/kind.yaml', '--environments: got fleet/kind.yaml, which is not a folder; name the one that holds it'],
  ])('%s is wrong usage', async (folder, message) => {
    const dir = project({ 'fleet/kind.yaml': environment(), 'empty/notes.txt': '' });
    const { status, stderr } = await scorewright(dir, 'synth', '--environments', folder);
    expect({ status, stderr }).toEqual({ status: 2, stderr: `error: ${message}\n` });
  });
});

test.each(['--check', '--json', '--out=build'])('--settings and %s contradict each other', async (other) => {
  const dir = project({ 'environments/kind.yaml': environment() });
  const { status, stdout, stderr } = await scorewright(dir, 'synth', '--settings', other);
  // What reads JSON finds the error there, too.
  expect({ status, told: stdout !== '' }).toEqual({ status: 2, told: other === '--json' });
  expect(stderr).toMatch(/^error: option '--settings' cannot be used with option '--(check|json|out <dir>)'\n$/);
});

describe('--out', () => {
  test('puts everything there, and nothing elsewhere', async () => {
    const dir = project({ 'environments/kind.yaml': environment() });
    await scorewright(dir, 'synth');
    const argocd = tree(path.join(dir, 'argocd'));
    const other = project({ 'environments/kind.yaml': environment() });
    const { status, stdout } = await scorewright(other, 'synth', '--out', 'build/out');
    expect(status).toBe(0);
    expect(stdout).toContain('-f build/out/argocd/kind.yaml');
    expect(fs.readdirSync(other).sort()).toEqual(['build', 'environments']);
    expect(fs.readdirSync(path.join(other, 'environments'))).toEqual(['kind.yaml']);
    expect(tree(path.join(other, 'build/out/argocd'))).toEqual(argocd);
    expect(tree(path.join(other, 'build/out/kind'))).toEqual(tree(path.join(dir, 'dist/kind')));
    fs.rmSync(path.join(other, 'build/out/argocd/kind.yaml'));
    const { stderr } = await scorewright(other, 'synth', '--out', 'build/out', '--check');
    expect(stderr.split('\n')[0]).toBe('missing: build/out/argocd/kind.yaml');
  });

  test('dist, however it is written, is the default', async () => {
    const dir = project({ 'environments/kind.yaml': environment() });
    for (const out of ['dist', './dist/', path.join(dir, 'dist')]) {
      expect((await scorewright(dir, 'synth', '--out', out)).status).toBe(0);
      expect(fs.readdirSync(dir).sort()).toEqual(['argocd', 'dist', 'environments']);
      expect(fs.readdirSync(path.join(dir, 'dist'))).toEqual(['kind']);
    }
  });

  test('that is a file, or a link to itself, is rejected like any other place that cannot be written', async () => {
    const dir = project({ 'environments/kind.yaml': environment(), file: 'mine' });
    fs.symlinkSync('loop', path.join(dir, 'loop'));
    const refused = async (out: string) => {
      const { status, stdout, stderr } = await scorewright(dir, 'synth', '--out', out);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      return stderr;
    };
    expect(await refused('file')).toBe(
      'output-unwritable file: got ENOTDIR; a file stands where a folder belongs: move it away and run again\nnothing was written\n',
    );
    expect(await refused('loop')).toBe(
      'output-unwritable loop: got ELOOP; its links lead back to themselves: remove them and run again\nnothing was written\n',
    );
    expect(fs.readdirSync(dir).sort()).toEqual(['environments', 'file', 'loop']);
  });

  test.each([
    [['--out', ''], 'error: --out: got nothing; name a folder\n'],
    [['--environments', ''], 'error: --environments: got nothing; name the folder of the environment files\n'],
  ])('an empty text is no folder: %j', async (args, message) => {
    const dir = project({ 'environments/kind.yaml': environment() });
    expect(await scorewright(dir, 'synth', ...args)).toMatchObject({ status: 2, stdout: '', stderr: message });
    expect(fs.readdirSync(dir)).toEqual(['environments']);
  });

  test('rejects a folder of somebody else, and leaves every file in it', async () => {
    const files = { 'out/kind/thesis.txt': 'years of work', 'out/kind/worker01/data.yaml': 'a: 1' };
    const dir = project({ 'environments/kind.yaml': environment(), ...files });
    const { status, stdout, stderr } = await scorewright(dir, 'synth', '--out', 'out');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(
      'output-foreign out/kind: got a folder that this program did not write (it holds thesis.txt); choose another --out, or empty it\n' +
        'nothing was written\n',
    );
    expect(tree(path.join(dir, 'out'))).toEqual({
      'kind/thesis.txt': 'years of work',
      'kind/worker01/data.yaml': 'a: 1',
    });
    expect(fs.readdirSync(dir).sort()).toEqual(['environments', 'out']);
  });

  test('as cdk8s-cli names it', async () => {
    const dir = project({ 'environments/kind.yaml': environment() });
    process.env.CDK8S_OUTDIR = '.cdk8s';
    try {
      expect((await scorewright(dir, 'synth')).status).toBe(0);
    } finally {
      delete process.env.CDK8S_OUTDIR;
    }
    expect(fs.readdirSync(dir).sort()).toEqual(['.cdk8s', 'environments']);
  });
});

describe('--check', () => {
  test('a current tree is clean, and nothing is touched', async () => {
    const dir = project(two);
    await scorewright(dir, 'synth');
    const before = tree(dir, true);
    const { status, stdout, stderr } = await scorewright(dir, 'synth', '--check');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('nothing written: every file is current');
    expect(tree(dir, true)).toEqual(before);
    expect(fs.readdirSync(dir).sort()).toEqual(['argocd', 'dist', 'environments']);
  });

  test('names every file that is stale, missing or foreign, and writes nothing at all', async () => {
    const dir = project({ 'environments/kind.yaml': environment() });
    await scorewright(dir, 'synth');
    writeFile(dir, 'dist/kind/files/needs.md', `${tree(dir)['dist/kind/files/needs.md']}more\n`);
    writeFile(dir, 'dist/kind/hub01/stray.yaml', 'stray: true\n');
    fs.rmSync(path.join(dir, 'argocd/kind.yaml'));
    fs.rmSync(path.join(dir, 'dist/kind/hub01/applications'), { recursive: true });
    const before = tree(dir, true);
    const { status, stdout, stderr } = await scorewright(dir, 'synth', '--check');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([
      'missing: argocd/kind.yaml',
      'missing: dist/kind/hub01/applications/Application.argocd.kind.hub01.yaml',
      'missing: dist/kind/hub01/applications/Application.argocd.kind.worker01.yaml',
      'stale: dist/kind/files/needs.md',
      'foreign: dist/kind/hub01/stray.yaml',
      '5 files not current; run synth and commit what it writes',
    ]);
    expect(tree(dir, true)).toEqual(before);
  });

  test('in a folder where nothing was ever rendered makes none', async () => {
    const dir = project({ 'environments/kind.yaml': environment() });
    const { status, stderr } = await scorewright(dir, 'synth', '--check');
    expect(status).toBe(1);
    expect(stderr).toContain('missing: dist/kind/files/needs.md\n');
    expect(fs.readdirSync(dir)).toEqual(['environments']);
  });

  test('an environment that is gone leaves a tree that is foreign', async () => {
    const dir = project(two);
    await scorewright(dir, 'synth');
    fs.rmSync(path.join(dir, 'environments/lab.yaml'));
    const { status, stderr } = await scorewright(dir, 'synth', '--check');
    expect(status).toBe(1);
    expect(stderr).toContain('foreign: argocd/lab.yaml\nforeign: dist/lab/files/needs.md\n');
  });
});

describe('--settings', () => {
  test('prints the environment with every default, each value with its source, and reads back as the same', async () => {
    const dir = project({ 'environments/kind.yaml': environment() });
    const { status, stdout, stderr } = await scorewright(dir, 'synth', '--settings');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^environment: kind # environments\/kind\.yaml:1:14$/m);
    expect(stdout).toMatch(/^ {4}role: hub # environments\/kind\.yaml:4:34$/m);
    expect(stdout).toMatch(/^ {4}role: managed # default$/m);
    expect(stdout).toMatch(/^ {4}nodes: 1 # default$/m);
    expect(stdout).toMatch(/^ {2}backend: existing # default$/m);
    const [settings = ''] = stdout.split('\n# What the platforms in use');
    // Everything that has a value says where it comes from.
    const silent = settings
      .split('\n')
      .filter(
        (line) => line !== '' && !/:$|- ?$/.test(line) && !/ # (default|environments\/kind\.yaml:\d+:\d+)$/.test(line),
      );
    expect(silent).toEqual([]);
    expect(fs.readdirSync(dir)).toEqual(['environments']);

    const again = project({ 'environments/kind.yaml': settings });
    await scorewright(again, 'synth');
    await scorewright(dir, 'synth');
    expect(filesOf(again, 'dist', 'argocd')).toEqual(filesOf(dir, 'dist', 'argocd'));
    const output = (folder: string) => [tree(path.join(folder, 'dist')), tree(path.join(folder, 'argocd'))];
    expect(output(again)).toEqual(output(dir));
    expect(parse(settings)).toEqual(
      parse((await scorewright(again, 'synth', '--settings')).stdout.split('\n# What')[0] ?? ''),
    );
  });

  test('of an environment that is wrong prints the findings, of the others the settings', async () => {
    const dir = project({ ...two, 'environments/lab.yaml': '' });
    const { status, stdout, stderr } = await scorewright(dir, 'synth', '--settings');
    expect(status).toBe(1);
    expect(stdout).toContain('environment: kind #');
    expect(stderr.split('\n')).toHaveLength(4);
  });
});

describe('--json', () => {
  interface Outcome {
    readonly clean: boolean;
    readonly environments: readonly {
      name: string;
      clusters: { name: string; units: { name: string }[] }[];
      findings: { code: string }[];
    }[];
    readonly published: { written: number } | null;
    readonly changes: { missing: string[]; stale: string[]; foreign: string[] } | null;
  }

  test('one document with the facts of the report, and nothing else on stdout', async () => {
    const dir = project({ 'environments/kind.yaml': environment() });
    const { status, stdout, stderr } = await scorewright(dir, 'synth', '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const outcome = JSON.parse(stdout) as Outcome;
    expect(outcome.clean).toBe(true);
    expect(outcome.environments.map(({ name, clusters }) => [name, clusters.map((cluster) => cluster.name)])).toEqual([
      ['kind', ['hub01', 'worker01']],
    ]);
    expect(outcome.environments[0]?.clusters[1]?.units.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['namespaces', 'kube-prometheus-stack', 'dynamic-scoring']),
    );
    expect(outcome.published?.written).toBe(Object.keys(tree(dir)).length - 1);
  });

  test('findings are in the document, with their place', async () => {
    const dir = project({ 'environments/kind.yaml': environment('kind', 'unknown: 1\n') });
    const { status, stdout } = await scorewright(dir, 'synth', '--json');
    expect(status).toBe(1);
    const { clean, environments } = JSON.parse(stdout) as Outcome;
    expect(clean).toBe(false);
    expect(environments[0]?.findings).toMatchObject([
      {
        code: 'unknown-key',
        severity: 'error',
        path: 'unknown',
        position: { file: 'environments/kind.yaml', line: 13, column: 1 },
      },
    ]);
  });

  test('every key is there, whatever there is to say', async () => {
    const dir = project({ 'environments/kind.yaml': environment() });
    for (const args of [[], ['--check'], ['--env', 'nope']]) {
      const { stdout } = await scorewright(dir, 'synth', '--json', ...args);
      expect(synthForm.safeParse(JSON.parse(stdout)).error).toBeUndefined();
    }
    const refused = project({ 'environments/kind.yaml': environment('kind', 'unknown: 1\n') });
    const { stdout } = await scorewright(refused, 'synth', '--json');
    expect(synthForm.parse(JSON.parse(stdout))).toMatchObject({ error: null, changes: null, published: null });
  });

  test.each([
    [['--env', 'nope'], '--env: got nope; environments: kind'],
    [['--chek'], "unknown option '--chek'\n(Did you mean --check?)"],
    [['--narrow', '--check'], "option '--narrow' cannot be used with option '--check'"],
  ])('wrong usage is in the document, too: %j', async (args, error) => {
    const dir = project({ 'environments/kind.yaml': environment() });
    const { status, stdout, stderr } = await scorewright(dir, 'synth', '--json', ...args);
    expect({ status, stderr }).toEqual({ status: 2, stderr: `error: ${error}\n` });
    expect(synthForm.parse(JSON.parse(stdout))).toMatchObject({ clean: false, error, environments: [] });
  });

  test('with --check, the files that differ', async () => {
    const dir = project({ 'environments/kind.yaml': environment() });
    const { status, stdout } = await scorewright(dir, 'synth', '--check', '--json');
    expect(status).toBe(1);
    expect((JSON.parse(stdout) as Outcome).changes?.missing).toContain('argocd/kind.yaml');
  });
});

describe('the command line', () => {
  test.each([[['--help']], [['synth', '--help']]])('%j explains itself', async (args) => {
    const { status, stdout } = await scorewright(temporaryFolder(), ...args);
    expect(status).toBe(0);
    expect(stdout).toContain('Usage: scorewright');
  });

  test.each([
    [['synth', '--chek'], "error: unknown option '--chek'\n(Did you mean --check?)\n"],
    [['sinth'], "error: unknown command 'sinth'\n(Did you mean synth?)\n"],
    [['synth', '--out'], "error: option '--out <dir>' argument missing\n"],
    [['synth', 'kind'], "error: too many arguments for 'synth'. Expected 0 arguments but got 1.\n"],
  ])('%j is wrong usage', async (args, message) => {
    const dir = project({ 'environments/kind.yaml': environment() });
    const { status, stdout, stderr } = await scorewright(dir, ...args);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: message });
    expect(fs.readdirSync(dir)).toEqual(['environments']);
  });
});
