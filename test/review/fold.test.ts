import fc from 'fast-check';
import { toYaml } from '../../lib/publish/yaml';
import type { Manifest } from '../../lib/model/manifest';
import { readManifests } from '../../lib/plan/read-manifests';
import { clusterFacts, subjectOf } from '../../lib/review/cluster-facts';
import { applied, pathText, scriptOf } from '../../lib/review/edit-script';
import { editsOf, holdsObjects, type FileEdit } from '../../lib/review/edits';
import { manifestsOf, partsOf } from '../../lib/review/file-parts';
import { contentOfEntry, expanded, fold, type Located } from '../../lib/review/fold';
import { hunksBetween, withHunks } from '../../lib/review/line-script';

const json = fc.json({ maxDepth: 3 }).map((text): unknown => JSON.parse(text.replaceAll('-0', '0')));
const named = fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), port: fc.nat({ max: 2 }) }), {
  selector: ({ name }) => name,
});

test('the edits between two values turn one into the other', () => {
  const value = fc.oneof(json, fc.record({ list: named, rest: json }), named);
  fc.assert(
    fc.property(value, value, (old, now) => {
      expect(applied(old, scriptOf(old, now))).toEqual(now);
    }),
  );
});

test('the hunks between two texts turn one into the other', () => {
  const text = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'd')).map((lines) => lines.join(''));
  fc.assert(
    fc.property(text, text, (old, now) => {
      expect(withHunks(old, hunksBetween(old, now))).toBe(now);
    }),
  );
});

test('items of a list are matched by the keys of their kind, and a port by its number and protocol', () => {
  const service = (ports: object[]): Manifest => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { ports },
  });
  const [old, now] = [
    service([
      { port: 80, protocol: 'TCP' },
      { port: 443, protocol: 'TCP', nodePort: 30001 },
    ]),
    service([{ port: 443, protocol: 'TCP', nodePort: 30002 }]),
  ];
  const script = scriptOf(old, now, old);
  expect(script.map(({ at, old: was, new: is }) => [pathText(at), was, is])).toEqual([
    ['/spec/ports/80.TCP', { port: 80, protocol: 'TCP' }, undefined],
    ['/spec/ports/443.TCP/nodePort', 30001, 30002],
  ]);
});

/** A fleet in which each cluster has an object of its own and one in a work on the hub. */
function fleet(image: (cluster: string) => string, names: readonly string[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const name of names) {
    const web: Manifest = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'demo', labels: { cluster: name } },
      spec: { template: { spec: { containers: [{ name: 'web', image: image(name), args: [`--cluster=${name}`] }] } } },
    };
    const work: Manifest = {
      apiVersion: 'work.open-cluster-management.io/v1',
      kind: 'ManifestWork',
      metadata: { name: 'demo', namespace: name },
      spec: { workload: { manifests: [web] } },
    };
    files.set(`dist/fleet/${name}/demo/Deployment.demo.web.yaml`, toYaml(web));
    files.set(`dist/fleet/hub/works/ManifestWork.${name}.demo.yaml`, toYaml(work));
    files.set(`dist/fleet/${name}/files.txt`, `demo/${image(name)}\n`);
  }
  return files;
}

function located(base: ReadonlyMap<string, string>, head: ReadonlyMap<string, string>, names: readonly string[]) {
  const facts = clusterFacts(Object.fromEntries(names.map((name) => [name, { platform: 'kind' }])), ['hub']);
  return [...new Set([...base.keys(), ...head.keys()])].flatMap((path) =>
    base.get(path) === head.get(path)
      ? []
      : editsOf(path, base.get(path), head.get(path)).map((edit): Located => {
          const folder = path.split('/')[2] ?? '';
          const cluster =
            folder === 'hub' ? (subjectOf([edit.object?.namespace ?? null, edit.part], facts) ?? 'hub') : folder;
          return { edit, folder, cluster, facts: facts.get(cluster) ?? {}, note: null };
        }),
  );
}

/** The tree after edits, by the same paths. */
function patched(base: ReadonlyMap<string, string>, edits: readonly FileEdit[]): Map<string, unknown> {
  const result = new Map<string, unknown>([...base].map(([path, text]) => [path, contentsOf(path, text)]));
  const byPath = new Map<string, FileEdit[]>();
  for (const edit of edits) byPath.set(edit.path, [...(byPath.get(edit.path) ?? []), edit]);
  for (const [path, own] of byPath) {
    if (own[0]?.file === 'removed') result.delete(path);
    else if (own[0]?.hunks) result.set(path, withHunks(base.get(path) ?? '', own[0].hunks));
    else {
      const text = base.get(path);
      const old = text === undefined ? undefined : partsOf(readManifests(text, path, path));
      const parts = new Map<string, unknown>([...(old ?? [])].map(([key, { value }]) => [key, value]));
      for (const { part, script = [] } of own) {
        const value = applied(parts.get(part), script);
        if (value === undefined) parts.delete(part);
        else parts.set(part, value);
      }
      result.set(path, manifestsOf(parts));
    }
  }
  return result;
}

function contentsOf(path: string, text: string): unknown {
  return holdsObjects(path) ? readManifests(text, path, path) : text;
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : (content as Manifest[]).map((each) => toYaml(each)).join('---\n');
}

test('the expanded entries of any fold are the diff: every path, every field, every line', () => {
  const names = ['web', 'demo', 'edge-1', 'edge-1-b', 'eu'];
  const images = fc.record(Object.fromEntries(names.map((name) => [name, fc.constantFrom('a:1', 'a:2', 'eu', 'web')])));
  const some = fc.subarray(names, { minLength: 1 });
  fc.assert(
    fc.property(images, images, some, some, (old, now, before, after) => {
      const [base, head] = [fleet((name) => old[name] ?? '', before), fleet((name) => now[name] ?? '', after)];
      const edits = located(base, head, names);
      const unfolded = fold(edits).flatMap(expanded);
      expect(new Set(unfolded.map(({ path }) => path))).toEqual(new Set(edits.map(({ edit }) => edit.path)));
      const expected = new Map([...head].map(([path, text]) => [path, contentsOf(path, text)]));
      const result = patched(base, unfolded);
      expect(result).toEqual(expected);
      // And written again, byte for byte what Git holds.
      expect(new Map([...result].map(([path, content]) => [path, textOf(content)]))).toEqual(head);
    }),
    { numRuns: 60 },
  );
});

test('a thousand equal changes are one entry, and the two that differ are one each', () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `edge-${index}`);
  const odd: Readonly<Record<string, string>> = { 'edge-7': 'app:9', 'edge-700': 'app:8' };
  const base = fleet(() => 'app:1', names);
  const head = fleet((name) => odd[name] ?? 'app:2', names);
  const entries = fold(located(base, head, names)).filter((entry) => contentOfEntry(entry).file.startsWith('demo/'));
  expect(entries.map(({ members }) => members.length).sort((a, b) => b - a)).toEqual([998, 1, 1]);
  const works = fold(located(base, head, names)).filter((entry) => contentOfEntry(entry).file.startsWith('works/'));
  expect(works.map(({ members }) => members.length).sort((a, b) => b - a)).toEqual([998, 1, 1]);
});

test('facts that are the same by chance make no cluster differ', () => {
  const names = ['alpha', 'beta', 'same'];
  const clusters = Object.fromEntries(
    names.map((name) => [name, { labels: { region: name === 'same' ? 'same' : `r-${name}` } }]),
  );
  const facts = clusterFacts(clusters);
  const edits = names.map((name): Located => {
    const region = name === 'same' ? 'same' : `r-${name}`;
    const edit: FileEdit = {
      path: `dist/f/${name}/u/x`,
      part: '',
      script: [
        { at: ['region'], new: region },
        { at: ['c'], new: name },
      ],
    };
    return { edit, folder: name, cluster: name, facts: facts.get(name) ?? {}, note: null };
  });
  expect(fold(edits)).toHaveLength(1);
  expect(fold(edits).flatMap(expanded)).toEqual(edits.map(({ edit }) => edit));
});
