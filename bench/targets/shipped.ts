import { join } from 'node:path';
import { inScratch, median, root, runNode } from '../run';
import { against, type Measured } from '../target';

/** The three shipped environments, rendered into an empty folder, against loading the packages that they are rendered with. */
export function shipped(runs: number): Measured {
  const ours: number[] = [];
  const packages: number[] = [];
  for (let round = 0; round < runs; round++) {
    packages.push(runNode(join(root, 'bench/rivals/load-packages.js')).seconds);
    const program = join(root, 'bin/scorewright.js');
    inScratch((out) => {
      ours.push(
        runNode(program, 'synth', '--environments', join(root, 'environments'), '--out', join(out, 'dist')).seconds,
      );
    });
  }
  const ratio = median(ours) / median(packages);
  return {
    targets: [
      {
        what: 'the three shipped environments, whole process, against loading the packages',
        target: 'at most 2.5 ×',
        measured: against(median(ours), median(packages), ratio),
        met: ratio <= 2.5,
      },
    ],
  };
}
