import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { PathCollision } from '../../lib/publish/write-once';
import { marked, open, publish, read, refusal, temporaryFolder, trees, write, type Files } from './output-folder';

const old: Files = {
  ...marked,
  'dist/kind/hub01/a/One.yaml': 'one\n',
  'dist/kind/hub01/b/Two.yaml': 'two\n',
  'argocd/kind.yaml': 'root\n',
};

describe('Publication', () => {
  test('the first run writes everything and leaves nothing else', () => {
    const dir = temporaryFolder();
    expect(publish(dir, old)).toEqual({ written: 4, removed: 0, unchanged: 0 });
    expect(read(dir)).toEqual(old);
  });

  test('without a difference nothing is touched', () => {
    const dir = temporaryFolder();
    publish(dir, old);
    const past = new Date(1e12);
    const names = fs.readdirSync(dir, { recursive: true, encoding: 'utf8' });
    for (const name of names) fs.utimesSync(path.join(dir, name), past, past);
    expect(publish(dir, old)).toEqual({ written: 0, removed: 0, unchanged: 4 });
    expect(names.map((name) => fs.statSync(path.join(dir, name)).mtimeMs)).toEqual(names.map(() => 1e12));
    expect(fs.readdirSync(dir).sort()).toEqual(['argocd', 'dist']);
  });

  test('only what differs is written; what was not put is removed, with the folders that it leaves empty', () => {
    const dir = temporaryFolder();
    publish(dir, old);
    write(dir, {
      'dist/kind/.gitkeep': '',
      'dist/kind/x/y/.DS_Store': 'x',
      'dist/notes.md': 'mine',
      'argocd/other.yaml': 'mine',
    });
    fs.mkdirSync(path.join(dir, 'dist/kind/void/void'), { recursive: true });
    fs.symlinkSync('/etc', path.join(dir, 'dist/kind/link'));
    const untouched = fs.statSync(path.join(dir, 'dist/kind/hub01/a/One.yaml')).ino;
    const next = {
      ...marked,
      'dist/kind/hub01/a/One.yaml': 'one\n',
      'dist/kind/hub01/c/Three.yaml': 'three\n',
      'argocd/kind.yaml': 'new\n',
    };
    const publication = open(dir, next);
    expect(publication.changes()).toEqual({
      missing: ['dist/kind/hub01/c/Three.yaml'],
      stale: ['argocd/kind.yaml'],
      foreign: ['dist/kind/.gitkeep', 'dist/kind/hub01/b/Two.yaml', 'dist/kind/link', 'dist/kind/x/y/.DS_Store'],
    });
    expect(publication.commit()).toEqual({ written: 2, removed: 4, unchanged: 2 });
    expect(read(dir)).toEqual({ ...next, 'dist/notes.md': 'mine', 'argocd/other.yaml': 'mine' });
    expect(fs.statSync(path.join(dir, 'dist/kind/hub01/a/One.yaml')).ino).toBe(untouched);
  });

  test('empty folders go although no file differs', () => {
    const dir = temporaryFolder();
    publish(dir, old);
    fs.mkdirSync(path.join(dir, 'dist/kind/void/void'), { recursive: true });
    expect(publish(dir, old)).toEqual({ written: 0, removed: 0, unchanged: 4 });
    expect(read(dir)).toEqual(old);
  });

  test('from any output to any other', () => {
    const name = fc
      .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join('/'));
    const output = fc
      .dictionary(name, fc.constantFrom('x', 'y'), { maxKeys: 6 })
      .map((files) =>
        Object.entries(files).filter(([file]) => !Object.keys(files).some((other) => other.startsWith(`${file}/`))),
      )
      .map((files): Files => ({
        ...marked,
        ...Object.fromEntries(files.map(([file, text]) => [`dist/kind/${file}`, text])),
      }));
    fc.assert(
      fc.property(output, output, (before, after) => {
        const dir = temporaryFolder();
        publish(dir, before);
        expect(publish(dir, after).unchanged).toBe(
          Object.keys(after).filter((file) => after[file] === before[file]).length,
        );
        expect(read(dir)).toEqual(after);
        fs.rmSync(dir, { recursive: true });
      }),
      { numRuns: 60 },
    );
  });

  test('an environment that vanished is removed whole', () => {
    const dir = temporaryFolder();
    publish(dir, old);
    expect(publish(dir, {})).toEqual({ written: 0, removed: 4, unchanged: 0 });
    expect(read(dir)).toEqual({ 'argocd/': '', 'dist/': '' });
  });

  test('a link is replaced, never followed', () => {
    const dir = temporaryFolder();
    publish(dir, old);
    write(dir, { 'elsewhere/One.yaml': 'one\n' });
    fs.rmSync(path.join(dir, 'dist/kind/hub01/a'), { recursive: true });
    fs.symlinkSync(path.join(dir, 'elsewhere'), path.join(dir, 'dist/kind/hub01/a'));
    fs.rmSync(path.join(dir, 'argocd/kind.yaml'));
    fs.symlinkSync(path.join(dir, 'elsewhere/One.yaml'), path.join(dir, 'argocd/kind.yaml'));
    expect(publish(dir, old)).toEqual({ written: 2, removed: 1, unchanged: 2 });
    expect(read(dir)).toEqual({ ...old, 'elsewhere/One.yaml': 'one\n' });
  });

  test('what a killed run staged, or copied beside its outputs, is foreign and goes with the next run', () => {
    const dir = temporaryFolder();
    write(dir, {
      'dist/kind/files/needs.md.scorewright': '<!-- Gen',
      'argocd/kind.yaml.scorewright': 'ro',
      '.scorewright/staged/dist/kind/hub01/a/Old.yaml': 'old',
    });
    expect(open(dir, old, { readOnly: true }).changes().foreign).toEqual([
      'argocd/kind.yaml.scorewright',
      'dist/kind/files/needs.md.scorewright',
    ]);
    expect(publish(dir, old)).toEqual({ written: 4, removed: 2, unchanged: 0 });
    expect(read(dir)).toEqual(old);
  });

  test('discard leaves the output and no trace, even of the folder it made', () => {
    const dir = temporaryFolder();
    publish(dir, old);
    const publication = open(dir, { ...marked, 'dist/kind/new.yaml': 'new' });
    expect(fs.existsSync(path.join(dir, '.scorewright/staged/dist/kind/new.yaml'))).toBe(true);
    publication.discard();
    publication.discard();
    expect(read(dir)).toEqual(old);
    open(path.join(dir, 'out/deep'), marked).discard();
    expect(read(dir)).toEqual(old);
  });

  test('read-only compares and writes nothing, not even for an instant', () => {
    const dir = temporaryFolder();
    write(dir, { ...old, 'dist/kind/.DS_Store': '' });
    const before = fs.statSync(dir).mtimeMs;
    const publication = open(
      dir,
      { ...marked, 'dist/kind/new.yaml': 'new', 'argocd/kind.yaml': 'x' },
      { readOnly: true },
    );
    expect(publication.changes()).toEqual({
      missing: ['dist/kind/new.yaml'],
      stale: ['argocd/kind.yaml'],
      foreign: ['dist/kind/.DS_Store', 'dist/kind/hub01/a/One.yaml', 'dist/kind/hub01/b/Two.yaml'],
    });
    expect(() => publication.commit()).toThrow('This publication is read-only or has ended');
    expect(fs.statSync(dir).mtimeMs).toBe(before);
  });

  test.each([
    ['dist/kind/a.yaml', 'dist/kind/a.yaml', 'dist/kind/a.yaml is written twice'],
    ['dist/kind/A.yaml', 'dist/kind/a.yaml', 'dist/kind/A.yaml and dist/kind/a.yaml cannot stand side by side'],
    ['dist/kind/a.yaml/b', 'dist/kind/a.yaml', 'dist/kind/a.yaml/b and dist/kind/a.yaml cannot stand side by side'],
    ['dist/kind/files', 'dist/kind/files', 'dist/kind/files is written twice'],
    ['dist/kind/Files/a', 'dist/kind/files', 'dist/kind/Files/a and dist/kind/files cannot stand side by side'],
  ])('a second put at %s is rejected', (second, other, message) => {
    const publication = open(temporaryFolder(), { ...marked, 'dist/kind/a.yaml': '' });
    expect(() => {
      publication.put(second, '');
    }).toThrow(new PathCollision(second, other));
    expect(new PathCollision(second, other).message).toBe(message);
    publication.discard();
  });

  test.each(['dist/other/a.yaml', 'dist/kind/../../a', '/dist/kind/a', 'dist/kind', 'dist/kind//a'])(
    '%s lies in no tree',
    (file) => {
      const publication = open(temporaryFolder(), {});
      expect(() => {
        publication.put(file, '');
      }).toThrow(`${file} lies in no tree of this publication`);
      publication.discard();
    },
  );

  test('a folder that could not be opened publication is not written', () => {
    const dir = temporaryFolder();
    const publication = open(dir, { 'dist/kind/a.yaml': '' });
    expect(() => publication.commit()).toThrow(
      'dist/kind was given files, but no files/needs.md with the generated header',
    );
    publication.discard();
    expect(read(dir)).toEqual({});
  });

  test.each([
    ['dist/kind', 'dist/kind'],
    ['dist/kind', 'dist/kind/files'],
    ['dist', '../dist'],
  ])('trees %s and %s are rejected', (first, second) => {
    const pair = [first, second].map((tree) => ({ type: 'folder' as const, path: tree }));
    expect(() => open(temporaryFolder(), {}, { trees: pair })).toThrow('lies in another tree');
  });

  test('files of somebody else are never deleted', () => {
    const dir = temporaryFolder();
    const mine = {
      'dist/kind/photos/b.jpg': 'b',
      'dist/kind/photos/a.jpg': 'a',
      'dist/two/files/needs.md': '# Needs\n',
    };
    write(dir, mine);
    const both = [...trees, { type: 'folder' as const, path: 'dist/two' }];
    expect(refusal(dir, () => open(dir, marked, { trees: both }))).toEqual([
      'output-foreign dist/kind: got a folder that this program did not write (it holds photos/a.jpg); choose another --out, or empty it',
      'output-foreign dist/two: got a folder that this program did not write (it holds files/needs.md); choose another --out, or empty it',
    ]);
    expect(read(dir)).toEqual(mine);
  });

  test('a folder that holds only empty folders is free to take', () => {
    const dir = temporaryFolder();
    fs.mkdirSync(path.join(dir, 'dist/kind/a/b'), { recursive: true });
    publish(dir, marked);
    expect(read(dir)).toEqual(marked);
  });
});
