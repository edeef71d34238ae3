import { transformFileSync } from '@swc/core';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { ownedTrees } from '../../lib/publish/owned-trees';
import type { Tree } from '../../lib/publish/tree';
import { marked, open, publish, read, temporaryFolder, type Files } from '../publish/output-folder';

const root = path.join(__dirname, '../..');

/** The child as plain JavaScript: it starts in a tenth of the time. */
function compileChild(folder: string): string {
  for (const source of ['lib/publish', 'lib/model', 'test/slow/publish-child.ts']) {
    const full = path.join(root, source);
    const names = source.endsWith('.ts') ? [''] : fs.readdirSync(full);
    for (const name of names) {
      const target = path.join(folder, source, name).replace(/\.ts$/, '.js');
      const { code } = transformFileSync(path.join(full, name), {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
      });
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, code);
    }
  }
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return path.join(folder, 'test/slow/publish-child.js');
}

/** The files of the outputs; neither an empty folder nor `.scorewright/` is one. */
function output(dir: string): Files {
  const files = Object.entries(read(dir)).filter(([file]) => !file.startsWith('.scorewright') && !file.endsWith('/'));
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a run over these files owns: their environments, and those that vanished, as `lib/synth/run.ts` has it. */
function treesOf(dir: string, files: Files): Tree[] {
  const names = new Set(Object.keys(files).flatMap((file) => /^dist\/([^/]+)\//.exec(file)?.[1] ?? []));
  return [...names, ...ownedTrees(path.join(dir, 'dist')).filter((name) => !names.has(name))].flatMap(
    (name): Tree[] => [
      { type: 'folder', path: `dist/${name}` },
      { type: 'file', path: `argocd/${name}.yaml` },
    ],
  );
}

/** After a kill: each file is an old or a new one, a check says clean of nothing else than the new ones, and one run heals. */
function heal(dir: string, before: Files, after: Files): void {
  const left = output(dir);
  for (const [file, text] of Object.entries(left)) expect([before[file], after[file]]).toContain(text);
  const { missing, stale, foreign } = open(dir, after, { trees: treesOf(dir, after), readOnly: true }).changes();
  const differing = Object.keys({ ...left, ...after }).filter((file) => left[file] !== after[file]);
  expect([...missing, ...stale, ...foreign].sort()).toEqual(differing.sort());
  publish(dir, after, treesOf(dir, after));
  expect(output(dir)).toEqual(sorted(after));
  expect(fs.existsSync(path.join(dir, '.scorewright'))).toBe(false);
}

function sorted(files: Files): Files {
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function input(folder: string, name: string, dir: string, files: Files): string {
  const file = path.join(folder, `${name}.json`);
  fs.writeFileSync(file, JSON.stringify({ trees: treesOf(dir, files), files }));
  return file;
}

const needs = Object.values(marked).join('');

describe('a publication killed', () => {
  const before: Files = {
    ...marked,
    'argocd/kind.yaml': 'the old root\n',
    'dist/kind/hub01/a/Kept.yaml': 'kept by both\n',
    'dist/kind/hub01/a/Changed.yaml': 'old content\n',
    'dist/kind/hub01/gone/b/Gone.yaml': 'gone\n',
    'dist/kind/hub01/turned': 'a file\n',
    'argocd/vanished.yaml': 'a root\n',
    'dist/vanished/files/needs.md': needs,
    'dist/vanished/hub01/a/Gone.yaml': 'gone\n',
  };
  const after: Files = {
    ...marked,
    'argocd/kind.yaml': 'the new root\n',
    'dist/kind/hub01/a/Kept.yaml': 'kept by both\n',
    'dist/kind/hub01/a/Changed.yaml': 'new content\n',
    'dist/kind/hub01/a/New.yaml': 'new file\n',
    'dist/kind/hub01/turned/Into.yaml': 'a folder\n',
    'dist/kind/worker01/a/New.yaml': 'new folder\n',
    'argocd/arrived.yaml': 'a root\n',
    'dist/arrived/files/needs.md': needs,
    'dist/arrived/hub01/a/New.yaml': 'new environment\n',
  };

  test('at any of its changes to the disk, and again while the next run heals, leaves a tree that one run heals', () => {
    const work = temporaryFolder();
    const child = compileChild(work);
    const kill = (dir: string, at: number): boolean => {
      const next = input(work, 'next', dir, after);
      const { signal, status, stderr } = spawnSync(process.execPath, [child, dir, next, String(at)], {
        encoding: 'utf8',
      });
      expect({ stderr, clean: signal === 'SIGKILL' || status === 0 }).toEqual({ stderr: '', clean: true });
      return signal === 'SIGKILL';
    };
    let kills = 0;
    const left = new Set<string>();
    for (let at = 0, killed = true; killed; at++) {
      const dir = path.join(work, `run-${at}`);
      fs.mkdirSync(dir);
      publish(dir, before, treesOf(dir, before));
      killed = kill(dir, at);
      left.add(JSON.stringify(output(dir)));
      // A second kill, at one of the first changes of the run that heals.
      const again = path.join(work, `again-${at}`);
      fs.cpSync(dir, again, { recursive: true });
      if (kill(again, at % 11)) kills += 1;
      heal(again, before, after);
      if (killed) kills += 1;
      heal(dir, before, after);
    }
    expect(kills).toBeGreaterThan(50);
    // Otherwise no kill met the moment in which the files change.
    expect(left.size).toBeGreaterThan(10);
  }, 900_000);

  test('a hundred times at any moment leaves a tree that one run heals', async () => {
    const work = temporaryFolder();
    const child = compileChild(work);
    const many = (text: string, from: number): Files =>
      Object.fromEntries(
        Array.from({ length: 200 }, (_, index) => index + from).map((index) => [
          `dist/kind/worker${String(index % 20)}/a/File${index}.yaml`,
          index % 3 === 0 ? 'the same\n' : `${text} ${index}\n`,
        ]),
      );
    const first = { ...before, ...many('old', 0) };
    const second = { ...after, ...many('new', 80) };
    const dir = path.join(work, 'run');
    fs.mkdirSync(dir);
    publish(dir, first, treesOf(dir, first));

    const run = async (files: Files, delay: number): Promise<{ killed: boolean; took: number }> => {
      const next = input(work, 'next', dir, files);
      const process_ = spawn(process.execPath, [child, dir, next], { stdio: ['ignore', 'pipe', 'inherit'] });
      const exit = once(process_, 'exit');
      await once(process_.stdout, 'data');
      const start = performance.now();
      const timer = setTimeout(() => process_.kill('SIGKILL'), delay);
      const [status, signal] = (await exit) as [number | null, string | null];
      clearTimeout(timer);
      expect(signal ?? status).toBe(signal === 'SIGKILL' ? 'SIGKILL' : 0);
      return { killed: signal === 'SIGKILL', took: performance.now() - start };
    };

    const { took } = await run(second, 60_000);
    expect(output(dir)).toEqual(sorted(second));
    const wanted = 100;
    for (let kills = 0, tries = 0; kills < wanted; tries++) {
      expect(tries).toBeLessThan(5 * wanted);
      const [from, to] = tries % 2 === 0 ? [second, first] : [first, second];
      const { killed } = await run(to, (took * (kills + 0.5)) / wanted);
      if (killed) kills += 1;
      heal(dir, from, to);
    }
  }, 900_000);
});
