import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { environment, project } from './program';

const program = path.join(__dirname, '../../bin/scorewright.js');

/** The program in a process of its own, where a plug-in does this while it is loaded. */
function synth(plugin: string) {
  const folder = project({
    'environments/kind.yaml': environment('kind', 'plugins: [./plugin.ts]\n'),
    'environments/plugin.ts': plugin,
  });
  const args = [program, 'synth', '--check'];
  const { status, stderr } = spawnSync('node', args, { cwd: folder, encoding: 'utf8', timeout: 60_000 });
  return { status, lines: stderr.trim().split('\n') };
}

const nothing = [
  'environments/kind.yaml:13:11 plugin-export plugins[0]: got "./plugin.ts"; exports nothing; export scorers, engines, components or rules',
  'nothing was written',
  'why, and how to fix it: scorewright explain plugin-export',
];

test('a plug-in can neither end the run as if all were well, nor make it end in a stack trace, nor keep it from ending', () => {
  const plugin = `
    setInterval(() => {}, 1000);
    setTimeout(() => process.exit(0), 0);
    void Promise.reject(new Error('later'));
    export {};
  `;
  expect(synth(plugin)).toEqual({ status: 1, lines: nothing });
});
