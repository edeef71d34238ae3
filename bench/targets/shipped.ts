import { join } from 'node:path';
import { inScratch, root, runNode, type Cost } from '../run';
import { atMost, ratioOf, type Measured } from '../target';

/** The three shipped environments, rendered into an empty folder, against loading the packages that they are rendered with. */
export function shipped(runs: number): Measured {
  const [ours, again, packages, nothing]: [Cost[], Cost[], Cost[], Cost[]] = [[], [], [], []];
  const program = join(root, 'bin/scorewright.js');
  for (let round = 0; round < runs; round++) {
    packages.push(runNode(join(root, 'bench/rivals/load-packages.js')));
    nothing.push(runNode('-e', '0'));
    inScratch((out) => {
      const args = ['synth', '--environments', join(root, 'environments'), '--out', join(out, 'dist')];
      ours.push(runNode(program, ...args));
      again.push(runNode(program, ...args));
    });
  }
  return {
    targets: [
      atMost('the three shipped environments, whole process, against loading the packages', 3, ratioOf(ours, packages)),
      atMost('the same a second time, against `node -e 0`', 2, ratioOf(again, nothing)),
    ],
  };
}
