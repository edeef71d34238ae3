import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { project, scorewright } from './program';

const root = join(__dirname, '../..');
const folder = project({ 'environments/.keep': '' });

/** As `kubectl get addonplacementscores,placementdecisions,managedclusters -A -o json` prints a hub. */
function hub(headroom: Readonly<Record<string, number>>, standing: string): string {
  const items = [
    ...Object.keys(headroom).map((name) => ({ kind: 'ManagedCluster', metadata: { name } })),
    ...Object.entries(headroom).map(([namespace, value]) => ({
      kind: 'AddOnPlacementScore',
      metadata: { name: 'cluster-headroom', namespace },
      status: { scores: [{ name: 'cluster_headroom', value }] },
    })),
    {
      kind: 'PlacementDecision',
      metadata: {
        name: 'roomy-web-decision-1',
        namespace: 'strategies',
        labels: { 'cluster.open-cluster-management.io/placement': 'roomy-web' },
      },
      status: { decisions: [{ clusterName: standing }] },
    },
  ];
  return written('hub.json', JSON.stringify({ kind: 'List', items }));
}

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const simulate = (...args: string[]) => scorewright(root, 'simulate', '--env', 'kind', ...args);

test('from the declared ranges: who can be chosen, and what it takes to move', async () => {
  const { status, stdout } = await simulate();
  expect(status).toBe(0);
  expect(stdout).toContain(`
  strategies/roomy-web chooses 1 of 2 clusters of global
    cluster   chosen  sum
    worker01  can be  0 to 1000
    worker02  can be  0 to 1000
    moves: a rival can be ahead by up to 1000; a choice is held by 100 points of the sum
    moves when a rival's cluster-headroom/cluster_headroom is better by 11 points, all else equal
`);
});

test('from a hub: the sum term by term, and the scores at which the choice flips', async () => {
  const { stdout } = await simulate('--scores', hub({ worker01: 40, worker02: 46 }, 'worker01'));
  expect(stdout).toContain(`
       cluster   sum  10 × cluster-headroom/cluster_headroom  1 × Steady
    >  worker01  500  40                                      100
       worker02  460  46                                      0
`);
  expect(stdout).toContain(`
    worker01 is 40 points ahead of worker02, which takes its place when
      cluster-headroom/cluster_headroom of worker02 goes from 46 to 51
      cluster-headroom/cluster_headroom of worker01 goes from 40 to 35
`);
});

test.each([
  ['drain:worker01', 'moved  worker01  worker02'],
  ['weight:roomy-web/Steady=0', 'moved  worker01  worker02'],
  ['mask:worker02/cluster-headroom', 'stays  worker01  worker01'],
  ['unscore:worker01/cluster-headroom', 'moved  worker01  worker02'],
  ['taint:worker02=gpu=yes:NoSelect', 'stays  worker01  worker01'],
])('what if %s', async (change, told) => {
  const { stdout } = await simulate('--scores', hub({ worker01: 40, worker02: 46 }, 'worker01'), '--what-if', change);
  const line = stdout.split('\n').find((each) => /roomy-web +(moved|stays)/.test(each));
  expect(line).toContain(told);
});

test('a history: moves, and a chart of them', async () => {
  const rows = [0, 1, 2, 3].flatMap((hour) => [
    `${hour * 3600},worker01,cluster_headroom,50`,
    `${hour * 3600},worker02,cluster_headroom,${hour % 2 === 0 ? 20 : 90}`,
  ]);
  const history = written('history.csv', ['time,cluster,score,value', ...rows].join('\n'));
  const { status, stdout } = await simulate('--history', history, '--chart', join(folder, 'charts'));
  expect(status).toBe(0);
  expect(stdout).toContain('over 3.0 hours it would have moved 3 times, stayed 45.0 minutes on average');
  expect(readFileSync(join(folder, 'charts/strategies.roomy-web.svg'), 'utf8')).toContain('roomy-web: 3 moves');
});

const csv = (text: string) => written('scores.csv', text);

test.each<[string, () => string[], string]>([
  ['a cluster', () => ['--what-if', 'drain:wrker01'], '--what-if: got drain:wrker01; did you mean "worker01"?'],
  ['a score', () => ['--set', 'cluster-headrom=5'], '--set: got cluster-headrom=5; did you mean "cluster-headroom"?'],
  [
    'a value',
    () => ['--set', 'cluster-headroom=101'],
    '--set: got cluster-headroom=101; an AddOnPlacementScore holds -100 to 100',
  ],
  ['a file', () => ['--scores', 'none.json'], '--scores: got none.json, which cannot be read (ENOENT)'],
  [
    'one object',
    () => ['--scores', written('one.json', '{"kind":"ManagedCluster"}')],
    '--scores: got FOLDER/one.json, which is not a list as kubectl prints it; make it with kubectl get addonplacementscores,placementdecisions,managedclusters -A -o json',
  ],
  [
    'an empty list',
    () => ['--scores', written('none.json', '{"items":[]}')],
    '--scores: got FOLDER/none.json without scores, decisions and clusters; make it with kubectl get addonplacementscores,placementdecisions,managedclusters -A -o json',
  ],
  [
    'a text for a number',
    () => [
      '--scores',
      written(
        'text.json',
        JSON.stringify({
          items: [
            {
              kind: 'AddOnPlacementScore',
              metadata: { name: 'a' },
              status: { scores: [{ name: 'a', value: '5' }] },
            },
          ],
        }),
      ),
    ],
    '--scores: FOLDER/text.json items[0] status.scores[0].value: got "5"; expected a number; write it without quotes',
  ],
  [
    'rows of a table',
    () => ['--history', csv('time,cluster,score,value\n1,worker01\nx,worker01,a,5\n9,worker01,a,101\n')],
    [
      '--history: FOLDER/scores.csv:2: got 2 cells; the first line names 4',
      'FOLDER/scores.csv:3: got x,worker01,a,5; time is a number of seconds or a date, and value is a number',
      'FOLDER/scores.csv:4: got 101; an AddOnPlacementScore holds -100 to 100',
    ].join('\n'),
  ],
  [
    'a history of other clusters',
    () => ['--history', csv('time,cluster,score,value\n1,wrker01,cluster_headroom,5\n')],
    '--history: got FOLDER/scores.csv with scores of wrker01 and none of a cluster of the environment; did you mean "worker01"?',
  ],
  [
    'a history of other scores',
    () => ['--history', csv('time,cluster,score,value\n1,worker01,nobody,5\n')],
    '--history: got FOLDER/scores.csv, which holds no score that a strategy weighs',
  ],
  [
    'an answer of query',
    () => ['--history', csv('{"data":{"resultType":"vector","result":[]}}')],
    '--history: FOLDER/scores.csv data.resultType: got "vector"; ask query_range, which answers with a matrix',
  ],
])('%s that cannot be is refused', async (_, args, told) => {
  const { status, stdout, stderr } = await simulate(...args());
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: `error: ${told.replaceAll('FOLDER', folder)}\n`,
  });
});
