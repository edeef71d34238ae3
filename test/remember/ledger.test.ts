import fs from 'node:fs';
import { join } from 'node:path';
import { Ledger } from '../../lib/remember/ledger';
import { isUnchanged, type Seen } from '../../lib/remember/seen';
import { temporaryFolder, writeFile } from '../commands/program';

/** A folder in which a run reads a file, lists a folder and looks for what is not there. */
function asked(): { readonly folder: string; readonly seen: Seen } {
  const folder = temporaryFolder();
  writeFile(folder, 'kind.yaml', 'environment: kind\n');
  writeFile(folder, 'more/a.yaml', '');
  const ledger = Ledger.open();
  try {
    fs.readFileSync(join(folder, 'kind.yaml'), 'utf8');
    fs.readdirSync(join(folder, 'more'));
    fs.existsSync(join(folder, 'absent.yaml'));
    expect(() => fs.readFileSync(join(folder, 'unreadable.yaml'))).toThrow('ENOENT');
  } finally {
    ledger.close();
  }
  return { folder, seen: ledger.seen([]) };
}

test('notes files, folders and what is not there, and finds them unchanged', () => {
  const { folder, seen } = asked();
  // The test runner reads files of its own.
  const files = Object.keys(seen.files).filter((file) => file.startsWith(folder));
  expect(files.sort()).toEqual([join(folder, 'kind.yaml'), join(folder, 'unreadable.yaml')]);
  expect(Object.keys(seen.folders)).toEqual([join(folder, 'more')]);
  expect(seen.kinds[join(folder, 'absent.yaml')]).toBe('-');
  expect(isUnchanged(seen)).toBe(true);
});

test.each<[string, (folder: string) => void]>([
  [
    'a file has other bytes',
    (folder) => {
      writeFile(folder, 'kind.yaml', 'environment: kinD\n');
    },
  ],
  [
    'a file is gone',
    (folder) => {
      fs.rmSync(join(folder, 'kind.yaml'));
    },
  ],
  [
    'a folder has another name in it',
    (folder) => {
      writeFile(folder, 'more/b.yaml', '');
    },
  ],
  [
    'a name in a folder is a folder now',
    (folder) => {
      fs.rmSync(join(folder, 'more/a.yaml'));
      fs.mkdirSync(join(folder, 'more/a.yaml'));
    },
  ],
  [
    'what was not there is',
    (folder) => {
      writeFile(folder, 'absent.yaml', '');
    },
  ],
  [
    'what could not be read can be',
    (folder) => {
      writeFile(folder, 'unreadable.yaml', '');
    },
  ],
])('sees that %s', (_, change) => {
  const { folder, seen } = asked();
  change(folder);
  expect(isUnchanged(seen)).toBe(false);
});

test('keeps the bytes that the run got, not those that stand there when it ends', () => {
  const folder = temporaryFolder();
  writeFile(folder, 'kind.yaml', 'one');
  const ledger = Ledger.open();
  fs.readFileSync(join(folder, 'kind.yaml'));
  writeFile(folder, 'kind.yaml', 'two');
  ledger.close();
  expect(isUnchanged(ledger.seen([]))).toBe(false);
});

test('leaves out the output of the run, and listens to nobody once it is closed', () => {
  const folder = temporaryFolder();
  writeFile(folder, 'dist/kind/a.yaml', '');
  writeFile(folder, 'kind.yaml', '');
  const { readFileSync } = fs;
  const ledger = Ledger.open();
  fs.readFileSync(join(folder, 'dist/kind/a.yaml'));
  ledger.close();
  fs.readFileSync(join(folder, 'kind.yaml'));
  expect(ledger.seen([join(folder, 'dist')])).toEqual({ files: {}, folders: {}, kinds: {} });
  expect(fs.readFileSync).toBe(readFileSync);
});
