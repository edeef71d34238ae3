import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { environmentFiles } from '../../lib/environment/environment-file';
import { formatFindings } from '../../lib/model/finding';
import { load } from '../../lib/synth/load';
import { project, writeFile } from '../commands/program';

const gitops = 'gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }\n';
const hub = 'clusters:\n  hub01: { platform: kind, role: hub, address: 172.18.0.2 }\n';
const main = (more: string) => `environment: fleet\n${more}${gitops}${hub}`;
const east = 'clusters:\n  east01: { platform: kind, labels: { region: east } }\n';
const west = 'clusters:\n  west01: { platform: eks, labels: { region: west } }\n';

type Files = Readonly<Record<string, string>>;

function folder(files: Files): string {
  const dir = path.join(project({}), 'environments');
  for (const [file, text] of Object.entries(files)) writeFile(dir, file, text);
  return dir;
}

function loaded(files: Files, dir = folder(files)) {
  const file = environmentFiles(dir).find(({ name }) => name === 'fleet');
  if (file === undefined) throw new Error('no environment fleet');
  return { dir, ...load(file) };
}

function findings(files: Files): string[] {
  const { dir, findings: found } = loaded(files);
  return formatFindings(found).map((line) => line.replaceAll(`${dir}/`, ''));
}

const names = (files: Files) => environmentFiles(folder(files)).map((file) => file.name);

describe('include', () => {
  const files = {
    'fleet.yaml': main('include: [regions/*.yaml, search.yaml]\n'),
    'regions/east.yaml': `${east}charts: { kube-prometheus-stack: { on: east01 } }\n`,
    'regions/west.yaml': `${west}external:\n  - { on: west01, kind: Deployment, name: shop/web, why: the shop }\n`,
    'search.yaml':
      'charts:\n  cert-manager: { on: managed }\nexternal:\n  - { on: all, kind: Deployment, name: search/api, why: search }\n',
  };

  test('makes one environment of several files, whose lists and maps are joined', () => {
    const { settings, findings: found } = loaded(files);
    expect(found).toEqual([]);
    expect(Object.keys(settings?.clusters ?? {}).sort()).toEqual(['east01', 'hub01', 'west01']);
    expect(Object.keys(settings?.charts as object).sort()).toEqual(['cert-manager', 'kube-prometheus-stack']);
    expect(settings?.external.map(({ name }) => name)).toEqual(['shop/web', 'search/api']);
  });

  test('gives every value its own file, line and column', () => {
    const { dir, source } = loaded(files);
    const at = (...to: (string | number)[]) => {
      const { file, line, column } = source.position(to);
      return `${path.relative(dir, file)}:${line}:${column}`;
    };
    expect(at('clusters', 'west01', 'labels', 'region')).toBe('regions/west.yaml:2:46');
    expect(at('clusters', 'hub01', 'role')).toBe('fleet.yaml:5:34');
    expect(at('external', 1, 'name')).toBe('search.yaml:4:40');
    expect(at('charts', 'cert-manager', 'on')).toBe('search.yaml:2:23');
    expect(source.has(['clusters', 'east01', 'labels'])).toBe(true);
    expect(source.has(['clusters', 'east01', 'role'])).toBe(false);
    expect(source.file).toBe(path.join(dir, 'fleet.yaml'));
  });

  test('a wrong value is rejected in the file that has it, and a wrong reference in the file that makes it', () => {
    const wrong = {
      ...files,
      'regions/west.yaml': west.replace('eks', 'ekss'),
      'search.yaml': 'charts:\n  cert-manager: { on: [west01, west02] }\n',
    };
    expect(findings(wrong)).toEqual([
      'regions/west.yaml:2:23 unknown-value clusters.west01.platform: got "ekss"; did you mean "eks"?',
      'search.yaml:2:32 cluster-unknown charts.cert-manager.on[1]: got "west02"; did you mean "west01"?',
    ]);
  });

  test('the order of the entries, and which file has a block, change nothing', () => {
    const blocks = [
      east,
      west,
      'charts: { cert-manager: { on: managed } }\n',
      'charts: { kepler: { on: managed } }\n',
      'secrets: { backend: existing }\n',
    ];
    const order = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e'], { minLength: 5 });
    const expected = loaded({
      'fleet.yaml': main('include: [a.yaml, b.yaml, c.yaml, d.yaml, e.yaml]\n'),
      ...Object.fromEntries(blocks.map((text, index) => [`${'abcde'[index]!}.yaml`, text])),
    }).settings!;
    fc.assert(
      fc.property(order, order, (places, entries) => {
        const { settings } = loaded({
          'fleet.yaml': main(`include: [${entries.map((name) => `${name}.yaml`).join(', ')}]\n`),
          ...Object.fromEntries(blocks.map((text, index) => [`${places[index]!}.yaml`, text])),
        });
        expect({ ...settings, include: [] }).toEqual({ ...expected, include: [] });
      }),
      { numRuns: 10 },
    );
  });

  test('the same key twice is a finding with both places; a cluster, a block entry and a plain value alike', () => {
    const twice = {
      'fleet.yaml': main('include: [a.yaml, b.yaml]\n'),
      'a.yaml': `${east}charts: { kepler: { on: managed } }\nocifit: { on: east01 }\n`,
      'b.yaml': `${east}charts: { kepler: { on: all } }\nocifit: { images: {} }\n`,
    };
    expect(findings(twice)).toEqual([
      'b.yaml:2:3 key-in-two-files clusters.east01: got clusters.east01, which a.yaml:2:3 also gives; keep it in one of the two files',
      'b.yaml:3:11 key-in-two-files charts.kepler: got charts.kepler, which a.yaml:3:11 also gives; keep it in one of the two files',
    ]);
    const on = { ...twice, 'a.yaml': `${east}ocifit: { on: east01 }\n`, 'b.yaml': 'ocifit: { on: hub01 }\n' };
    expect(findings(on)).toEqual([
      'b.yaml:1:11 key-in-two-files ocifit.on: got ocifit.on, which a.yaml:3:11 also gives; keep it in one of the two files',
    ]);
  });

  test('a part may include others, each is read once, and paths start from the folder of the environment', () => {
    const nested = {
      'fleet.yaml': main('include: [regions/all.yaml, regions/west.yaml]\n'),
      'regions/all.yaml': 'include: [regions/east.yaml, regions/west.yaml]\n',
      'regions/east.yaml': east,
      'regions/west.yaml': west,
    };
    expect(findings(nested)).toEqual([]);
    expect(Object.keys(loaded(nested).settings?.clusters ?? {}).sort()).toEqual(['east01', 'hub01', 'west01']);
  });

  test('every file that is not YAML is rejected at once', () => {
    const broken = { ...files, 'regions/west.yaml': 'clusters: {\n', 'search.yaml': 'charts: {}\ncharts: {}\n' };
    expect(findings(broken).map((line) => line.replace(/: .*/, ''))).toEqual([
      'regions/west.yaml:2:1 yaml-syntax',
      'search.yaml:2:1 duplicate-key',
    ]);
  });
});

describe('what cannot be included', () => {
  const refused: [what: string, files: Files, lines: string[]][] = [
    [
      'a pattern that nothing matches',
      { 'fleet.yaml': main('include: [eu/*.yaml]\n') },
      [
        'fleet.yaml:2:11 include-unmatched include[0]: got "eu/*.yaml", which matches no file; correct it, or remove it',
      ],
    ],
    [
      'a file that is not there',
      { 'fleet.yaml': main('include: [aest.yaml]\n'), 'east.yaml': east },
      [
        'fleet.yaml:2:11 include-unmatched include[0]: got "aest.yaml", a file that is not there; did you mean "east.yaml"?',
      ],
    ],
    [
      'a folder',
      { 'fleet.yaml': main('include: [eu]\n'), 'eu/files/x.json': '{}' },
      [
        'fleet.yaml:2:11 include-unmatched include[0]: got "eu", a folder; name a YAML file, from the folder of the environment file',
      ],
    ],
    [
      'a file outside of the folder',
      { 'fleet.yaml': main('include: [../east.yaml]\n'), '../east.yaml': east },
      [
        'fleet.yaml:2:11 file-path include[0]: got "../east.yaml"; write a path below the folder of environment files, such as eu/*.yaml',
      ],
    ],
    [
      'a file outside of the folder, from a part',
      { 'fleet.yaml': main('include: [a.yaml]\n'), 'a.yaml': 'include: [/etc/passwd]\n' },
      [
        'a.yaml:1:11 file-path include[0]: got "/etc/passwd"; write a path below the folder of environment files, such as eu/*.yaml',
      ],
    ],
    [
      'itself',
      { 'fleet.yaml': main('include: [fleet.yaml]\n') },
      ['fleet.yaml:2:11 include-cycle include[0]: got "fleet.yaml", which is this file itself; remove the entry'],
    ],
    [
      'a file that includes it',
      { 'fleet.yaml': main('include: [a.yaml]\n'), 'a.yaml': 'include: [b.yaml]\n', 'b.yaml': 'include: [a.yaml]\n' },
      [
        'b.yaml:1:11 include-cycle include[0]: got "a.yaml", which includes this file: a.yaml → b.yaml → a.yaml; remove the entry',
      ],
    ],
    [
      'another environment',
      { 'fleet.yaml': main('include: [lab.yaml]\n'), 'lab.yaml': main('').replace('fleet', 'lab') },
      [
        'fleet.yaml:2:11 include-environment include[0]: got "lab.yaml", which is the environment lab; name a file without the key environment',
      ],
    ],
    [
      'an empty file',
      { 'fleet.yaml': main('include: [a.yaml]\n'), 'a.yaml': '# later\n' },
      ['a.yaml:1:1 include-unmatched: got an empty file; write a part of an environment into it, or remove it'],
    ],
    [
      'a list',
      { 'fleet.yaml': main('include: [a.yaml]\n'), 'a.yaml': '- east01\n' },
      ['a.yaml:1:1 include-unmatched: got ["east01"]; a part of an environment is a map, like the environment itself'],
    ],
    [
      'one path',
      { 'fleet.yaml': main('include: a.yaml\n'), 'a.yaml': east },
      ['fleet.yaml:2:10 wrong-type include: got "a.yaml"; expected a list'],
    ],
    [
      'one path twice',
      { 'fleet.yaml': main('include: [a.yaml, a.yaml]\n'), 'a.yaml': east },
      ['fleet.yaml:2:19 duplicate-entry include[1]: got "a.yaml"; it is already in the list; keep one of the two'],
    ],
    [
      'a part with a base',
      { 'fleet.yaml': main('include: [a.yaml]\n'), 'a.yaml': 'base: b.yaml\n', 'b.yaml': east },
      ['a.yaml:1:1 base-nested base: got base in a part of an environment; name the base in the environment file'],
    ],
  ];

  test.each(refused)('%s', (_, files, lines) => {
    expect(findings(files)).toEqual(lines);
  });
});

describe('base', () => {
  const base = `${gitops}charts:
  kube-prometheus-stack: { on: all, retention: 10d, storage: { size: 50Gi } }
  cert-manager: { on: { labels: { region: east } } }
`;
  const own = (more: string) => `environment: fleet\nbase: base.yaml\n${hub}${east.split('\n')[1]!}\n${more}`;

  test('applies where the environment sets nothing, key by key; a choice is taken as a whole', () => {
    const files = {
      'base.yaml': base,
      'fleet.yaml': own(
        'charts:\n  kube-prometheus-stack: { on: managed, retention: 20d }\n  cert-manager: { on: { labels: { } } }\n',
      ),
    };
    const { dir, settings, source, findings: found } = loaded(files);
    expect(formatFindings(found)).toEqual([]);
    expect(settings?.charts).toMatchObject({
      'kube-prometheus-stack': { on: 'managed', retention: '20d', storage: { size: '50Gi' } },
      'cert-manager': { on: { labels: {} } },
    });
    const file = (...to: string[]) => path.relative(dir, source.position(to).file);
    expect(file('charts', 'kube-prometheus-stack', 'retention')).toBe('fleet.yaml');
    expect(file('charts', 'kube-prometheus-stack', 'storage', 'size')).toBe('base.yaml');
    expect(file('gitops', 'repoURL')).toBe('base.yaml');
  });

  test('is checked by the same schema, at its own lines, in each environment that has it', () => {
    expect(findings({ 'base.yaml': base.replace('10d', 'ten'), 'fleet.yaml': own('') })).toEqual([
      'base.yaml:3:48 duration-syntax charts.kube-prometheus-stack.retention: got "ten"; write a duration longer than zero, such as 30s, 15m, 6h or 1h30m',
    ]);
  });

  test.each([
    ['base: more.yaml\n', 'base.yaml:5:1 base-nested base: got base in a base; move the settings of that file into this one, or name it in the environment'],
    ['include: [more.yaml]\n', 'base.yaml:5:1 base-nested include: got include in a base; move the settings of that file into this one, or name it in the environment'],
  ])('brings no other file: %s', (line, finding) => {
    expect(findings({ 'base.yaml': base + line, 'fleet.yaml': own(''), 'more.yaml': east })).toEqual([finding]);
  }); // prettier-ignore

  test.each([
    ['base: bse.yaml', 'fleet.yaml:2:7 include-unmatched base: got "bse.yaml", a file that is not there; did you mean "base.yaml"?'],
    ['base: ../base.yaml', 'fleet.yaml:2:7 file-path base: got "../base.yaml"; write a path below the folder of environment files, such as base.yaml'],
    ['base: [base.yaml]', 'fleet.yaml:2:7 wrong-type base: got ["base.yaml"]; expected text'],
  ])('%s', (line, finding) => {
    expect(findings({ 'base.yaml': base, 'fleet.yaml': own('').replace('base: base.yaml', line) })).toEqual([finding]);
  }); // prettier-ignore
});

describe('which files of the folder are environments', () => {
  test('neither a part, matched or named, nor a base; an unreadable environment changes nothing', () => {
    const files = {
      'fleet.yaml': main('include: [eu/*.yaml, part-*.yaml]\nbase: base.yaml\n'),
      'eu/a.yaml': 'include: [named.yaml]\n',
      'named.yaml': east,
      'part-1.yaml': west,
      'base.yaml': 'secrets: { backend: existing }\n',
    };
    expect(names(files)).toEqual(['fleet']);
    expect(names({ ...files, 'fleet.yaml': `${files['fleet.yaml']}x: {` })).toEqual(['fleet']);
    expect(names({ ...files, 'lab.yaml': main('include: [fleet.yaml]\n') })).toEqual(['fleet', 'lab']);
  });

  test('a link out of the folder is read as what it leads to', () => {
    const dir = folder({ 'fleet.yaml': main('include: [eu/*.yaml]\n'), '../elsewhere.yaml': east });
    fs.mkdirSync(path.join(dir, 'eu'));
    fs.symlinkSync('../../elsewhere.yaml', path.join(dir, 'eu/east.yaml'));
    expect(loaded({}, dir).settings?.clusters.east01).toMatchObject({ platform: 'kind' });
  });
});
