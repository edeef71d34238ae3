import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, scratch, scriptPath, serve, type Ended } from './running';

type Fields = Record<string, unknown>;

const base = '/apis/flux-framework.org/v1alpha2/namespaces/ocifit-experiments/miniclusters';
const valid = 'Final Summary::HPCG result is VALID with a GFLOP/s rating of=12.5\n';

/** As much of an API server and a Flux operator as one run meets: a pod that gets ready, ends, and leaves with its MiniCluster. */
class FakeCluster {
  readonly log: string[] = [];
  miniCluster: Fields | undefined;
  private asked = 0;
  private leaving = 0;

  constructor(
    private readonly settings: {
      output?: string;
      neverReady?: boolean;
      neverEnds?: boolean;
      restarts?: boolean;
      refuses?: boolean;
    } = {},
  ) {}

  answer(method: string, path: string, body: string): { status?: number; body: unknown } {
    const url = decodeURIComponent(path);
    this.log.push(`${method} ${url}`);
    if (method === 'POST' && url === base) {
      if (this.settings.refuses) return { status: 403, body: 'admission webhook denied the request' };
      this.miniCluster = JSON.parse(body) as Fields;
      this.asked = 0;
      return { status: 201, body: this.miniCluster };
    }
    if (url.startsWith(`${base}/`)) {
      if (this.miniCluster === undefined) return { status: 404, body: {} };
      if (method === 'DELETE') this.leaving = 1;
      else if (this.leaving > 0 && this.leaving++ > 1) this.miniCluster = undefined;
      return { body: this.miniCluster ?? {} };
    }
    if (url.includes('previous=true')) return { body: 'mpirun: no memory\n' };
    if (url.includes('/log?')) return { body: this.settings.output ?? valid };
    return { body: { items: this.miniCluster === undefined ? [] : [this.pod()] } };
  }

  private pod(): Fields {
    const name = String((this.miniCluster?.metadata as Fields).name);
    const ready = !this.settings.neverReady && this.asked++ > 0;
    const over = this.asked > 3;
    const ended = over && !this.settings.neverEnds && !this.settings.restarts;
    const restartCount = over && this.settings.restarts ? 1 : 0;
    return {
      metadata: { name: `${name}-0-abcde`, creationTimestamp: new Date(Date.now() - 125_000).toISOString() },
      spec: {
        containers: [{ name: 'flux-view' }, { name }],
        nodeSelector: { 'node.kubernetes.io/instance-type': 'c7a.12xlarge' },
      },
      status: {
        phase: ended ? 'Succeeded' : ready ? 'Running' : 'Pending',
        conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
        containerStatuses: [
          { name: 'flux-view', ready, restartCount: 0 },
          { name, ready, restartCount },
        ],
      },
    };
  }
}

const place = scratch();
let count = 0;
afterAll(place.remove);

async function drive(cluster: FakeCluster, folder: string, env: Record<string, string> = {}): Promise<Ended> {
  const server = await serve((method, path, body, { headers }) =>
    headers.authorization === 'Bearer secret' ? cluster.answer(method, path, body) : { status: 401, body: {} },
  );
  const inputs = join(place.folder, `inputs-${count++}`);
  mkdirSync(inputs, { recursive: true });
  writeFileSync(join(inputs, 'token'), 'secret\n');
  writeFileSync(
    join(inputs, 'minicluster.json'),
    JSON.stringify({ kind: 'MiniCluster', metadata: { labels: { a: 'b' } } }),
  );
  const ended = await run(process.execPath, [scriptPath('experiments/experiment-driver.mjs')], {
    API_SERVER: server.url,
    TOKEN_FILE: join(inputs, 'token'),
    MINICLUSTER: join(inputs, 'minicluster.json'),
    NAMESPACE: 'ocifit-experiments',
    EXPERIMENT: 'fom',
    FOLDER: folder,
    JOB_COMPLETION_INDEX: '4',
    POLL_SECONDS: '0.01',
    ...env,
  });
  await server.close();
  return ended;
}

test('makes the MiniCluster of the index, saves its three files and deletes it', async () => {
  const cluster = new FakeCluster();
  const folder = join(place.folder, 'fom');
  const { code, output } = await drive(cluster, folder);
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, '5/hpcg.out'), 'utf8')).toBe(valid);
  expect(JSON.parse(readFileSync(join(folder, '5/pod.json'), 'utf8'))).toMatchObject({
    spec: { nodeSelector: { 'node.kubernetes.io/instance-type': 'c7a.12xlarge' } },
  });
  const [head, row] = readFileSync(join(folder, '5/pod-time.txt'), 'utf8').split('\n');
  expect(head!.split(/ +/)).toEqual(['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE']);
  expect(row).toMatch(/^fom-5-0-abcde +2\/2 +Running +0 +2m\d+s$/);
  expect(cluster.log).toContain(`POST ${base}`);
  expect(cluster.log.find((line) => line.includes('/log?'))).toContain('container=fom-5');
  expect(cluster.miniCluster).toBeUndefined();
});

test('skips an index whose output exists, without a word to the API server', async () => {
  const folder = join(place.folder, 'done');
  mkdirSync(join(folder, '5'), { recursive: true });
  writeFileSync(join(folder, '5/hpcg.out'), valid);
  const cluster = new FakeCluster();
  const { code, output } = await drive(cluster, folder);
  expect(code).toBe(0);
  expect(output).toBe('run 5 has its output already\n');
  expect(cluster.log).toEqual([]);
});

test('removes what an interrupted try left behind before it makes its own', async () => {
  const cluster = new FakeCluster();
  cluster.miniCluster = { metadata: { name: 'fom-5' } };
  expect((await drive(cluster, join(place.folder, 'again'))).code).toBe(0);
  const asked = cluster.log.map((line) => line.split(' ')[0]);
  expect(asked.indexOf('DELETE')).toBeLessThan(asked.indexOf('POST'));
  expect(existsSync(join(place.folder, 'again/5/hpcg.out'))).toBe(true);
});

/** Only the case that waits in vain has a short limit: how fast this machine is must not matter to the others. */
test.each([
  [
    'a pod that is never ready',
    { neverReady: true, output: 'waiting for the view\n' },
    { READY_SECONDS: '0.05' },
    'waited 0.05 s for the pod of fom-5 to be ready',
    'waiting for the view\n',
  ],
  [
    'a run that does not end',
    { neverEnds: true, output: 'iteration 1\n' },
    { RUN_SECONDS: '0.05' },
    'waited 0.05 s for the pod of fom-5 to end',
    'iteration 1\n',
  ],
  [
    'a run that fails, which the operator starts again in place',
    { restarts: true, output: 'iteration 1\n' },
    {},
    'run 5 ended with an error and was started again; see failed.out',
    'before it was started again:\nmpirun: no memory\n\nsince then:\niteration 1\n',
  ],
  [
    'a refusal of the webhook',
    { refuses: true },
    {},
    `got status 403 for POST ${base}: admission webhook denied the request`,
    undefined,
  ],
  [
    'an output without a valid result',
    { output: 'HPCG result is INVALID\n' },
    {},
    'run 5 printed no valid result; see failed.out',
    'HPCG result is INVALID\n',
  ],
])(
  'fails for %s, saves its log, and leaves neither output nor MiniCluster',
  async (name, settings, env, message, log) => {
    const cluster = new FakeCluster(settings);
    const folder = join(place.folder, name.replaceAll(/\W+/g, '-'));
    const { code, output } = await drive(cluster, folder, env);
    expect(code).toBe(1);
    expect(output).toContain(message);
    const failed = join(folder, '5/failed.out');
    expect(existsSync(failed) ? readFileSync(failed, 'utf8') : undefined).toBe(log);
    expect(existsSync(join(folder, '5/hpcg.out'))).toBe(false);
    expect(cluster.miniCluster).toBeUndefined();
  },
);
