import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../lib/model/manifest';
import { synthesizeText } from './in-memory';

type Files = ReadonlyMap<string, string>;

interface Places {
  readonly scorer: string;
  readonly energetiscope: string;
}

/** The scorer leaves other scorers behind, or finds some: the folder of neither cluster goes. */
function rendered({ scorer, energetiscope }: Places): Files {
  const { files, errors } = synthesizeText(`environment: kind
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
  worker02: { platform: kind, address: 172.18.0.4 }
rules: { mutable-image-tag: { severity: off, reason: upstream publishes only moving tags } }
charts: { kube-prometheus-stack: { on: managed, storage: { size: 8Gi } }, kepler: { on: managed } }
dynamic-scoring:
  on: managed
  delivery: work
  scorers:
    sample: { on: ${scorer}, expose: { nodePort: 30007 } }
energetiscope:
  on: ${energetiscope}
  prometheus: kube-prometheus-stack
  storage: { size: 10Gi, access: ReadWriteOnce }
  predictor: { expose: { nodePort: 30321 } }
`);
  expect(errors).toEqual([]);
  return files;
}

/** What Argo CD asks Git between two revisions: `ChangedFiles` in its util/git/client.go. */
function changedFiles(before: Files, after: Files): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'scorewright-moved-'));
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', env });
  const commit = (files: Files): string => {
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    git('add', '-A');
    git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-q', '-m', 'fleet');
    return git('rev-parse', 'HEAD').trim();
  };
  try {
    git('init', '-q');
    const [old, now] = [commit(before), commit(after)];
    return git('diff', '--name-only', `${old}..${now}`).trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Application {
  readonly name: string;
  readonly folder: string;
  readonly watched: string;
}

/** The Applications that sync a folder of this repository. */
function applications(files: Files): Application[] {
  return [...files]
    .filter(([file]) => file.includes('/Application.') || file.startsWith('argocd/'))
    .flatMap(([, text]) => parseAllDocuments(text).map((document) => document.toJS() as Manifest))
    .flatMap(({ kind, metadata, spec }) => {
      const path = (spec as { source?: { path?: string } } | undefined)?.source?.path;
      const watched = metadata.annotations?.['argocd.argoproj.io/manifest-generate-paths'] ?? '';
      return kind === 'Application' && path !== undefined ? [{ name: metadata.name, folder: path, watched }] : [];
    });
}

/** `GetSourceRefreshPaths` and `AppFilesHaveChanged` in Argo CD's util/app/path, for paths without a pattern. */
function isRefreshed({ folder, watched }: Application, changed: readonly string[]): boolean {
  const paths = watched.split(';').map((path) => posix.join(folder, path));
  return changed.some((file) =>
    paths.some((path) => file === path || `${posix.dirname(file)}/`.startsWith(`${path}/`)),
  );
}

function contentOf(files: Files, folder: string): string {
  return JSON.stringify([...files].filter(([file]) => file.startsWith(`${folder}/`)).sort());
}

/** The Applications that stay and whose folder is not what it was. */
function affected(before: Files, after: Files): Application[] {
  const stay = new Set(applications(after).map(({ name }) => name));
  return applications(before).filter(
    ({ name, folder }) => stay.has(name) && contentOf(before, folder) !== contentOf(after, folder),
  );
}

const start = { scorer: 'worker01', energetiscope: 'worker01' };
const sample = (cluster: string) =>
  `dist/kind/${cluster}/dynamic-scoring/ManifestWork.${cluster}.dynamic-scoring-sample-scorer.yaml`;

test('Git names a scorer that moves by its new place, and Argo CD refreshes the cluster that it left all the same', () => {
  const [before, after] = [rendered(start), rendered({ ...start, scorer: 'worker02' })];
  const changed = changedFiles(before, after);
  expect(changed).toContain(sample('worker02'));
  expect(changed).not.toContain(sample('worker01'));
  const left = applications(before).find(({ name }) => name === 'kind.worker01.dynamic-scoring')!;
  expect(isRefreshed(left, changed)).toBe(true);
  expect(isRefreshed({ ...left, watched: '.' }, changed)).toBe(false);
});

test.each<[string, Places]>([
  ['a scorer', { ...start, scorer: 'worker02' }],
  ['a component with its Applications', { ...start, energetiscope: 'worker02' }],
  ['both', { scorer: 'worker02', energetiscope: 'worker02' }],
])('%s moves: every Application whose folder changes is refreshed', (_, places) => {
  const [before, after] = [rendered(start), rendered(places)];
  const changed = changedFiles(before, after);
  const changing = affected(before, after);
  expect(changing.length).toBeGreaterThan(1);
  expect(changing.filter((one) => !isRefreshed(one, changed))).toEqual([]);
});

test('a change inside a file leaves the lists, and with them every other Application, alone', () => {
  const before = rendered(start);
  const after = new Map([...before].map(([file, text]) => [file, text.replace('nodePort: 30321', 'nodePort: 30322')]));
  const changed = changedFiles(before, after);
  expect(changed).toHaveLength(1);
  expect(applications(after).filter((one) => isRefreshed(one, changed))).toMatchObject([
    { name: 'kind.worker01.energetiscope' },
  ]);
});
