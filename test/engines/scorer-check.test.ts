import { checkScorer } from '../../lib/engines/scorer-check';
import { findEngine } from '../../lib/scoring/catalogue';
import { expectedConfig } from '../../lib/scoring/expectation';
import { deadUrl, serve, serveJson, serveRaw } from './scorer-server';

const sample = findEngine('sample')!;
const right = expectedConfig(sample);
const well = { status: 'ok' };
const faults = async (url: string, timeoutMilliseconds = 2000) =>
  (await checkScorer(sample, { url, timeoutMilliseconds })).filter(({ fault }) => fault !== undefined);

test('the right scorer has no fault, and every declared field was looked at', async () => {
  const url = await serveJson({ '/healthz': well, '/config': { ...right, description: 'more may come with it' } });
  const points = await checkScorer(sample, { url });
  expect(points.filter(({ fault }) => fault !== undefined)).toEqual([]);
  expect(points.map(({ point }) => point)).toEqual([
    '/healthz',
    'name',
    'source.type',
    'source.host',
    'source.path',
    'source.params.query',
    'source.params.range',
    'source.params.step',
    'scoring.path',
    'scoring.params.name',
    'scoring.params.interval',
  ]);
});

test('each field that drifted is named with both values', async () => {
  const drifted = {
    ...right,
    source: { ...right.source, type: 'prometheus' },
    scoring: { path: '/scoring', host: 'http://other:1', params: { name: 'my_score', interval: 30 } },
  };
  const url = await serveJson({ '/healthz': well, '/config': drifted });
  expect(await faults(url)).toEqual([
    {
      point: 'source.type',
      expected: 'Prometheus',
      fault: 'got "prometheus"; the environment declares "Prometheus" for source.type',
    },
    {
      point: 'scoring.params.name',
      expected: 'sample_my_score',
      fault: 'got "my_score"; the environment declares "sample_my_score" for scoring.params.name',
    },
    {
      point: 'scoring.host',
      expected: 'nothing',
      fault: expect.stringContaining('a scorer must not answer with scoring.host') as string,
    },
  ]);
});

test('a slow scorer is a fault of both questions, and the check ends', async () => {
  const url = await serve(() => undefined);
  expect((await faults(url, 50)).map(({ point, fault }) => [point, fault])).toEqual([
    ['/healthz', `got no whole answer from ${url}/healthz within 0.05 s`],
    ['/config', `got no whole answer from ${url}/config within 0.05 s`],
  ]);
});

test('a 404 in JSON is told as the trap that it is', async () => {
  const url = await serveJson({ '/healthz': well });
  expect(await faults(url)).toEqual([
    {
      point: '/config',
      expected: 'a configuration',
      fault:
        'got status 404 from /config, in JSON; 200 is right; the hub counts it as healthy all the same, with an empty configuration',
    },
  ]);
});

test('a scorer that hangs up is told to hang up', async () => {
  const url = await serveRaw((socket) => {
    socket.once('data', () => socket.end());
  });
  const found = await faults(url);
  expect(found.map(({ point }) => point)).toEqual(['/healthz', '/config']);
  for (const { fault } of found) expect(fault).toContain('that breaks off');
});

test('JSON that is no object is no configuration', async () => {
  const url = await serveJson({ '/healthz': well, '/config': ['sample-scorer'] });
  const found = await faults(url);
  expect(found.at(-1)).toEqual({
    point: '/config',
    expected: 'a configuration',
    fault: 'got ["sample-scorer"]; a config is a JSON object',
  });
  expect(found).toHaveLength(1);
});

test('without configuration to sync only health counts', async () => {
  const unsynced = { ...sample, configSyncMode: 'None' as const };
  const url = await serveJson({ '/healthz': well });
  expect(await checkScorer(unsynced, { url })).toEqual([{ point: '/healthz', expected: '200' }]);
  const dead = await checkScorer(unsynced, { url: await deadUrl() });
  expect(dead).toHaveLength(1);
  expect(dead[0]?.fault).toContain('got no connection to');
});
