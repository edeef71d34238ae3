import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadEnvironment } from '../lib/environment/loader';
import { Source } from '../lib/environment/source';
import { composedSchema } from '../lib/synth/load';
import versions from '../imports/versions.json';
import { withoutProgress } from './without-progress';

const root = join(__dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** What README shows, with the way to refresh it for whoever reads the difference. */
function shown(name: string, document = readme) {
  const [, text = ''] =
    new RegExp(`<!-- ${name} -->\n(?:\`\`\`.*\n)?([^]*?)(?:\`\`\`\n)?<!-- /${name} -->`).exec(document) ?? [];
  return { text, refresh: 'npm run docs' };
}

const real = (text: string) => ({ text, refresh: 'npm run docs' });

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scorewright-readme-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function synth(...flags: string[]) {
  return spawnSync(process.execPath, [join(root, 'bin/scorewright.js'), 'synth', ...flags], {
    cwd: folder,
    encoding: 'utf8',
  });
}

function write(environment: string): void {
  mkdirSync(join(folder, 'environments'), { recursive: true });
  writeFileSync(join(folder, 'environments/demo.yaml'), environment);
}

const example = shown('example').text;

test('the example has twelve lines', () => {
  expect(example.trimEnd().split('\n')).toHaveLength(12);
});

test('the run of the example prints what README shows', () => {
  write(example);
  expect(shown('report')).toEqual(real(synth().stdout));
}, 30_000);

test('the broken example gives the finding that README shows, and writes nothing', () => {
  write(example.replace('nodePort: 30007', 'nodePort: 80'));
  const { stderr, stdout, status } = synth();
  expect(shown('finding')).toEqual(real(withoutProgress(stderr)));
  expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
}, 30_000);

test('the run in a fresh clone ends as README shows', () => {
  for (const part of ['environments', 'dist', 'argocd'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  synth();
  const { stdout, status } = synth();
  expect(status).toBe(0);
  expect(shown('closing').text).not.toBe('');
  expect(shown('closing')).toEqual(real(stdout.slice(-shown('closing').text.length)));
}, 30_000);

test('the flags are those of the program', () => {
  expect(shown('options')).toEqual(real(synth('--help').stdout));
}, 30_000);

test('the environment of the reference is one', () => {
  const { findings } = loadEnvironment('reference', new Source('README.md', shown('reference').text), composedSchema);
  expect(findings).toEqual([]);
});

test('the table of versions names every group with the version of imports/versions.json', () => {
  const rows = shown('versions', readFileSync(join(root, 'docs/versions.md'), 'utf8'))
    .text.trimEnd()
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').map((cell) => cell.trim()));
  expect(rows.map(([, group, version]) => [group, version])).toEqual(
    versions.groups.map(({ group, version }) => [group, version]),
  );
});

test.each(['README.md', 'docs/glossary.md', 'docs/findings.md', 'docs/versions.md', 'docs/rules/README.md'])(
  'every link of %s leads to a file',
  (file) => {
    const links = readFileSync(join(root, file), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)\)/g);
    const missing = [...links].flatMap(([, path = '']) => {
      try {
        readFileSync(join(root, dirname(file), path));
        return [];
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EISDIR' ? [] : [path];
      }
    });
    expect(missing).toEqual([]);
  },
);
