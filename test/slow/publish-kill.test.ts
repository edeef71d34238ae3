import { transformFileSync } from '@swc/core';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { openJournal } from '../../lib/publish/journal-open';
import { recover } from '../../lib/publish/recovery';
import { marked, publish, read, temporaryFolder, trees, type Files } from '../publish/output-folder';

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
  return path.join(folder, 'test/slow/publish-child.js');
}

/** What stands in the outputs, whatever lies in `.scorewright/`. */
function output(dir: string): Files {
  return Object.fromEntries(Object.entries(read(dir)).filter(([file]) => !file.startsWith('.scorewright')));
}

/** Checks what a kill left, then what the next run makes of it: `old` or `next`, and never a mix of the two. */
function heal(dir: string, old: Files, next: Files): Files {
  const decided = fs.existsSync(path.join(dir, '.scorewright/journal.json'));
  const left = output(dir);
  const over = JSON.stringify(sorted(left)) === JSON.stringify(sorted(next));
  expect(openJournal(dir).map(({ code }) => code)).toEqual(decided ? ['journal-open'] : []);
  if (!decided && !over) expect(left).toEqual(old);
  const recovery = recover(dir);
  if (decided) expect(recovery?.type).toBe('finished');
  else expect(recovery?.type).not.toBe('finished');
  expect(read(dir)).toEqual(decided || over ? next : old);
  return decided || over ? next : old;
}

function sorted(files: Files): [string, string][] {
  return Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
}

function input(folder: string, name: string, files: Files): string {
  const file = path.join(folder, `${name}.json`);
  fs.writeFileSync(file, JSON.stringify({ trees, files }));
  return file;
}

describe('a publication killed', () => {
  const before: Files = {
    ...marked,
    'argocd/kind.yaml': 'the old root\n',
    'dist/kind/hub01/a/Kept.yaml': 'kept by both\n',
    'dist/kind/hub01/a/Changed.yaml': 'old content\n',
    'dist/kind/hub01/gone/b/Gone.yaml': 'gone\n',
    'dist/kind/hub01/turned': 'a file\n',
  };
  const after: Files = {
    ...marked,
    'argocd/kind.yaml': 'the new root\n',
    'dist/kind/hub01/a/Kept.yaml': 'kept by both\n',
    'dist/kind/hub01/a/Changed.yaml': 'new content\n',
    'dist/kind/hub01/a/New.yaml': 'new file\n',
    'dist/kind/hub01/turned/Into.yaml': 'a folder\n',
    'dist/kind/worker01/a/New.yaml': 'new folder\n',
    'dist/kind/worker01/b/New.yaml': 'new folder\n',
  };

  test('at any of its changes of the disk, and again while it recovers, leaves the old output or the new', () => {
    const work = temporaryFolder();
    const child = compileChild(work);
    const next = input(work, 'next', after);
    const kill = (dir: string, at: number): boolean => {
      const { signal, status, stderr } = spawnSync(process.execPath, [child, dir, next, String(at)], {
        encoding: 'utf8',
      });
      expect({ stderr, clean: signal === 'SIGKILL' || status === 0 }).toEqual({ stderr: '', clean: true });
      return signal === 'SIGKILL';
    };
    const ends: Files[] = [];
    let kills = 0;
    for (let at = 0, killed = true; killed; at++) {
      const dir = path.join(work, `run-${at}`);
      fs.mkdirSync(dir);
      publish(dir, before);
      killed = kill(dir, at);
      // A second kill, at one of the first changes of the run that heals.
      const again = path.join(work, `again-${at}`);
      fs.cpSync(dir, again, { recursive: true });
      if (kill(again, at % 7)) kills += 1;
      heal(again, before, after);
      if (killed) kills += 1;
      ends.push(heal(dir, before, after));
    }
    expect(kills).toBeGreaterThan(50);
    const decided = ends.indexOf(after);
    expect(decided).toBeGreaterThan(10);
    expect(ends.slice(decided).every((end) => end === after)).toBe(true);
    expect(ends.length - decided).toBeGreaterThan(10);
  }, 300_000);

  test('a hundred times at any moment leaves the old output or the new', async () => {
    const work = temporaryFolder();
    const child = compileChild(work);
    const many = (text: string, from: number): Files =>
      Object.fromEntries(
        Array.from({ length: 200 }, (_, index) => index + from).map((index) => [
          `dist/kind/worker${String(index % 20)}/a/File${index}.yaml`,
          index % 3 === 0 ? 'the same\n' : `${text} ${index}\n`,
        ]),
      );
    const outputs = [
      { ...before, ...many('old', 0) },
      { ...after, ...many('new', 80) },
    ] as const;
    const inputs = outputs.map((files, index) => input(work, String(index), files));
    const dir = path.join(work, 'run');
    fs.mkdirSync(dir);
    publish(dir, outputs[0]);

    const run = async (target: number, delay: number): Promise<{ killed: boolean; took: number }> => {
      const process_ = spawn(process.execPath, [child, dir, inputs[target]!], { stdio: ['ignore', 'pipe', 'inherit'] });
      const exit = once(process_, 'exit');
      await once(process_.stdout, 'data');
      const start = performance.now();
      const timer = setTimeout(() => process_.kill('SIGKILL'), delay);
      const [status, signal] = (await exit) as [number | null, string | null];
      clearTimeout(timer);
      expect(signal ?? status).toBe(signal === 'SIGKILL' ? 'SIGKILL' : 0);
      return { killed: signal === 'SIGKILL', took: performance.now() - start };
    };

    let stands = 1;
    const { took } = await run(1, 60_000);
    expect(read(dir)).toEqual(outputs[1]);
    const wanted = 100;
    for (let kills = 0, tries = 0; kills < wanted; tries++) {
      expect(tries).toBeLessThan(5 * wanted);
      const { killed } = await run(1 - stands, (took * (kills + 0.5)) / wanted);
      if (killed) kills += 1;
      stands = outputs.indexOf(heal(dir, outputs[stands as 0 | 1], outputs[(1 - stands) as 0 | 1]));
    }
  }, 300_000);
});
