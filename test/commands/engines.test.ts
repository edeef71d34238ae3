import { findEngine } from '../../lib/scoring/catalogue';
import { expectedConfig } from '../../lib/scoring/expectation';
import { deadUrl, serve, serveJson, serveRaw } from '../engines/scorer-server';
import { environment, project, scorewright, writeFile } from './program';

const sample = expectedConfig(findEngine('sample')!);
const well = { status: 'ok' };
let folder: string;

beforeAll(() => {
  folder = project({
    'environments/kind.yaml': environment(),
    'environments/lab.yaml': environment('lab').replace('environment: lab', 'environment: lab\nplugins: [./idle.ts]'),
    'environments/idle.ts': `export const idle = ${JSON.stringify({
      ...findEngine('sample'),
      id: 'idle',
      name: 'idle-scorer',
      scoring: { path: '/scoring', name: 'idle', interval: '1m' },
      dimensionFormat: '${scoreName}',
    })};`,
  });
});

const run = (...args: string[]) => scorewright(folder, 'engines', ...args);
const rows = (stdout: string) => stdout.trimEnd().split('\n');

test('list shows every source, and where an engine is registered', async () => {
  const { status, stdout, stderr } = await run('list');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const lines = rows(stdout).map((line) => line.split(/ {2,}/));
  expect(lines[0]).toEqual(['id', 'score name', 'goal', 'range', 'direction', 'from', 'registered in']);
  expect(lines).toContainEqual(['idle', 'idle', 'any', '0 to 0.99 cores', 'lower-is-better', './idle.ts', '-']);
  expect(lines.find(([id]) => id === 'sample')?.at(-1)).toBe('kind, lab');
  const ids = lines.slice(1).map(([id]) => id);
  expect(ids).toEqual([...ids].sort());
});

test('list of one environment knows nothing of the plug-ins of another', async () => {
  const { stdout } = await run('list', '--env', 'kind');
  expect(stdout).not.toContain('idle');
});

test('list --json is one document', async () => {
  const { stdout } = await run('list', '--json');
  const engines = JSON.parse(stdout) as { id: string; from: string; registrations: { environment: string }[] }[];
  expect(engines.find(({ id }) => id === 'idle')).toMatchObject({ from: './idle.ts', registrations: [] });
  expect(engines.find(({ id }) => id === 'sample')?.registrations.map((each) => each.environment)).toEqual([
    'kind',
    'lab',
  ]);
});

test('show tells one engine with its metadata and its registrations', async () => {
  const { status, stdout } = await run('show', 'sample', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    id: 'sample',
    metadata: { algorithm: 'arithmetic mean' },
    registrations: [
      { environment: 'kind', configURL: 'http://172.18.0.3:30007/config', agents: ['worker01'] },
      { environment: 'lab' },
    ],
  });
  const text = (await run('show', 'sample', '--env', 'kind')).stdout;
  expect(text).toContain('addOnPlacementScore  sample-my-score\n');
  expect(text).toContain('registered in\n  kind\n    configURL            http://172.18.0.3:30007/config\n');
});

test('an unknown engine is wrong usage, with the nearest name', async () => {
  expect(await run('show', 'smaple')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'error: got engine smaple; did you mean "sample"?\n',
    warnings: [],
  });
});

test('a broken environment is told, and what is known is shown all the same', async () => {
  const broken = project({ 'environments/kind.yaml': environment('kind', 'plugins: [./gone.ts]\n') });
  const { status, stdout, stderr } = await scorewright(broken, 'engines', 'list');
  expect(status).toBe(1);
  expect(stderr).toContain('plugin-missing plugins[0]: got "./gone.ts"');
  expect(stdout).toContain('static/performance');
});

describe('check', () => {
  const check = (url: string, ...more: string[]) => run('check', 'sample', '--url', url, ...more);

  test('is content with a scorer that answers as declared', async () => {
    const url = await serveJson({ '/healthz': well, '/config': sample });
    const { status, stdout, stderr } = await check(url);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).not.toContain('FAIL');
    expect(stdout).toMatch(/^ok +scoring\.params\.name +sample_my_score$/m);
  });

  test('tells the field that drifted, and exits 1', async () => {
    const drifted = { ...sample, scoring: { ...sample.scoring, params: { name: 'other', interval: 30 } } };
    const { status, stdout } = await check(await serveJson({ '/healthz': well, '/config': drifted }));
    expect(status).toBe(1);
    expect(rows(stdout).filter((line) => line.startsWith('FAIL'))).toEqual([
      expect.stringMatching(
        /^FAIL +scoring\.params\.name +sample_my_score +got "other"; the environment declares "sample_my_score" for scoring\.params\.name$/,
      ),
    ]);
  });

  test('ends in time with a slow scorer', async () => {
    const url = await serve(() => undefined);
    const { status, stdout } = await check(url, '--timeout', '0.05');
    expect(status).toBe(1);
    expect(stdout).toContain(`got no whole answer from ${url}/config within 0.05 s`);
  });

  test('does not take a 404 in JSON for a configuration', async () => {
    const { status, stdout } = await check(await serveJson({ '/healthz': well }));
    expect(status).toBe(1);
    expect(stdout).toContain('got status 404 from /config, in JSON');
  });

  test('tells a scorer that hangs up, and one that is not there', async () => {
    const hanging = await serveRaw((socket) => {
      socket.once('data', () => socket.end());
    });
    expect((await check(hanging)).stdout).toContain('that breaks off');
    expect((await check(await deadUrl())).stdout).toContain('got no connection to');
  });

  test('sends the token of a file, and prints JSON', async () => {
    const seen: (string | undefined)[] = [];
    const url = await serve(({ headers, url: path }, response) => {
      seen.push(headers.authorization);
      response.end(JSON.stringify(path === '/config' ? sample : well));
    });
    writeFile(folder, 'token', 'secret\n');
    const { status, stdout } = await check(url, '--token-file', 'token', '--json');
    expect(status).toBe(0);
    expect(seen).toEqual(['Bearer secret', 'Bearer secret']);
    expect(JSON.parse(stdout)).toMatchObject({ id: 'sample', url, points: expect.any(Array) as unknown });
  });

  test('asks which environment is meant where two declare otherwise', async () => {
    writeFile(
      folder,
      'environments/slow.yaml',
      environment('slow').replace('{ nodePort: 30007 }', '{ nodePort: 30007 }, engines: { sample: { interval: 5m } }'),
    );
    const url = await serveJson({ '/healthz': well, '/config': sample });
    expect(await check(url)).toMatchObject({
      status: 2,
      stderr: 'error: kind and slow declare sample differently; choose one with --env\n',
    });
    expect((await check(url, '--env', 'kind')).status).toBe(0);
  });
});
