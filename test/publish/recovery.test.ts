import fs from 'node:fs';
import path from 'node:path';
import type { Journal } from '../../lib/publish/journal';
import { openJournal } from '../../lib/publish/journal-open';
import { recover } from '../../lib/publish/recovery';
import { marked, open, publish, read, refusal, temporaryFolder, write, type Files } from './output-folder';

const old: Files = { ...marked, 'dist/kind/a/One.yaml': 'one\n', 'dist/kind/b/Two.yaml': 'two\n' };
const next: Files = { ...marked, 'dist/kind/a/One.yaml': 'new\n', 'dist/kind/c/d/Three.yaml': 'three\n' };
const journal: Journal = {
  version: 1,
  removes: ['dist/kind/b/Two.yaml'],
  prunes: ['dist/kind/b'],
  puts: ['dist/kind/a/One.yaml', 'dist/kind/c'],
  written: 2,
  removed: 1,
};
const staged: Files = {
  '.scorewright/staged/dist/kind/a/One.yaml': 'new\n',
  '.scorewright/staged/dist/kind/c/d/Three.yaml': 'three\n',
};
const decided: Files = { ...staged, '.scorewright/journal.json': JSON.stringify(journal) };

function folder(...outputs: Files[]): string {
  const dir = temporaryFolder();
  for (const files of outputs) write(dir, files);
  return dir;
}

const said = (dir: string): string[] =>
  openJournal(dir).map(({ code, path: where, message }) => `${code} ${path.relative(dir, where)}: ${message}`);

describe('recover', () => {
  test('has nothing to say where nothing was interrupted', () => {
    const dir = folder(old);
    expect(recover(dir)).toBeUndefined();
    expect(recover(path.join(dir, 'absent'))).toBeUndefined();
    expect(read(dir)).toEqual(old);
  });

  test('drops what was staged before the decision', () => {
    const dir = folder(old, staged, { '.scorewright/journal.json.new': '{"vers' });
    expect(said(dir)).toEqual([]);
    expect(recover(dir)).toEqual({ type: 'undone' });
    expect(read(dir)).toEqual(old);
  });

  test('finishes what was decided', () => {
    const dir = folder(old, decided);
    expect(recover(dir)).toEqual({ type: 'finished', written: 2, removed: 1 });
    expect(read(dir)).toEqual(next);
  });

  test('finishes what was half done, and merges into what appeared since', () => {
    const dir = folder(marked, decided, {
      'dist/kind/b/Two.yaml': 'put in meanwhile\n',
      'dist/kind/a/One.yaml': 'new\n',
      'dist/kind/c/d/mine.txt': 'mine',
    });
    fs.renameSync(path.join(dir, '.scorewright/staged'), path.join(dir, '.scorewright/ready'));
    fs.rmSync(path.join(dir, '.scorewright/ready/dist/kind/a/One.yaml'));
    expect(recover(dir)).toEqual({ type: 'finished', written: 2, removed: 1 });
    expect(read(dir)).toEqual({
      ...next,
      'dist/kind/b/Two.yaml': 'put in meanwhile\n',
      'dist/kind/c/d/mine.txt': 'mine',
    });
  });

  test('finishes although a folder went away since', () => {
    const dir = folder(decided);
    recover(dir);
    expect(read(dir)).toEqual({ 'dist/kind/a/One.yaml': 'new\n', 'dist/kind/c/d/Three.yaml': 'three\n' });
  });

  test.each([
    ['another version', JSON.stringify({ ...journal, version: 2 })],
    ['a path that leads outside', JSON.stringify({ ...journal, removes: ['../precious'] })],
    ['no JSON', '{'],
    ['no journal', '{"version":1}'],
  ])('touches nothing for a journal with %s', (_, text) => {
    const dir = folder(old, staged, { '.scorewright/journal.json': text });
    const before = read(dir);
    const message =
      'journal-open .scorewright/journal.json: got an unfinished publication of another version; delete this file and run `npm run synth`, which compares every file';
    expect(refusal(dir, () => recover(dir))).toEqual([message]);
    expect(said(dir)).toEqual([message]);
    expect(read(dir)).toEqual(before);
  });
});

describe('journal-open', () => {
  const message =
    'journal-open .scorewright/journal.json: got an unfinished publication; run `npm run synth` to finish it';

  test('while a decided change is unfinished nobody compares or publishes', () => {
    const dir = folder(old, decided);
    const before = read(dir);
    expect(said(dir)).toEqual([message]);
    expect(refusal(dir, () => open(dir, {}, { readOnly: true }))).toEqual([message]);
    expect(refusal(dir, () => open(dir, {}))).toEqual([message]);
    expect(read(dir)).toEqual(before);
  });

  test('it is gone once the next run has recovered', () => {
    const dir = folder(old, decided);
    recover(dir);
    expect(said(dir)).toEqual([]);
    expect(publish(dir, next)).toEqual({ written: 0, removed: 0, unchanged: 3 });
  });
});
