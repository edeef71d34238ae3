import * as fc from 'fast-check';
import { formatFinding, formatFindings, type Finding } from '../../lib/model/finding';
import { formatPath } from '../../lib/model/origin';

const finding: Finding = {
  code: 'nodeport-range',
  severity: 'error',
  position: { file: 'environments/kind.yaml', line: 24, column: 60 },
  path: 'dynamic-scoring.scorers.sample.expose.nodePort',
  message: 'got 80; a NodePort is in 30000-32767',
};

test('one line: place, code, path, message', () => {
  expect(formatFinding(finding)).toBe(
    'environments/kind.yaml:24:60 nodeport-range dynamic-scoring.scorers.sample.expose.nodePort: got 80; a NodePort is in 30000-32767',
  );
});

test('what a terminal would obey, hide or turn around is written as its number', () => {
  const message =
    'got "\u001b[31m", "\u009b", "a\u200bb", "\u202e", "\u00a0", "\u{e0041}", "\ud800", "für 😀 × …"; mend it';
  expect(formatFinding({ ...finding, position: { file: 'a\nb.yaml', line: 1, column: 1 }, path: 'x', message })).toBe(
    String.raw`a\u000ab.yaml:1:1 nodeport-range x: got "\u001b[31m", "\u009b", "a\u200bb", "\u202e", "\u00a0", "\u{e0041}", "\ud800", "für 😀 × …"; mend it`,
  );
});

test('what is not known is left out, and a warning says that it is one', () => {
  const { position: _where, ...nowhere } = finding;
  expect(formatFinding({ ...nowhere, path: '', severity: 'warning' })).toBe(
    'warning nodeport-range: got 80; a NodePort is in 30000-32767',
  );
});

describe('findings that differ only in the cluster', () => {
  const on = (...clusters: string[]) => formatFindings(clusters.map((cluster) => ({ ...finding, cluster })));
  const line = formatFinding(finding);

  test('are one line with a count and the first three clusters', () => {
    expect(on('worker01')).toEqual([`${line} (on worker01)`]);
    expect(on('worker02', 'worker01')).toEqual([`${line} (on 2 clusters: worker01, worker02)`]);
    expect(on('c', 'a', 'b')).toEqual([`${line} (on 3 clusters: a, b, c)`]);
    expect(on('d', 'c', 'a', 'b')).toEqual([`${line} (on 4 clusters: a, b, c, …)`]);
  });

  test('count a cluster once', () => {
    expect(on('a', 'b', 'a')).toEqual([`${line} (on 2 clusters: a, b)`]);
  });

  test('are one line too where the message names the cluster', () => {
    const saying = (message: string) => formatFinding({ ...finding, message });
    const told = (message: (cluster: string) => string, ...clusters: string[]) =>
      formatFindings(clusters.map((cluster) => ({ ...finding, cluster, message: message(cluster) })));
    const named = (cluster: string) => `got nothing on ${cluster}; add \`{ on: ${cluster} }\``;
    expect(told(named, 'd', 'c', 'a-b', 'a')).toEqual([
      `${saying('got nothing on <cluster>; add `{ on: <cluster> }`')} (on 4 clusters: a, a-b, c, …)`,
    ]);
    expect(told(named, 'a')).toEqual([`${saying(named('a'))} (on a)`]);
    const within = (cluster: string) => `got ${cluster}-x`;
    expect(told(within, 'a', 'b')).toEqual([`${saying('got a-x')} (on a)`, `${saying('got b-x')} (on b)`]);
  });

  test('are others where the place, the severity or the message is another', () => {
    const others: Finding[] = [
      { ...finding, cluster: 'a' },
      { ...finding, cluster: 'b', message: 'got 81; a NodePort is in 30000-32767' },
      { ...finding, cluster: 'c', severity: 'warning' },
      { ...finding, cluster: 'd', position: { file: 'environments/lab.yaml', line: 24, column: 60 } },
    ];
    expect(
      formatFindings(others)
        .map((text) => /\(on (.*)\)$/.exec(text)?.[1])
        .sort(),
    ).toEqual(['a', 'b', 'c', 'd']);
  });
});

test('lines stand in the order of their place: file, then line and column as numbers', () => {
  const at = (file: string, line: number, column: number): Finding => ({
    ...finding,
    position: { file, line, column },
  });
  const lines = formatFindings([at('b.yaml', 1, 1), at('a.yaml', 10, 1), at('a.yaml', 9, 10), at('a.yaml', 9, 9)]);
  expect(lines.map((text) => text.split(' ')[0])).toEqual(['a.yaml:9:9', 'a.yaml:9:10', 'a.yaml:10:1', 'b.yaml:1:1']);
});

test('the order in which findings are found changes nothing, and none is lost', () => {
  const findings = fc.array(
    fc.record({
      code: fc.constantFrom('api-env' as const, 'api-probe' as const),
      severity: fc.constantFrom('error' as const, 'warning' as const),
      position: fc.record({ file: fc.constantFrom('a', 'b'), line: fc.nat(3), column: fc.nat(3) }),
      path: fc.constantFrom('', 'x', 'Ä'),
      message: fc.constantFrom('m', 'n'),
      cluster: fc.constantFrom('c1', 'c2', 'c3'),
    }),
  );
  fc.assert(
    fc.property(findings, fc.nat(), (list, turn) => {
      const middle = list.length === 0 ? 0 : turn % list.length;
      const turned = [...list.slice(middle), ...list.slice(0, middle)].reverse();
      const lines = formatFindings(list);
      expect(formatFindings(turned)).toEqual(lines);
      expect(lines).toHaveLength(new Set(list.map(({ cluster: _any, ...same }) => JSON.stringify(same))).size);
    }),
  );
});

test.each([
  [[], ''],
  [['clusters', 'worker01', 'labels'], 'clusters.worker01.labels'],
  [['masks', 0, 'score'], 'masks[0].score'],
  [['dynamic-scoring', 'on'], 'dynamic-scoring.on'],
  [['labels', 'a.b/c'], 'labels["a.b/c"]'],
  [['clusters', '1'], 'clusters["1"]'],
  [['a', '"'], 'a["\\""]'],
  [[''], '[""]'],
])('the path %j is written %s', (path, text) => {
  expect(formatPath(path)).toBe(text);
});
