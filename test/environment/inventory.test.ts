import fs from 'node:fs';
import path from 'node:path';
import { environmentFiles } from '../../lib/environment/environment-file';
import { formatFindings } from '../../lib/model/finding';
import { load } from '../../lib/synth/load';
import { project, writeFile } from '../commands/program';

const environment = (clusters: string, name = 'kind') => `environment: ${name}
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters: ${clusters}
charts: { kube-prometheus-stack: { on: managed } }
external:
  - { on: worker01, kind: Deployment, name: default/nginx, why: demo }
`;

const inventory = `# written by the inventory job
hub01: { platform: kind, role: hub, address: 172.18.0.2 }
worker01:
  platform: kind
  labels: { power: kepler }
`;

/** A folder of environments with these files, and what each of them is. */
function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const dir = project({});
  fs.mkdirSync(path.join(dir, 'environments'));
  for (const [file, text] of Object.entries(files)) writeFile(dir, path.join('environments', file), text);
  return path.join(dir, 'environments');
}

function loaded(dir: string, name = 'kind') {
  const file = environmentFiles(dir).find((each) => each.name === name);
  if (file === undefined) throw new Error(`no environment ${name}`);
  return load(file);
}

/** The findings of the environment `kind` as lines, without the folder. */
function findings(files: Readonly<Record<string, string | Buffer>>): string[] {
  const dir = folder(files);
  return formatFindings(loaded(dir).findings).map((line) => line.replaceAll(`${dir}/`, ''));
}

const names = (files: Readonly<Record<string, string | Buffer>>) =>
  environmentFiles(folder(files)).map(({ path: file }) => path.basename(file));

describe('an environment with an inventory', () => {
  const files = { 'kind.yaml': environment('{ file: clusters.yaml }'), 'clusters.yaml': inventory };

  test('is the same as one with the clusters in it', () => {
    const indented = inventory.replaceAll(/^(?=.)/gm, '  ');
    const whole = loaded(folder({ 'kind.yaml': environment(`\n${indented}`) }));
    expect(loaded(folder(files)).settings).toEqual(whole.settings);
    expect(whole.settings?.clusters.worker01).toMatchObject({ labels: { power: 'kepler' } });
  });

  test('knows of each value in which file and where it stands, and whether it stands there at all', () => {
    const dir = folder(files);
    const { source } = loaded(dir);
    const at = (...to: (string | number)[]) => source.position(to);
    const clusters = path.join(dir, 'clusters.yaml');
    const kind = path.join(dir, 'kind.yaml');
    expect(at('clusters', 'worker01', 'labels', 'power')).toEqual({ file: clusters, line: 5, column: 20 });
    expect(at('clusters', 'worker01', 'address')).toEqual({ file: clusters, line: 3, column: 1 });
    expect(at('clusters')).toEqual({ file: clusters, line: 2, column: 1 });
    expect(at('external', 0, 'kind')).toEqual({ file: kind, line: 6, column: 27 });
    expect(source.keyPosition(['clusters', 'worker01'])).toEqual({ file: clusters, line: 3, column: 1 });
    expect(source.keyPosition(['clusters'])).toEqual({ file: kind, line: 3, column: 1 });
    expect(source.has(['clusters', 'hub01', 'role'])).toBe(true);
    expect(source.has(['clusters', 'worker01', 'role'])).toBe(false);
    expect(source.has(['clusters', 'file'])).toBe(false);
    expect(source.file).toBe(kind);
  });

  test.each([
    ['in a folder below', 'inventories/all.yaml'],
    ['as JSON', 'all.json'],
    ['without any ending', 'clusters'],
  ])('may have it %s', (_where, file) => {
    const text = file.endsWith('.json')
      ? '{ "hub01": { "platform": "kind", "role": "hub" }, "worker01": { "platform": "kind" } }'
      : inventory;
    expect(findings({ 'kind.yaml': environment(`{ file: ${file} }`), [file]: text })).toEqual([]);
  });

  test('may have a cluster that is called file, in the environment as in the inventory', () => {
    const file = '{ platform: kind }';
    expect(findings({ 'kind.yaml': environment(`{ ...x }`).replace('{ ...x }', `{ file: ${file}, hub01: { platform: kind, role: hub }, worker01: ${file} }`) })).toEqual([]); // prettier-ignore
    expect(findings({ ...files, 'clusters.yaml': `${inventory}file: ${file}\n` })).toEqual([]);
  });
});

describe('what is wrong in an inventory stands in the inventory', () => {
  const refused: [what: string, text: string | Buffer, lines: string[]][] = [
    ['two hubs', `${inventory}hub02: { platform: kind, role: hub }\n`, ['clusters.yaml:6:32 hub-count clusters.hub02.role: got hub01, hub02 with role: hub; exactly one cluster is the hub']],
    ['no hub', inventory.replace('role: hub, ', ''), ['clusters.yaml:2:1 hub-count clusters: got no cluster with role: hub; exactly one cluster is the hub']],
    ['no cluster', '{}\n', ['clusters.yaml:1:1 hub-count clusters: got no cluster with role: hub; exactly one cluster is the hub', 'kind.yaml:6:11 cluster-unknown external[0].on: got "worker01"; clusters: all, hub, managed']],
    ['a reserved name', `${inventory}kube-system: { platform: kind }\n`, ['clusters.yaml:6:1 cluster-reserved clusters.kube-system: got "kube-system"; the name is taken on the hub or in dist/; choose another']],
    ['a name of another form', `${inventory}Worker: { platform: kind }\n`, ['clusters.yaml:6:1 name-syntax clusters.Worker: got "Worker"; a name has lower-case letters, digits and "-", begins and ends with a letter or digit, at most 63 in all']],
    ['an unknown key', inventory.replace('  platform', '  platfrom'), ['clusters.yaml:4:3 unknown-key clusters.worker01.platfrom: got an unknown key; did you mean "platform"?']],
    ['a missing key', `${inventory}w2: {}\n`, ['clusters.yaml:6:5 missing-key clusters.w2.platform: got nothing; this key is required (kind, eks, openshift, gke, aks, k3s, generic)']],
    ['a wrong value behind an alias, once', `${inventory}w2: &w { platform: kind, nodes: 0 }\nw3: *w\n`, ['clusters.yaml:6:33 value-range clusters.w2.nodes: got 0; it must be at least 1']],
    ['a list', '- hub01\n', ['clusters.yaml:1:1 wrong-type clusters: got ["hub01"]; expected a map']],
    ['another inventory', 'file: more.yaml\n', ['clusters.yaml:1:7 wrong-type clusters.file: got "more.yaml"; expected a map', 'kind.yaml:6:11 cluster-unknown external[0].on: got "worker01"; clusters: all, file, hub, managed']],
    ['no YAML', 'hub01: { platform: kind\n', ['clusters.yaml:2:1 yaml-syntax: not YAML 1.2: Flow map in block collection must be sufficiently indented and end with a }; is a bracket before it not closed, or the line not indented as its neighbours?']],
    ['a cluster that stands there twice', `${inventory}worker01: { platform: eks }\n`, ['clusters.yaml:6:1 duplicate-key: this key stands twice in one map; keep one of the two']],
    ['no UTF-8', Buffer.from('# caf\xe9\n', 'latin1'), ['clusters.yaml:1:6 yaml-syntax: got bytes that are not UTF-8; save the file as UTF-8']],
    ['nothing', '', ['clusters.yaml:1:1 inventory-unreadable clusters: got an empty file; an inventory holds the clusters by their names']],
    ['only a comment', '# to be filled\n', ['clusters.yaml:1:1 inventory-unreadable clusters: got an empty file; an inventory holds the clusters by their names']],
  ]; // prettier-ignore

  test.each(refused)('%s', (_what, text, lines) => {
    expect(findings({ 'kind.yaml': environment('{ file: clusters.yaml }'), 'clusters.yaml': text })).toEqual(lines);
  });

  test('but who names a cluster that is not in it is told so in the environment', () => {
    const files = { 'kind.yaml': environment('{ file: clusters.yaml }').replace('worker01', 'worker1') };
    expect(findings({ ...files, 'clusters.yaml': inventory })).toEqual([
      'kind.yaml:6:11 cluster-unknown external[0].on: got "worker1"; did you mean "worker01"?',
    ]);
  });
});

describe('an inventory that is none', () => {
  const named = (file: string, others: Readonly<Record<string, string>> = {}) =>
    findings({ 'kind.yaml': environment(`{ file: ${file} }`), ...others });

  test('a file that is not there, with the one that may have been meant', () => {
    expect(named('clusters.yml', { 'clusters.yaml': inventory })).toEqual([
      'kind.yaml:3:19 inventory-unreadable clusters.file: got "clusters.yml", a file that is not there; did you mean "clusters.yaml"?',
    ]);
    expect(named('sites/north.yaml', { 'sites/nord.yaml': inventory })).toEqual([
      'kind.yaml:3:19 inventory-unreadable clusters.file: got "sites/north.yaml", a file that is not there; did you mean "sites/nord.yaml"?',
    ]);
  });

  test('a folder', () => {
    expect(named('files', { 'files/x.json': '' })).toEqual([
      'kind.yaml:3:19 inventory-unreadable clusters.file: got "files", a folder; an inventory is a file of YAML that holds the clusters by their names',
    ]);
  });

  test('a link that leads nowhere', () => {
    const dir = folder({ 'kind.yaml': environment('{ file: clusters.yaml }') });
    fs.symlinkSync('gone', path.join(dir, 'clusters.yaml'));
    expect(loaded(dir).findings.map(({ message }) => message)).toEqual([
      'got "clusters.yaml", a link that leads nowhere; an inventory is a file of YAML that holds the clusters by their names',
    ]);
  });

  test('another environment, which stays one', () => {
    const files = { 'eks.yaml': environment('{ h: { platform: eks, role: hub } }', 'eks') };
    expect(named('eks.yaml', files)).toEqual([
      'kind.yaml:3:19 inventory-environment clusters.file: got "eks.yaml", an environment; name a file that holds the clusters and nothing else',
    ]);
    expect(names({ 'kind.yaml': environment('{ file: eks.yaml }'), ...files })).toEqual(['eks.yaml', 'kind.yaml']);
  });

  test.each([
    ['', 'wrong-type clusters.file: got nothing; expected text'],
    ['7', 'wrong-type clusters.file: got 7; expected text; write it in quotes: "7"'],
    ['[clusters.yaml]', 'wrong-type clusters.file: got ["clusters.yaml"]; expected text'],
    ['/etc/clusters.yaml', 'file-path clusters.file: got "/etc/clusters.yaml"; write a path below the folder of environment files, such as clusters.yaml'],
    ['./clusters.yaml', 'file-path clusters.file: got "./clusters.yaml"; write a path below the folder of environment files, such as clusters.yaml'],
  ])('file: %s', (value, finding) => {
    expect(named(value).map((line) => line.replace(/^\S+ /, ''))).toEqual([finding]);
  }); // prettier-ignore
});

describe('which files of the folder are environments', () => {
  const kind = environment('{ file: clusters.yaml }');

  test('not what one of them names, be it named by several', () => {
    const lab = environment('{ file: clusters.yaml }', 'lab');
    const files = { 'kind.yaml': kind, 'lab.yaml': lab, 'clusters.yaml': inventory };
    expect(names(files)).toEqual(['kind.yaml', 'lab.yaml']);
    const dir = folder(files);
    const [first, second] = environmentFiles(dir);
    expect([load(first!).findings, load(second!).findings]).toEqual([[], []]);
  });

  test('nor where its name is that of the environment, with the other ending', () => {
    const files = { 'kind.yaml': environment('{ file: kind.yml }'), 'kind.yml': inventory };
    expect(names(files)).toEqual(['kind.yaml']);
    expect(environmentFiles(folder(files)).map(({ others }) => others)).toEqual([[]]);
  });

  test('nor where the environment cannot be parsed', () => {
    expect(names({ 'kind.yaml': `${kind}charts: {`, 'clusters.yaml': inventory })).toEqual(['kind.yaml']);
    expect(names({ 'kind.yaml': Buffer.from(`# caf\xe9\n${kind}`, 'latin1'), 'clusters.yaml': inventory })).toEqual([
      'kind.yaml',
    ]);
  });

  test('nor where a label in it is called environment', () => {
    const labeled = inventory.replace('power: kepler', 'environment: prod');
    expect(names({ 'kind.yaml': kind, 'clusters.yaml': labeled })).toEqual(['kind.yaml']);
    const cluster = `${inventory}environment: { platform: kind }\n`;
    expect(names({ 'kind.yaml': kind, 'clusters.yaml': cluster })).toEqual(['kind.yaml']);
  });

  test('one that nobody names is told so once, however many clusters it holds', () => {
    const mistyped = folder({ 'kind.yaml': environment('{ file: clsters.yaml }'), 'clusters.yaml': inventory });
    const lines = environmentFiles(mistyped).flatMap((file) => formatFindings(load(file).findings));
    expect(lines.map((line) => line.replaceAll(`${mistyped}/`, ''))).toEqual([
      'clusters.yaml:2:1 inventory-unnamed: got clusters and no environment; name the file in one of the environments: `clusters: { file: clusters.yaml }`',
      'kind.yaml:3:19 inventory-unreadable clusters.file: got "clsters.yaml", a file that is not there; did you mean "clusters.yaml"?',
    ]);
  });

  test('but an environment without its name is an environment', () => {
    const dir = folder({
      'kind.yaml': environment('{ hub01: { platform: kind, role: hub } }').replace('environment: kind\n', ''),
    });
    expect(loaded(dir).findings.map(({ code, path: at }) => `${code} ${at}`)).toContain('missing-key environment');
  });

  test('but what nobody names, and what only a comment names', () => {
    const files = { 'kind.yaml': kind, 'clusters.yaml': inventory };
    expect(names({ ...files, 'more.yaml': inventory })).toEqual(['kind.yaml', 'more.yaml']);
    const commented = `${kind}# file: more.yaml\n`;
    expect(names({ ...files, 'kind.yaml': commented, 'more.yaml': inventory })).toEqual(['kind.yaml', 'more.yaml']);
  });
});
