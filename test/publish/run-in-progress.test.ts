import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive, startOf } from '../../lib/publish/process-identity';
import { marked, open, publish, read, refusal, temporaryFolder, write } from './output-folder';

const gone = spawnSync(process.execPath, ['-e', '0']).pid;
const host = os.hostname();
const wait = (who: string): string[] => [
  `run-in-progress .scorewright/lock: got ${who}; wait until it has ended, or delete this file if that process is gone`,
];

function locked(holder: unknown): string {
  const dir = temporaryFolder();
  write(dir, { '.scorewright/lock': typeof holder === 'string' ? holder : JSON.stringify(holder) });
  return dir;
}

describe('run-in-progress', () => {
  test('a second run is rejected until the first ends', () => {
    const dir = temporaryFolder();
    const first = open(dir, marked);
    const who = wait(`another run (process ${process.pid} on ${host})`);
    expect(refusal(dir, () => open(dir, marked))).toEqual(who);
    expect(first.commit()).toEqual({ written: 1, removed: 0, unchanged: 0 });
    expect(publish(dir, marked)).toEqual({ written: 0, removed: 0, unchanged: 1 });
  });

  test('a run that only compares waits for nobody', () => {
    const dir = locked({ pid: process.pid, host, started: startOf(process.pid) });
    expect(open(dir, marked, { readOnly: true }).changes().missing).toEqual(['dist/kind/files/needs.md']);
  });

  test.each([
    ['of a process that is gone', { pid: gone, host }],
    ['of a process whose number came again', { pid: process.pid, host, started: 'long ago' }],
    ['that was never written', ''],
    ['that nobody can read', '{'],
  ])('a lock %s is taken over', (_, holder) => {
    const dir = locked(holder);
    publish(dir, marked);
    expect(read(dir)).toEqual(marked);
  });

  test('a lock of another machine is respected', () => {
    const dir = locked({ pid: gone, host: 'elsewhere' });
    expect(refusal(dir, () => open(dir, marked))).toEqual(wait(`another run (process ${gone} on elsewhere)`));
  });

  test('a run whose lock was taken away decides nothing', () => {
    const dir = temporaryFolder();
    const publication = open(dir, marked);
    const lock = path.join(dir, '.scorewright/lock');
    fs.writeFileSync(lock, '{"pid":1,"host":"elsewhere"}\n');
    expect(refusal(dir, () => publication.commit())).toEqual(wait('another run'));
    write(dir, { '.scorewright/staged/dist/kind/theirs.yaml': '' });
    publication.discard();
    expect(fs.existsSync(path.join(dir, '.scorewright/staged/dist/kind/theirs.yaml'))).toBe(true);
    expect(fs.existsSync(path.join(dir, 'dist'))).toBe(false);
    expect(fs.readFileSync(lock, 'utf8')).toBe('{"pid":1,"host":"elsewhere"}\n');
  });
});

test('a process is known by its number and its start', () => {
  expect(startOf(process.pid)).toBe(startOf(process.pid));
  expect(isAlive(process.pid, startOf(process.pid))).toBe(true);
  expect(isAlive(1, startOf(process.pid))).toBe(startOf(process.pid) === undefined);
  expect(isAlive(gone, undefined)).toBe(false);
});
