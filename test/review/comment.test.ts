import type { Manifest } from '../../lib/model/manifest';
import { reviewDocument, reviewForm } from '../../lib/review/words/document';
import { gitHubAnnotations, gitLabReport, remarksOf } from '../../lib/review/words/annotations';
import { commentOf, marker } from '../../lib/review/words/comment';
import { itemsOf } from '../../lib/review/words/items';
import { sarifOf } from '../../lib/review/words/sarif';
import type { EnvironmentRun } from '../../lib/review/review';
import { everywhere, reviewOfExample, web } from './example-review';

const clusters = Array.from({ length: 60 }, (_, index) => `edge-${index}`);

test('one image on many clusters is one entry, and the three clusters that differ come first', () => {
  const odd: Readonly<Record<string, Manifest>> = {
    'edge-7': web('app:evil'),
    'edge-30': web('app:2', { replicas: 3 }),
    'edge-50': web('app:1'),
  };
  const review = reviewOfExample(
    everywhere(clusters, () => [web('app:1')]),
    everywhere(clusters, (cluster) => [odd[cluster] ?? web('app:2')]),
  );
  const lines = commentOf(review).split('\n');
  expect(lines.length).toBeLessThanOrEqual(60);
  expect(lines[0]).toBe(marker);
  expect(
    lines
      .filter((line) => /edge-\d/.test(line))
      .slice(0, 3)
      .map((line) => /edge-\d+/.exec(line)?.[0]),
  ).toEqual(['edge-30', 'edge-7', 'edge-50']);
  expect(lines).toContain(
    '  - `Deployment demo/web`: `/spec/template/spec/containers/web/image`: `"app:1"` → `"app:evil"` (the others `/spec/template/spec/containers/web/image`: `"app:1"` → `"app:2"`)',
  );
  expect(lines).toContain(
    '  - `Deployment demo/web`: `/spec/replicas` added: `3` (in addition to the edits of the others)',
  );
  expect(lines).toContain(
    '- **roll** `Deployment demo/web` × 57 of 60 clusters: the pods are replaced in steps (maxSurge 25%, maxUnavailable 25%)',
  );
  expect(lines).toContain('  - differs on edge-30, edge-7, edge-50');
});

test('objects that change alike on the same clusters are one entry', () => {
  const review = reviewOfExample(
    everywhere(clusters, () => [web('app:1'), web('app:1', {}, 'shop')]),
    everywhere(clusters, () => [web('app:2'), web('app:2', {}, 'shop')]),
  );
  expect(itemsOf(review.environments[0]!).map(({ objects, clusters: on }) => [objects, on.length])).toEqual([
    [['Deployment demo/shop', 'Deployment demo/web'], 60],
  ]);
});

test('changes at risk come first, and values of Secrets stay hidden', () => {
  const secret = (value: string): Manifest => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'login', namespace: 'demo' },
    stringData: { password: value },
  });
  const moved = (app: string) => web('app:1', { selector: { matchLabels: { app } } });
  const review = reviewOfExample(
    everywhere(['one', 'two'], () => [secret('hunter2'), moved('web'), web('app:1', {}, 'a')]),
    everywhere(['one', 'two'], () => [secret('hunter3'), moved('shop'), web('app:2', {}, 'a')]),
  );
  const text = commentOf(review);
  expect(text).not.toContain('hunter');
  expect(JSON.stringify(reviewDocument(review))).not.toContain('hunter');
  expect(text.indexOf('needs consent')).toBeLessThan(text.indexOf('what changes'));
  expect(text.indexOf('**refused**')).toBeLessThan(text.indexOf('**roll**'));
});

test('a comment is never longer than a forge accepts, counts the entries that it leaves out, and closes every fence', () => {
  const text = (word: string, at: number) =>
    Array.from({ length: 40 }, (_, line) => `${word} ${at} ${line} \`\`\` ${'x'.repeat(150)}`).join('\n');
  const map = (word: string, at: number): Manifest => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `map-${at}`, namespace: 'demo' },
    data: Object.fromEntries(
      Array.from({ length: 6 }, (_, key) => [`k${key}${'y'.repeat(60)}`, text(word, at * 10 + key)]),
    ),
  });
  const many = (word: string) => everywhere(['one'], () => Array.from({ length: 19 }, (_, at) => map(word, at)));
  const findings = Array.from({ length: 400 }, (_, line): EnvironmentRun['findings'][number] => ({
    code: 'unknown-key',
    severity: 'error',
    message: 'z'.repeat(6_000),
    path: '',
    position: { file: 'environments/example.yaml', line, column: 1 },
  }));
  const comment = commentOf(
    reviewOfExample(many('old'), many('new'), { findings: findings.slice(0, 8), needs: [], limits: [] }),
  );
  expect(comment.length).toBeLessThanOrEqual(60_000);
  expect(comment).toMatch(/_\d+ more entr(?:y|ies) left out: /);
  const fences = comment.split('\n').filter((line) => /^ *`{3,}(?:diff)?$/.test(line));
  expect(fences.length % 2).toBe(0);
});

const run: EnvironmentRun = {
  findings: [
    {
      code: 'nodeport-range',
      severity: 'error',
      message: 'got 80;\nis 100% wrong: "a", b',
      path: 'x.y',
      position: { file: 'environments/a,b.yaml', line: 3, column: 5 },
    },
    { code: 'score-constant', severity: 'warning', message: 'got 1', path: '' },
  ],
  needs: [],
  limits: [],
};

test('findings are annotations, escaped for GitHub, at most ten of a kind', () => {
  const review = reviewOfExample({ 'hub01/a': [] }, { 'hub01/a': [] }, run);
  expect(gitHubAnnotations(remarksOf(review))).toEqual([
    '::error file=environments/a%2Cb.yaml,line=3,col=5,title=nodeport-range::x.y: got 80;%0Ais 100%25 wrong: "a", b',
    '::warning title=score-constant::got 1',
  ]);
  const twelve = Array.from({ length: 12 }, (_, line) => ({
    severity: 'error' as const,
    code: 'c',
    message: `m${line}`,
  }));
  expect(gitHubAnnotations(twelve).at(-1)).toBe(
    '::notice::2 more: GitHub shows ten of a kind; the log of the step has all',
  );
  const report = gitLabReport(remarksOf(review)) as { fingerprint: string; severity: string; location: object }[];
  expect(report[0]).toMatchObject({
    severity: 'critical',
    location: { path: 'environments/a,b.yaml', lines: { begin: 3 } },
  });
  expect(
    new Set(gitLabReport([twelve[0]!, twelve[0]!]).map((each) => (each as { fingerprint: string }).fingerprint)).size,
  ).toBe(2);
});

test('SARIF names each rule once, and has no more results than GitHub shows', () => {
  const remarks = Array.from({ length: 5_003 }, (_, line) => ({
    severity: 'error' as const,
    code: 'unknown-key',
    message: `m${line}${'z'.repeat(6_000)}`,
    file: 'a.yaml',
    line: line + 1,
    column: 1,
  }));
  const { runs } = sarifOf(remarks, '1.0.0', () => ({ why: 'Why.', fix: 'Fix.' })) as {
    runs: {
      tool: { driver: { rules: { id: string }[] } };
      results: { ruleIndex: number; locations: unknown[] }[];
      invocations: unknown[];
    }[];
  };
  expect(runs[0]?.tool.driver.rules).toMatchObject([{ id: 'unknown-key', help: { text: 'Why. Fix.' } }]);
  expect(runs[0]?.results).toHaveLength(5_000);
  expect(runs[0]?.results[1]?.locations).toEqual([
    { physicalLocation: { artifactLocation: { uri: 'a.yaml' }, region: { startLine: 2, startColumn: 1 } } },
  ]);
  expect(JSON.stringify(runs[0]?.invocations)).toContain('3 more results are left out');
  // GitHub takes ten megabytes.
  expect(JSON.stringify(runs).length).toBeLessThan(10_000_000);
});

test('the machine form has every key, whatever there is to say', () => {
  const review = reviewOfExample(
    everywhere(clusters, () => [web('app:1')]),
    everywhere(clusters, () => [web('app:2')]),
    run,
  );
  const document = reviewDocument(review);
  expect(reviewForm.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
  expect(document.environments[0]?.entries[0]).toMatchObject({
    class: 'roll',
    of: 60,
    objects: ['Deployment demo/web'],
  });
});
