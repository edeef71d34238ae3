import { execFileSync } from 'node:child_process';
import { project, scorewright, writeFile } from './program';

const environment = (weight: number) => `environment: demo
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
  worker02: { platform: kind, address: 172.18.0.4 }
charts: { kube-prometheus-stack: { on: managed } }
dynamic-scoring:
  on: managed
  scorers: { static: { on: worker01, expose: { nodePort: 30008 } } }
  masks: [{ cluster: worker01, score: ${weight > 1 ? 'example_powerconsumption_score' : 'example_performance_score'} }]
strategies:
  web: { goal: performance, engines: { static/performance: ${weight} }, item: { app: app01, device: all }, clusters: 1 }
`;

let folder: string;
beforeAll(async () => {
  folder = project({ 'environments/demo.yaml': environment(1) });
  await scorewright(folder, 'synth');
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args]);
  git('init', '-qb', 'main');
  git('add', '-A');
  git('commit', '-qm', 'base');
  writeFile(folder, 'environments/demo.yaml', environment(2));
  await scorewright(folder, 'synth');
});

const told = 'strategies/web moves from worker02 to worker01';

test('a plan says who moves, in words, as JSON and as a comment', async () => {
  const text = await scorewright(folder, 'plan');
  expect(text).toMatchObject({ status: 0, stderr: '' });
  expect(text.stdout).toContain(`  who moves:\n    ${told} (sums: worker02 80 → 160; worker01 0 → 160)\n`);
  const { environments } = JSON.parse((await scorewright(folder, 'plan', '--json')).stdout) as {
    environments: { moves: unknown[] }[];
  };
  expect(environments[0]?.moves).toEqual([
    expect.objectContaining({ what: 'moved', certain: true, leaves: ['worker02'], joins: ['worker01'] }),
  ]);
  expect((await scorewright(folder, 'plan', '--markdown')).stdout).toContain(`- ${told}`);
});

test.each([
  [['--base', 'nowhere'], '"nowhere" is not a commit, branch or tag of this repository; git fetch it, or name another'],
  [['--scores', 'none.json'], '--scores: got none.json, which cannot be read (ENOENT)'],
])('%j ends with one sentence and status 2', async (args, message) => {
  expect(await scorewright(folder, 'plan', ...args)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: `error: ${message}\n`,
  });
});

test('a program reads of wrong usage in the document', async () => {
  const { status, stdout } = await scorewright(folder, 'plan', '--json', '--base', 'nowhere');
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    error: '"nowhere" is not a commit, branch or tag of this repository; git fetch it, or name another',
    base: null,
    head: null,
    environments: [],
  });
});

test('a review of it says who moves, too', async () => {
  const { stdout } = await scorewright(folder, 'review', '--base', 'main');
  expect(stdout).toContain('### demo: who moves\n\n- `strategies/web` moved, leaves worker02, joins worker01\n');
});
