import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentHash } from '../../lib/constructs/content-hash';
import { checksFile, type HttpCheck } from '../../lib/constructs/http-check';
import { SmokeTest, smokeTestImage, type SmokeTestProps } from '../../lib/constructs/smoke-test';
import type { Manifest } from '../../lib/model/manifest';
import { restrictedViolations } from './pod-security';
import { at, rendered } from './rendered';

const props = {
  name: 'smoke-test',
  namespace: 'dynamic-scoring',
  partOf: 'dynamic-scoring',
  platform: 'kind',
  checks: [{ name: 'sample', url: 'http://sample.dynamic-scoring.svc:8000/healthz' }],
} as const satisfies SmokeTestProps;

function smokeTest(more: Partial<SmokeTestProps> = {}): [Manifest, Manifest] {
  const [configMap, job] = rendered((scope) => new SmokeTest(scope, 'smoke', { ...props, ...more }));
  return [configMap!, job!];
}

describe('the objects', () => {
  test('a ConfigMap with the script, the checks and a hash of what is tested', () => {
    const [configMap] = smokeTest();
    expect(configMap.metadata.annotations).toEqual({ 'scorewright.dev/tested': contentHash(props.checks) });
    expect(JSON.parse(String(at(configMap, 'data', 'checks.json')))).toEqual({
      patienceSeconds: 120,
      checks: [{ ...props.checks[0], method: 'GET', status: 200, timeoutSeconds: 10 }],
    });
  });

  test('a Job under its own name, made anew after each sync', () => {
    const [configMap, job] = smokeTest();
    expect(job.metadata).toMatchObject({
      name: 'smoke-test',
      namespace: 'dynamic-scoring',
      annotations: { 'scorewright.dev/run-after': 'sync' },
    });
    expect(job.spec).toMatchObject({ backoffLimit: 0, activeDeadlineSeconds: 430 });
    const pod = at(job, 'spec', 'template', 'spec');
    expect(restrictedViolations(pod)).toEqual([]);
    expect(pod).toMatchObject({
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      containers: [{ image: smokeTestImage, command: ['node', '/checks/smoke-checks.mjs', '/checks/checks.json'] }],
      volumes: [{ emptyDir: {} }, { configMap: { name: configMap.metadata.name } }],
    });
  });

  test('take a mirror, a token and more folders', () => {
    const [, job] = smokeTest({
      image: 'mirror/node:22',
      serviceAccount: { name: 'dry-run', token: true },
      imagePullSecrets: ['mirror'],
      mounts: [{ path: '/secrets', secret: 'api-auth-secret' }],
      env: { NODE_EXTRA_CA_CERTS: '/ca.crt' },
    });
    expect(at(job, 'spec', 'template', 'spec')).toMatchObject({
      serviceAccountName: 'dry-run',
      automountServiceAccountToken: true,
      imagePullSecrets: [{ name: 'mirror' }],
      containers: [{ image: 'mirror/node:22', env: [{ name: 'NODE_EXTRA_CA_CERTS', value: '/ca.crt' }] }],
    });
  });

  test('two checks of one name are rejected', () => {
    const [check] = props.checks;
    expect(() => smokeTest({ checks: [check, check] })).toThrow(
      'got two checks named "sample"; give each a name of its own',
    );
  });
});

describe('the script', () => {
  const server = createServer(answer);
  const folder = mkdtempSync(join(tmpdir(), 'smoke-checks-'));
  let base = '';

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    writeFileSync(join(folder, 'token'), 'secret\n');
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  /** What the script that the ConfigMap carries prints, and its exit status. */
  async function run(...checks: HttpCheck[]): Promise<{ lines: string[]; status: number }> {
    const [configMap] = smokeTest();
    const script = join(folder, 'smoke-checks.mjs');
    const file = join(folder, 'checks.json');
    writeFileSync(script, String(at(configMap, 'data', 'smoke-checks.mjs')));
    writeFileSync(file, checksFile(checks, 0));
    return new Promise((resolve) => {
      execFile(process.execPath, [script, file], (error, stdout) => {
        resolve({ lines: stdout.trim().split('\n'), status: error ? Number(error.code) : 0 });
      });
    });
  }

  test('passes when every answer is as expected', async () => {
    const token = join(folder, 'token');
    const answers = await run(
      { name: 'status', url: `${base}/healthz` },
      {
        name: 'fields',
        url: `${base}/config`,
        fields: [
          { path: ['scoring', 'name'], equals: 'sample' },
          { path: ['list', 0], equals: { b: 2, a: 1 } },
          { path: ['scoring', 'name'], differs: 'other' },
          { path: ['list'], type: 'array' },
          { path: ['nothing'], type: 'null' },
          { path: ['nothing'], absent: true },
          { path: ['scoring', 'host'], absent: true },
        ],
      },
      {
        name: 'post',
        method: 'POST',
        url: `${base}/echo`,
        json: { x: 1 },
        fields: [{ path: ['body'], equals: '{"x":1}' }],
      },
      {
        name: 'yaml',
        method: 'POST',
        url: `${base}/echo`,
        text: 'kind: Pod',
        headers: { 'content-type': 'text/yaml' },
        fields: [
          { path: ['body'], equals: 'kind: Pod' },
          { path: ['type'], equals: 'text/yaml' },
        ],
      },
      { name: 'token', url: `${base}/guarded`, bearerTokenFile: token },
      { name: 'no token', url: `${base}/guarded`, status: 401 },
    );
    expect(answers).toEqual({
      lines: ['ok   status', 'ok   fields', 'ok   post', 'ok   yaml', 'ok   token', 'ok   no token'],
      status: 0,
    });
  });

  const wrong: Record<string, [Omit<HttpCheck, 'name' | 'url'> & { path: string }, string]> = {
    'another status': [{ path: '/missing' }, 'got status 404 from BASE/missing; expected 200'],
    'a 404 page in JSON with the right field': [
      { path: '/missing', fields: [{ path: ['scoring'], equals: 'x' }] },
      'got status 404 from BASE/missing; expected 200',
    ],
    'another value': [
      { path: '/config', fields: [{ path: ['scoring', 'name'], equals: 'x' }] },
      'got "sample" at scoring.name; expected "x"',
    ],
    'the value that had to differ': [
      { path: '/config', fields: [{ path: ['scoring', 'name'], differs: 'sample' }] },
      'got "sample" at scoring.name; expected another value than "sample"',
    ],
    'an absent value': [
      { path: '/config', fields: [{ path: ['no', 'where'], type: 'string' }] },
      'got nothing at no.where; expected a value of type string',
    ],
    'an absent value that had to differ': [
      { path: '/config', fields: [{ path: ['no', 'where'], differs: 'x' }] },
      'got nothing at no.where; expected another value than "x"',
    ],
    'a value that must not be there': [
      { path: '/config', fields: [{ path: ['scoring', 'name'], absent: true }] },
      'got "sample" at scoring.name; expected none',
    ],
    'an array in place of an object': [
      { path: '/config', fields: [{ path: ['list'], type: 'object' }] },
      'got [{"a":1,"b":2}] at list; expected a value of type object',
    ],
    'no JSON': [{ path: '/healthz', fields: [{ path: ['x'], type: 'string' }] }, 'got no JSON from BASE/healthz'],
    'no answer in time': [
      { path: '/silent', timeoutSeconds: 0.2 },
      'got no answer from BASE/silent: none within 0.2 s',
    ],
    'a connection closed half-way': [{ path: '/cut' }, 'got no answer from BASE/cut: UND_ERR_SOCKET'],
  };

  test('fails on every kind of wrong answer, one line each, in the order of the checks', async () => {
    const checks = Object.entries(wrong).map(([name, [{ path, ...check }]]) => ({ ...check, name, url: base + path }));
    const lines = Object.entries(wrong).map(([name, [, fault]]) => `FAIL ${name}: ${fault.replace('BASE', base)}`);
    expect(await run(...checks)).toEqual({ lines, status: 1 });
  });

  test('one failure among passing checks is enough, and nobody listening is one', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        resolve((other.address() as AddressInfo).port);
      });
    });
    await new Promise((resolve) => other.close(resolve));
    const url = `http://127.0.0.1:${port}/`;
    expect(await run({ name: 'a', url }, { name: 'b', url: `${base}/healthz` })).toEqual({
      lines: [`FAIL a: got no answer from ${url}: ECONNREFUSED`, 'ok   b'],
      status: 1,
    });
  });

  test('only warns that nothing answers where there may be nothing to serve yet, and fails for a wrong answer', async () => {
    const nobody = 'http://127.0.0.1:9/';
    const wrong = `${base}/missing`;
    expect(
      await run({ name: 'a', url: nobody, mayNotAnswer: true }, { name: 'b', url: wrong, mayNotAnswer: true }),
    ).toEqual({
      lines: [
        expect.stringMatching(`^warn a: got no answer from ${nobody}`),
        `FAIL b: got status 404 from ${wrong}; expected 200`,
      ],
      status: 1,
    });
  });

  test('only warns where a failure is permitted', async () => {
    const url = `${base}/missing`;
    expect(await run({ name: 'a', url, warnOnly: true }, { name: 'b', url: `${base}/healthz` })).toEqual({
      lines: [`warn a: got status 404 from ${url}; expected 200`, 'ok   b'],
      status: 0,
    });
  });

  test('tries again while it has patience', async () => {
    const [configMap] = smokeTest();
    writeFileSync(join(folder, 'patient.mjs'), String(at(configMap, 'data', 'smoke-checks.mjs')));
    writeFileSync(join(folder, 'patient.json'), checksFile([{ name: 'late', url: `${base}/late` }], 5));
    const stdout = await new Promise((resolve) => {
      execFile(process.execPath, [join(folder, 'patient.mjs'), join(folder, 'patient.json')], (_, text) => {
        resolve(text);
      });
    });
    expect(stdout).toBe('ok   late\n');
  });
});

let asked = 0;

function answer(request: IncomingMessage, response: ServerResponse): void {
  const send = (status: number, value: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
  switch (request.url) {
    case '/healthz':
      response.end('fine');
      return;
    case '/config':
      send(200, { scoring: { name: 'sample' }, list: [{ a: 1, b: 2 }], nothing: null });
      return;
    case '/echo': {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        send(200, { body: Buffer.concat(chunks).toString(), type: request.headers['content-type'] });
      });
      return;
    }
    case '/guarded':
      send(request.headers.authorization === 'Bearer secret' ? 200 : 401, {});
      return;
    case '/late':
      asked += 1;
      send(asked === 1 ? 503 : 200, {});
      return;
    case '/cut':
      response.writeHead(200, { 'content-length': '100' }).write('half');
      request.socket.end();
      return;
    case '/silent':
      return;
    default:
      send(404, { scoring: 'x' });
  }
}
