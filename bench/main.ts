import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { report } from './report';
import { root, runNode } from './run';
import type { Measured } from './target';
import { doublings } from './targets/doublings';
import { growth } from './targets/growth';
import { kustomize } from './targets/kustomize';
import { placement } from './targets/placement';
import { plan } from './targets/plan';
import { shipped } from './targets/shipped';
import { start } from './targets/start';
import { twoThousand } from './targets/two-thousand';

const parts: Readonly<Record<string, (runs: number) => Measured>> = {
  start,
  shipped,
  'two-thousand': twoThousand,
  kustomize,
  growth,
  doublings,
  placement,
  plan,
};

interface Options {
  readonly runs: string;
  readonly only?: readonly string[];
  readonly json?: string;
}

const program = new Command('bench')
  .description('Measures the speed and memory of synth against the targets of docs/performance.md.')
  .option('--runs <number>', 'runs of each; medians are shown', '5')
  .option('--only <part...>', `some of: ${Object.keys(parts).join(', ')} (default: all)`)
  .option('--json <file>', 'write the results there, too')
  .parse();
const { runs, only = Object.keys(parts), json } = program.opts<Options>();

// The one file that the program is loaded from is made by the first run after a change; nobody's time is measured with it.
runNode(join(root, 'bin/scorewright.js'), '--version');
const measured = only.map((name) => {
  const part = parts[name];
  if (part === undefined) return program.error(`error: --only: got ${name}; parts: ${Object.keys(parts).join(', ')}`);
  process.stderr.write(`${name}…\n`);
  return part(Number(runs));
});
const targets = measured.flatMap((part) => part.targets);
const breakdowns = measured.flatMap((part) => part.breakdowns ?? []);
const machine = { node: process.version, platform: process.platform, processors: availableParallelism(), runs };
process.stdout.write(`${report(targets, breakdowns)}\n`);
if (json !== undefined) writeFileSync(json, `${JSON.stringify({ machine, targets, breakdowns }, undefined, 2)}\n`);
process.exitCode = targets.some(({ met }) => met === false) ? 1 : 0;
