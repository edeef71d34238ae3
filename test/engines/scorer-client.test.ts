import { ScorerClient, ScorerError, type ScorerConnection } from '../../lib/engines/scorer-client';
import { bodyOf, deadUrl, serve, serveJson, serveRaw } from './scorer-server';

async function failure(work: Promise<unknown>): Promise<ScorerError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ScorerError)) throw new Error(`no ScorerError: ${String(error)}`);
  return error;
}

const client = (url: string, rest: Partial<ScorerConnection> = {}) => new ScorerClient({ url, ...rest });

test('a healthy scorer answers 200, with any body', async () => {
  const url = await serve((_, response) => response.end('fine'));
  await expect(client(url).healthy('/healthz')).resolves.toBeUndefined();
});

test('any other status is not healthy', async () => {
  const url = await serve((_, response) => response.writeHead(204).end());
  expect(await failure(client(url).healthy('/healthz'))).toMatchObject({
    failure: 'status',
    status: 204,
    message: 'got status 204 from /healthz; 200 is healthy',
  });
});

test('the configuration is what the scorer answers, parsed', async () => {
  const url = await serveJson({ '/config': { name: 'a', source: { type: 'None' } } });
  await expect(client(url).config('/config')).resolves.toEqual({ name: 'a', source: { type: 'None' } });
});

test('a 404 in JSON is a failure, unlike for the controller', async () => {
  const url = await serveJson({});
  expect(await failure(client(url).config('/config'))).toMatchObject({
    failure: 'status',
    status: 404,
    message: 'got status 404 from /config, in JSON; 200 is right',
  });
});

test('a page that is no JSON is none', async () => {
  const url = await serve((_, response) => response.end('<html>'));
  expect(await failure(client(url).config('/config'))).toMatchObject({ failure: 'not-json', status: 200 });
});

test('series are posted as the agent posts them, with the token', async () => {
  const seen: unknown[] = [];
  const url = await serve((request, response) => {
    void bodyOf(request).then((body) => {
      seen.push(request.method, request.url, request.headers.authorization, JSON.parse(body));
      response.end(JSON.stringify({ results: [{ metric: { pod: 'a' }, score: 7.5 }] }));
    });
  });
  const data = [{ metric: { pod: 'a' }, values: [[0, '1'] as [number, string]] }];
  const answer = await client(url, { token: 'secret' }).score('/scoring', data);
  expect(answer.results).toEqual([{ metric: { pod: 'a' }, score: 7.5 }]);
  expect(seen).toEqual(['POST', '/scoring', 'Bearer secret', { data }]);
});

test.each([[{}], [{ results: [{ score: 'high' }] }], [[]]])(
  'an answer without scores (%j) is rejected',
  async (answer) => {
    const url = await serve((_, response) => response.end(JSON.stringify(answer)));
    expect(await failure(client(url).score('/scoring', []))).toMatchObject({ failure: 'shape' });
  },
);

test('a scorer that accepts and never answers runs into the time-out', async () => {
  const url = await serve(() => undefined);
  expect(await failure(client(url, { timeoutMilliseconds: 50 }).config('/config'))).toMatchObject({
    failure: 'timeout',
    message: `got no whole answer from ${url}/config within 0.05 s`,
  });
});

test('the time-out counts for the body too', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"name":');
  });
  expect(await failure(client(url, { timeoutMilliseconds: 80 }).config('/config'))).toMatchObject({
    failure: 'timeout',
    status: 200,
  });
});

test('a half-closed connection, without an answer, is an answer that breaks off', async () => {
  const url = await serveRaw((socket) => {
    socket.once('data', () => socket.end());
  });
  expect((await failure(client(url).config('/config'))).failure).toBe('cut-off');
});

test('a body shorter than promised breaks off', async () => {
  const url = await serveRaw((socket) => {
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"name"'));
  });
  expect(await failure(client(url).config('/config'))).toMatchObject({ failure: 'cut-off', status: 200 });
});

test('nobody there: no connection', async () => {
  const url = await deadUrl();
  const error = await failure(client(url).healthy('/healthz'));
  expect(error.failure).toBe('no-connection');
  expect(error.message).toContain(`got no connection to ${url}/healthz: `);
  expect(error.message).toContain('ECONNREFUSED');
});

test('what is no URL is said before anything is sent', async () => {
  expect(await failure(client('scorer:8000').healthy('/healthz'))).toMatchObject({ failure: 'bad-url' });
});
