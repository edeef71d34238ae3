import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { grown } from '../grown';
import { inScratch, median, root, runNode } from '../run';
import type { Measured } from '../target';

/** The two sizes of each thing, and how often the second doubles the first. */
const sizes: Readonly<Record<string, readonly [small: number, large: number]>> = {
  scorers: [300, 600],
  strategies: [500, 1000],
  masks: [200, 2000],
  externals: [500, 1000],
  patches: [500, 1000],
  'environment files': [100, 200],
};

const most = 2.2;

/** Whether twice as much of one thing takes twice the time. The start of the program counts on both sides. */
export function doublings(runs: number): Measured {
  const targets = Object.entries(sizes).map(([what, [small, large]]) => {
    const times = [small, large].map((size) => median(Array.from({ length: runs }, () => timed(what, size))));
    const [one = 0, other = 0] = times;
    const perDoubling = (other / one) ** (1 / Math.log2(large / small));
    return {
      what: `${small} → ${large} ${what}`,
      target: `at most ${most} × per doubling`,
      measured: `${one.toFixed(2)} s of CPU → ${other.toFixed(2)} s: ${perDoubling.toFixed(2)} ×`,
      met: perDoubling <= most,
    };
  });
  return { targets };
}

function timed(what: string, size: number): number {
  return inScratch((scratch) => {
    const environments = join(scratch, 'environments');
    mkdirSync(environments);
    for (const [file, text] of Object.entries(grown[what]?.(size) ?? {})) writeFileSync(join(environments, file), text);
    const [program, out] = [join(root, 'bin/scorewright.js'), join(scratch, 'out')];
    return runNode(program, 'synth', '--environments', environments, '--out', out).cpu;
  });
}
