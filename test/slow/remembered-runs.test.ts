import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder, writeFile } from '../commands/program';

/**
 * A repository is rendered and remembered, changed in one of many ways, and rendered again: once by a run that may be a replay,
 * and once, from the same state, by one that cannot. Both must print, leave and return the same.
 */
const root = path.join(__dirname, '../..');
const environment = `environment: kind
clusters:
  file: clusters.json
plugins: [./scorers/own.ts]
charts:
  kube-prometheus-stack: { on: managed }
dynamic-scoring:
  on: managed
  hub: rendered
  scorers:
    static: { on: hub-1, expose: { nodePort: 30001 } }
    own: { external: "http://scorers.example.com:8000" }
rules:
  mutable-image-tag: { severity: off, reason: upstream publishes moving tags only }
external:
  - { on: all, kind: Secret, name: dynamic-scoring/api-auth-secret, why: made by hand }
gitops: { repoURL: "https://github.com/acme/fleet.git", revision: main, path: dist }
`;
const clusters = {
  'hub-1': { platform: 'kind', role: 'hub', address: '172.18.0.2' },
  'worker-1': { platform: 'kind', address: '172.18.0.3' },
  'worker-2': { platform: 'kind', address: '172.18.0.4' },
};
const scorer = fs
  .readFileSync(path.join(root, 'environments/scorers/headroom.ts'), 'utf8')
  .replaceAll('headroom', 'own');

function run(folder: string): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(folder, 'node_modules/scorewright/bin/scorewright.js'), 'synth'],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

/** All files with their bytes, and folders, without what is installed. */
function tree(folder: string): Record<string, string> {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.flatMap((entry): [string, string][] => {
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(folder, file);
      if (name.startsWith('node_modules')) return [];
      return [
        [name, entry.isFile() ? fs.readFileSync(file, 'utf8') : entry.isSymbolicLink() ? fs.readlinkSync(file) : ''],
      ];
    }),
  );
}

/** The packages by links, so that a changed one is replaced and not changed for everybody. */
function install(): void {
  fs.rmSync(path.join(place, 'node_modules'), { recursive: true, force: true });
  fs.mkdirSync(path.join(place, 'node_modules'));
  for (const name of fs.readdirSync(path.join(root, 'node_modules')))
    if (!name.startsWith('.') && name !== 'scorewright')
      fs.symlinkSync(path.join(root, 'node_modules', name), path.join(place, 'node_modules', name));
  fs.symlinkSync(program, path.join(place, 'node_modules/scorewright'));
}

const temporary = () => fs.realpathSync(temporaryFolder());
const place = temporary();
const kept = temporary();
/** The package as it is installed, its own packages beside it. */
const store = temporary();
const program = path.join(store, 'node_modules/scorewright');
const cache = 'node_modules/.cache';

beforeAll(() => {
  fs.mkdirSync(program, { recursive: true });
  for (const name of ['bin', 'build', 'lib', 'imports', 'package.json'])
    fs.cpSync(path.join(root, name), path.join(program, name), { recursive: true });
  for (const name of fs.readdirSync(path.join(root, 'node_modules')))
    if (!name.startsWith('.'))
      fs.symlinkSync(path.join(root, 'node_modules', name), path.join(store, 'node_modules', name));
  writeFile(place, 'environments/kind.yaml', environment);
  writeFile(place, 'environments/clusters.json', JSON.stringify(clusters, undefined, 2));
  writeFile(place, 'environments/scorers/own.ts', scorer);
  install();
  expect(run(place)).toMatchObject({ status: 0, stderr: '' });
  for (const name of ['argocd', 'dist', 'environments', cache])
    fs.cpSync(path.join(place, name), path.join(kept, name), { recursive: true });
}, 60_000);

/** The repository as it was when it was remembered, with the record or without. */
function reset({ remembered }: { readonly remembered: boolean }): void {
  for (const name of fs.readdirSync(place)) fs.rmSync(path.join(place, name), { recursive: true });
  install();
  for (const name of ['argocd', 'dist', 'environments', ...(remembered ? [cache] : [])])
    fs.cpSync(path.join(kept, name), path.join(place, name), { recursive: true });
}

test('a clean run is remembered', () => {
  expect(fs.readdirSync(path.join(kept, cache, 'scorewright'))).toHaveLength(1);
});

test('and not run again where nothing is different', () => {
  reset({ remembered: true });
  const [record = ''] = fs.readdirSync(path.join(place, cache, 'scorewright'));
  const file = path.join(place, cache, 'scorewright', record);
  fs.utimesSync(file, 1, 1);
  expect(run(place).stdout).toContain('nothing written: all');
  expect(fs.statSync(file).mtimeMs).toBe(1000);
});

const edit = (file: string, from: string | RegExp, to: string) => (folder: string) => {
  const full = path.join(folder, file);
  const text = fs.readFileSync(full, 'utf8');
  expect(text).toMatch(from);
  fs.writeFileSync(full, text.replace(from, to));
};

/** Every 7th file of the output, so that all sorts of them are among those that are broken. */
const outputs = () =>
  Object.keys(tree(kept))
    .filter((name) => /^(dist|argocd)\/.*\.(yaml|md|txt)$/.test(name))
    .filter((_, at) => at % 7 === 0);

const inputs: readonly [string, (folder: string) => void][] = [
  ['nothing', () => undefined],
  ['a port', edit('environments/kind.yaml', '30001', '30002')],
  ['a comment', edit('environments/kind.yaml', /$/, '# said\n')],
  ['an address', edit('environments/clusters.json', '172.18.0.4', '172.18.0.5')],
  [
    'a new cluster',
    edit('environments/clusters.json', '"worker-1"', '"worker-0": { "platform": "kind" },\n"worker-1"'),
  ],
  ['a cluster less', edit('environments/clusters.json', /,\s*"worker-2": \{[^}]*\}/, '')],
  ['a mistake', edit('environments/kind.yaml', 'managed', 'manged')],
  ['a plug-in', edit('environments/scorers/own.ts', /100/, '99')],
  ['a plug-in that throws', edit('environments/scorers/own.ts', /^/, 'throw new Error("no");\n')],
  [
    'a plug-in gone',
    (folder) => {
      fs.rmSync(path.join(folder, 'environments/scorers/own.ts'));
    },
  ],
  [
    'a second environment',
    (folder) => {
      writeFile(folder, 'environments/other.yaml', environment.replace('kind\n', 'other\n'));
    },
  ],
  [
    'a file that is no environment',
    (folder) => {
      writeFile(folder, 'environments/notes.txt', 'x');
    },
  ],
  [
    'the environment renamed',
    (folder) => {
      fs.renameSync(path.join(folder, 'environments/kind.yaml'), path.join(folder, 'environments/kinder.yaml'));
    },
  ],
  [
    'the environment gone',
    (folder) => {
      fs.rmSync(path.join(folder, 'environments/kind.yaml'));
    },
  ],
  [
    'the inventory gone',
    (folder) => {
      fs.rmSync(path.join(folder, 'environments/clusters.json'));
    },
  ],
  [
    'the inventory a link to another',
    (folder) => {
      writeFile(folder, 'elsewhere.json', JSON.stringify({ ...clusters, 'worker-3': { platform: 'kind' } }));
      fs.rmSync(path.join(folder, 'environments/clusters.json'));
      fs.symlinkSync('../elsewhere.json', path.join(folder, 'environments/clusters.json'));
    },
  ],
  [
    'the time of an input',
    (folder) => {
      fs.utimesSync(path.join(folder, 'environments/kind.yaml'), 1, 1);
    },
  ],
  ['the schema', edit('environments/schema.json', '{', '{ ')],
  [
    'the schema gone',
    (folder) => {
      fs.rmSync(path.join(folder, 'environments/schema.json'));
    },
  ],
  [
    'all of the output gone',
    (folder) => {
      fs.rmSync(path.join(folder, 'dist'), { recursive: true });
    },
  ],
  [
    'the bootstrap gone',
    (folder) => {
      fs.rmSync(path.join(folder, 'argocd/kind.yaml'));
    },
  ],
  [
    'a foreign file in the output',
    (folder) => {
      writeFile(folder, 'dist/kind/hub-1/mine.yaml', 'x');
    },
  ],
  [
    'a foreign folder in the output',
    (folder) => {
      fs.mkdirSync(path.join(folder, 'dist/kind/empty'));
    },
  ],
  [
    'a foreign tree beside the output',
    (folder) => {
      writeFile(folder, 'dist/other/file.yaml', 'x');
    },
  ],
  [
    'what a killed run left',
    (folder) => {
      writeFile(folder, '.scorewright/staged/dist/kind/a.yaml', 'x');
    },
  ],
  [
    'a link in the output',
    (folder) => {
      fs.symlinkSync('files', path.join(folder, 'dist/kind/link'));
    },
  ],
  [
    'the program',
    (folder) => {
      edited(folder, 'build/scorewright.js', 'nothing found', 'nothing amiss');
    },
  ],
  [
    'a script of the program',
    (folder) => {
      edited(folder, 'lib/constructs/smoke-checks.mjs', /$/, '// more\n');
    },
  ],
  [
    'a package of the program, by a nearer one',
    (folder) => {
      edited(folder, 'package.json', /$/, '\n');
      const nearer = path.join(folder, 'node_modules/scorewright/node_modules/yaml');
      fs.cpSync(fs.realpathSync(path.join(root, 'node_modules/yaml')), nearer, { recursive: true });
      edit('dist/stringify/stringify.js', /$/, '\n// mended by hand\n')(nearer);
    },
  ],
];

/** Puts a changed copy of the program where it was. */
function edited(folder: string, file: string, from: string | RegExp, to: string): void {
  const link = path.join(folder, 'node_modules/scorewright');
  fs.rmSync(link);
  fs.cpSync(program, link, { recursive: true });
  edit(file, from, to)(link);
}

function expectEqual(change: (folder: string) => void): void {
  const [maybe, whole] = [true, false].map((remembered) => {
    reset({ remembered });
    change(place);
    return { ran: run(place), tree: tree(place) };
  });
  expect(maybe).toEqual(whole);
}

test.each(inputs)(
  'after a change of %s a run that may be a replay does what a whole one does',
  (_, change) => {
    expectEqual(change);
  },
  60_000,
);

test('so it does after a change of any file of the output', () => {
  const files = outputs();
  expect(files.length).toBeGreaterThan(8);
  for (const [at, file] of files.entries())
    expectEqual((folder) => {
      const full = path.join(folder, file);
      if (at % 3 === 0) fs.rmSync(full);
      else if (at % 3 === 1) fs.appendFileSync(full, ' ');
      else {
        fs.rmSync(full);
        fs.symlinkSync('needs.md', full);
      }
    });
}, 600_000);
