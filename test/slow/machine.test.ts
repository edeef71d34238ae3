import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { temporaryFolder, tree } from '../commands/program';

const root = path.join(__dirname, '../..');

/** What the committed environments give in another process, started from that folder with these variables. */
function rendered(cwd: string, env: Readonly<Record<string, string>>): Record<string, string> {
  const out = temporaryFolder();
  const environments = path.relative(cwd, path.join(root, 'environments'));
  const program = [path.join(root, 'bin/scorewright.js'), 'synth', '--environments', environments, '--out', out];
  const { status } = spawnSync(process.execPath, program, { cwd, encoding: 'utf8', env: { ...process.env, ...env } });
  expect(status).toBe(0);
  return tree(out);
}

test('neither the folder, the language nor the time zone changes a byte', () => {
  const here = rendered(root, { LANG: 'C', TZ: 'UTC' });
  const there = rendered(temporaryFolder(), {
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    TZ: 'Asia/Kathmandu',
  });
  expect(Object.keys(here).length).toBeGreaterThan(100);
  expect(there).toEqual(here);
}, 120_000);
