import fs from 'node:fs';
import { Publication } from '../../lib/publish/publication';
import type { Tree } from '../../lib/publish/tree';

/**
 * One run, to be killed: publishes the files that the second argument holds into the folder that the first names. With
 * a number N as third argument it kills itself instead of making its Nth change to the disk; a file that would be
 * written then is written by half.
 */
const [, , dir = '', input = '', killAt = ''] = process.argv;
const { trees, files } = JSON.parse(fs.readFileSync(input, 'utf8')) as { trees: Tree[]; files: Record<string, string> };

const changes = ['mkdirSync', 'writeFileSync', 'renameSync', 'unlinkSync', 'rmSync', 'rmdirSync'] as const;
let left = killAt === '' ? Infinity : Number(killAt);

function dieAt(name: (typeof changes)[number]): void {
  const real = fs[name] as (...args: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      if (left === 0) {
        const [file, content, ...rest] = args;
        if (name === 'writeFileSync') real(file, Buffer.from(content as string).subarray(0, 5), ...rest);
        process.kill(process.pid, 'SIGKILL');
      }
      left -= 1;
      return real(...args);
    },
  });
}

for (const name of changes) dieAt(name);
process.stdout.write('started\n');
const publication = Publication.open({ dir, trees });
for (const [file, text] of Object.entries(files)) publication.put(file, text);
publication.commit();
