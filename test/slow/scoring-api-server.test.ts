import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { contentFiles } from '../../lib/components/scoring-api/content';
import { serverConfig } from '../../lib/components/scoring-api/web-server';
import { builtIn, enginesOf } from '../../lib/scoring/catalogue';
import { engineResources, serverAddress, type EngineResource } from '../../lib/scoring/engine-resource';

const engines = enginesOf(builtIn);
const resources = engineResources(engines);

/** A document as a client reads it who calls the server by this address. */
function seenFrom<Document>(address: string, document: Document): Document {
  return JSON.parse(JSON.stringify(document).replaceAll(serverAddress, address)) as Document;
}

/** The nginx of this machine; Debian keeps it where a user's PATH does not lead. */
function findServer(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders
    .map((folder) => join(folder, 'nginx'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

const server = findServer();
if (server === undefined)
  process.stderr.write(
    'NO NGINX ON THIS MACHINE: the configuration of scoring-api was NOT tried; apt-get install nginx-light\n',
  );

const tried = server === undefined ? describe.skip : describe;
tried('the read-only API, served by a real nginx', () => {
  withServer(server ?? 'nginx');
});

function withServer(nginx: string): void {
  let folder = '';
  let base = '';
  let child: ChildProcess | undefined;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'scorewright-api-'));
    const [content, scratch] = [join(folder, 'content'), join(folder, 'scratch')];
    for (const each of [folder, content, scratch]) {
      mkdirSync(each, { recursive: true });
      // As root nginx serves as `nobody`; in the cluster it never is root.
      chmodSync(each, 0o777);
    }
    const port = await freePort();
    const config = serverConfig(resources, { content, scratch, port });
    for (const [name, text] of Object.entries({ ...contentFiles(engines), 'nginx.conf': config }))
      writeFileSync(join(content, name), text);
    const start = ['-e', 'stderr', '-c', join(content, 'nginx.conf')];
    const tested = spawnSync(nginx, ['-t', ...start], { encoding: 'utf8' });
    if (tested.status !== 0) throw new Error(tested.stderr);
    child = spawn(nginx, [...start, '-g', 'daemon off;'], { stdio: 'inherit' });
    base = `http://127.0.0.1:${port}`;
    await untilServed(`${base}/healthz`);
  });

  afterAll(async () => {
    const running = child;
    if (running !== undefined) {
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGQUIT');
      await ended;
    }
    rmSync(folder, { recursive: true });
  });

  test.each([
    '/v1/scoring_engines',
    '/v1/scoring_engines/',
    '/v1/scoring_engines/detail',
    '/v1/scoring_engines?limit=1000',
    '/scoring_engines',
  ])('GET %s lists every engine', async (path) => {
    const response = await fetch(`${base}${path}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual(seenFrom(base, { scoring_engines: resources }));
  });

  test('every link of the list leads to its engine, and so do its UUID and its name', async () => {
    for (const resource of seenFrom(base, resources)) {
      const own = [resource.uuid, resource.name, encodeURIComponent(resource.name)];
      const urls = [
        ...resource.links.map(({ href }) => href),
        ...own.map((name) => `${base}/v1/scoring_engines/${name}`),
      ];
      for (const url of urls) {
        const response = await fetch(url);
        expect([url, response.status]).toEqual([url, 200]);
        expect(await response.json()).toEqual(resource);
      }
    }
  });

  test.each([
    [{ host: 'scores.example.com' }, 'http://scores.example.com'],
    [{ host: 'scores.example.com:8443', 'x-forwarded-proto': 'https' }, 'https://scores.example.com:8443'],
    [{ host: '[fd00::1]:30800' }, 'http://[fd00::1]:30800'],
    [{ host: 'scores.example.com', 'x-forwarded-proto': 'javascript' }, 'http://scores.example.com'],
    [{ host: 'a"b' }, 'http://localhost'],
  ])('links name the address that a client used: %j', async (headers, address) => {
    const text = await new Promise<string>((resolve, reject) => {
      request(`${base}/v1/scoring_engines/${resources[0]?.uuid}`, { headers }, (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (part: string) => (body += part));
        answer.on('end', () => {
          resolve(body);
        });
      })
        .on('error', reject)
        .end();
    });
    const [self] = (JSON.parse(text) as EngineResource).links;
    expect(self?.href.replace(/localhost:\d+/, 'localhost')).toBe(
      `${address}/v1/scoring_engines/${resources[0]?.uuid}`,
    );
  });

  test('an unchanged answer costs nothing the second time', async () => {
    const etag = (await fetch(`${base}/v1/scoring_engines`)).headers.get('etag');
    expect(etag).not.toBeNull();
    const again = await fetch(`${base}/v1/scoring_engines`, { headers: { 'if-none-match': etag ?? '' } });
    expect(again.status).toBe(304);
  });

  test('HEAD answers without a body', async () => {
    const response = await fetch(`${base}/v1/scoring_engines`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test.each([
    '/',
    '/v1',
    '/nginx.conf',
    '/scoring_engines.json',
    '/not_found.json',
    `/${resources[0]?.uuid}.json`,
    '/v1/scoring_engines/00000000-0000-5000-8000-000000000000',
    '/v1/scoring_engines/no-such-name',
    '/v1/scoring_engines/none',
    '/v1/scoring_engines/nginx.conf',
    '/v1/scoring_engines/../nginx.conf',
    '/v1/scoring_engines/%2e%2e/nginx.conf',
    `/v1/scoring_engines/${resources[0]?.uuid}/`,
  ])('%s is not served: 404 in JSON', async (path) => {
    const response = await fetch(`${base}${path}`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toMatchObject({ error: { code: 404 } });
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s changes nothing: 405 in JSON', async (method) => {
    for (const path of ['/v1/scoring_engines', `/v1/scoring_engines/${resources[0]?.uuid}`]) {
      const response = await fetch(`${base}${path}`, { method });
      expect(response.status).toBe(405);
      expect(await response.json()).toMatchObject({ error: { code: 405 } });
    }
  });

  test('health is told, the version is not', async () => {
    const response = await fetch(`${base}/healthz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok' });
    expect(response.headers.get('server')).toBe('nginx');
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function untilServed(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const served = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (served) return;
    await wait(50);
  }
  throw new Error(`nothing answers at ${url}`);
}
