import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { report } from './report';
import { root, runNode } from './run';
import type { Measured } from './target';
import { doublings } from './targets/doublings';
import { earlier } from './targets/earlier';
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
  readonly against?: string;
}

const program = new Command('bench')
  .description('Measures the speed and memory of synth against the targets of docs/performance.md.')
  .option('--runs <number>', 'runs of each; medians are shown', '5')
  .option('--only <part...>', `some of: ${Object.keys(parts).join(', ')} (default: all)`)
  .option('--against <commit>', 'an earlier commit to compare with; alone, nothing else is measured')
  .option('--json <file>', 'write the results there, too')
  .parse();
const { runs, json, against, only = against === undefined ? Object.keys(parts) : [] } = program.opts<Options>();

// The one file that the program is loaded from is made by the first run after a change; nobody's time is measured with it.
runNode(join(root, 'bin/scorewright.js'), '--version');
const measured = only.map((name) => {
  const part = parts[name];
  if (part === undefined) return program.error(`error: --only: got ${name}; parts: ${Object.keys(parts).join(', ')}`);
  process.stderr.write(`${name}…\n`);
  return part(Number(runs));
});
if (against !== undefined) measured.push(earlier(Number(runs), against));
const targets = measured.flatMap((part) => part.targets);
const breakdowns = measured.flatMap((part) => part.breakdowns ?? []);
const machine = { node: process.version, platform: process.platform, processors: availableParallelism(), runs };
process.stdout.write(`${report(targets, breakdowns)}\n`);
if (json !== undefined) writeFileSync(json, `${JSON.stringify({ machine, targets, breakdowns }, undefined, 2)}\n`);
process.exitCode = targets.some(({ met }) => met === false) ? 1 : 0;
