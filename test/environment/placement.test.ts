import * as fc from 'fast-check';
import { customCode } from '../../lib/environment/issue-explanation';
import { readNames, type Names } from '../../lib/environment/names';
import { clusterName, on, placed, type On } from '../../lib/environment/placement';
import type { Cluster, Fleet } from '../../lib/model/fleet';

const cluster = (name: string, role: Cluster['role'], labels: Record<string, string> = {}): Cluster => ({
  name,
  platform: 'kind',
  role,
  labels,
  nodes: 1,
});
const clusters = [
  cluster('hub01', 'hub', { site: 'a' }),
  cluster('worker01', 'managed', { site: 'a', power: 'kepler' }),
  cluster('worker02', 'managed', { site: 'b', power: 'kepler' }),
];
const [hub] = clusters as [Cluster];
const fleet: Fleet = { environment: 'kind', gitops: { repoURL: '', revision: '', path: '' }, hub, clusters };
const names: Names = { clusters: new Map(clusters.map(({ name, ...rest }) => [name, rest])) };

const placedNames = (where: On) => placed(where, fleet).map(({ name }) => name);

test.each<[On, string[]]>([
  ['all', ['hub01', 'worker01', 'worker02']],
  ['hub', ['hub01']],
  ['managed', ['worker01', 'worker02']],
  ['worker02', ['worker02']],
  [
    ['worker02', 'hub01'],
    ['hub01', 'worker02'],
  ],
  [{ labels: { site: 'a' } }, ['hub01', 'worker01']],
  [{ labels: { site: 'b', power: 'kepler' } }, ['worker02']],
  [{ labels: {} }, ['hub01', 'worker01', 'worker02']],
])('on: %j places on %j', (where, expected) => {
  expect(on(names).safeParse(where).success).toBe(true);
  expect(placedNames(where)).toEqual(expected);
});

/** What the schema refuses, as `code path: message`. */
function refusals(schema: ReturnType<typeof on>, value: unknown): string[] {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map((issue) => {
    const code = issue.code === 'custom' ? customCode(issue) : issue.code;
    return `${code} ${issue.path.join('.')}: ${issue.message}`;
  });
}

test.each<[unknown, string[]]>([
  ['worker1', ['cluster-unknown : got "worker1"; did you mean "worker01"?']],
  ['nowhere', ['cluster-unknown : got "nowhere"; clusters: all, hub, hub01, managed, worker01, worker02']],
  [['worker1'], ['cluster-unknown 0: got "worker1"; did you mean "worker01"?']],
  [['managed'], ['cluster-unknown 0: got "managed"; clusters: hub01, worker01, worker02']],
  [['hub01', 'hub01'], ['duplicate-entry 1: got "hub01"; it is already in the list; keep one of the two']],
  [[], ['too_small : name at least one cluster']],
  [
    { labels: { site: 'c' } },
    ['placement-empty labels: got {"site":"c"}; no cluster has these labels; name one that does, or remove the block'],
  ],
  ['constructor', ['cluster-unknown : got "constructor"; clusters: all, hub, hub01, managed, worker01, worker02']],
])('on: %j is rejected', (value, expected) => {
  expect(refusals(on(names), value)).toEqual(expected);
});

test('a role that no cluster has places nothing', () => {
  const alone: Names = { clusters: new Map([['hub01', { role: 'hub', labels: {} }]]) };
  expect(refusals(on(alone), 'managed')).toEqual([
    'placement-empty : got "managed"; no cluster has that role; name one that does, or remove the block',
  ]);
  expect(refusals(on(alone), 'all')).toEqual([]);
});

test('one cluster is named by its name, not by a word', () => {
  expect(clusterName(names).safeParse('worker01').success).toBe(true);
  for (const word of ['managed', 'hub', 'all', 'worker03', ''])
    expect(clusterName(names).safeParse(word).success).toBe(false);
});

test('whatever the schema lets pass places on a cluster at least, each once, sorted', () => {
  const word = fc.constantFrom('all', 'hub', 'managed', 'hub01', 'worker01', 'worker02', 'worker03');
  const labels = fc.dictionary(fc.constantFrom('site', 'power'), fc.constantFrom('a', 'b', 'kepler'));
  const anything = fc.oneof(word, fc.array(word, { maxLength: 4 }), fc.record({ labels }), fc.anything());
  let accepted = 0;
  fc.assert(
    fc.property(anything, (value) => {
      const parsed = on(names).safeParse(value);
      if (!parsed.success) return;
      accepted++;
      const result = placedNames(parsed.data);
      expect(result.length).toBeGreaterThan(0);
      expect(result).toEqual([...new Set(result)].sort());
    }),
    { numRuns: 300 },
  );
  expect(accepted).toBeGreaterThan(50);
});

describe('the names of a file', () => {
  test('are read from whatever stands there, and never throw', () => {
    fc.assert(fc.property(fc.anything(), (data) => {
      expect(readNames({ clusters: data }).clusters).toBeInstanceOf(Map);
      expect(readNames(data).clusters).toBeInstanceOf(Map);
    })); // prettier-ignore
  });

  test('of clusters that are wrong otherwise are names all the same: what names them is right', () => {
    const { clusters: read } = readNames({
      clusters: { hub01: { role: 'hub', labels: { a: 'b', c: 1 } }, worker01: null, worker02: { role: 'typo' } },
    });
    expect([...read]).toEqual([
      ['hub01', { role: 'hub', labels: { a: 'b' } }],
      ['worker01', { role: 'managed', labels: {} }],
      ['worker02', { role: 'managed', labels: {} }],
    ]);
  });
});
