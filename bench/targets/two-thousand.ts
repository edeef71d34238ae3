import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { clusterName } from '../fleet';
import { inScratch, median, root, runNode } from '../run';
import {
  changedSince,
  environmentsOf,
  filesOf,
  modified,
  synth,
  tree,
  watchedSynth,
  type SynthRun,
  type Tree,
  type WatchedRun,
} from '../synth-run';
import { against, type Measured } from '../target';
import { medianSteps } from './median-steps';

const clusters = 2000;
/** The cluster that changes: one of EKS, where power can be measured. */
const changed = 1419;

interface Round {
  readonly first: SynthRun;
  readonly second: SynthRun;
  readonly one: SynthRun;
  /** Files that the change of one cluster wrote, and of those the ones that are not its own. */
  readonly touched: number;
  readonly foreign: readonly string[];
  readonly output: Tree;
  readonly watched: WatchedRun;
  readonly vanilla: { readonly fastest: number; readonly default: number };
}

/** 2,000 managed clusters: the first run, one without a change, one with a single cluster changed, and vanilla cdk8s. */
export function twoThousand(runs: number): Measured {
  const rounds = Array.from({ length: runs }, () => inScratch(round));
  const [sample] = rounds;
  if (sample === undefined) throw new Error('no run, nothing measured');
  const checksums = new Set(rounds.map(({ output }) => output.checksum));
  if (checksums.size !== 1) throw new Error(`one environment, ${checksums.size} outputs`);
  const first = median(rounds.map((one) => one.first.seconds));
  const second = median(rounds.map((one) => one.second.seconds));
  const fastest = median(rounds.map(({ vanilla }) => vanilla.fastest));
  const slowest = median(rounds.map(({ vanilla }) => vanilla.default));
  const rewritten = Math.max(...rounds.map((one) => one.second.written + one.second.removed));
  const foreign = rounds.flatMap((one) => one.foreign);
  const { steps, rules } = medianSteps(rounds.map(({ watched }) => watched));
  const { manifests } = sample.first;
  return {
    targets: [
      {
        what: `${clusters} clusters, ${manifests} manifests, against vanilla cdk8s in its default mode`,
        target: 'at least 10 × faster',
        measured: against(first, slowest, slowest / first),
        met: slowest / first >= 10,
      },
      {
        what: 'the same against vanilla cdk8s in its fastest mode',
        target: 'at least 2 × faster',
        measured: against(first, fastest, fastest / first),
        met: fastest / first >= 2,
      },
      {
        what: 'second run without a change',
        target: 'no file written; at most 0.6 × the first',
        measured: `${rewritten} files written; ${against(second, first, second / first)}`,
        met: rewritten === 0 && second / first <= 0.6,
      },
      {
        what: 'one cluster of 2000 changed',
        target: 'only its files written',
        measured: `${sample.touched} files written or removed, ${foreign.length} of them of other clusters; ${median(rounds.map(({ one }) => one.seconds)).toFixed(2)} s`,
        met: foreign.length === 0 && sample.touched > 0,
      },
      {
        what: 'all rules, of the whole run',
        target: 'less than 30 %',
        measured: `${(rules * 100).toFixed(0)} %`,
        met: rules < 0.3,
      },
    ],
    breakdowns: [{ clusters, manifests, ...sample.output, steps }],
  };
}

function round(scratch: string): Round {
  const environments = environmentsOf(scratch, 'environments', { clusters });
  const out = join(scratch, 'out');
  const first = synth(environments, out);
  const output = tree(out);
  const second = synth(environments, out);
  const times = modified(out);
  const one = synth(environmentsOf(scratch, 'environments', { clusters, changed }), out);
  const touched = changedSince(out, times);
  // The list of needs and the rules for all Applications, which a person reads, may name any cluster.
  const foreign = touched.filter((file) => !file.includes(clusterName(changed)) && file !== 'fleet/files/needs.md');
  const watched = watchedSynth(environmentsOf(scratch, 'environments', { clusters }), join(scratch, 'watched'));
  return { first, second, one, touched: touched.length, foreign, output, watched, vanilla: vanilla(scratch, first) };
}

function vanilla(scratch: string, { manifests }: SynthRun): Round['vanilla'] {
  const charts = chartsOf(join(scratch, 'watched'));
  const count = Object.values(charts).flat().length;
  if (count < 12_000 || count > manifests) throw new Error(`${count} manifests read back of ${manifests}`);
  const input = join(scratch, 'charts.json');
  writeFileSync(input, JSON.stringify(charts));
  const run = (mode: string, files: number) => {
    const out = join(scratch, mode);
    const { seconds, stdout: reading } = runNode(join(root, 'bench/rivals/vanilla.js'), input, out, mode);
    const written = filesOf(out).length;
    if (written !== files) throw new Error(`vanilla cdk8s wrote ${written} of ${files} files`);
    return seconds - Number(reading);
  };
  return { fastest: run('fastest', count), default: run('default', Object.keys(charts).length) };
}

/** Our manifests as vanilla cdk8s gets them: a chart for each unit. Those that an ApplicationSet will make are not ours. */
function chartsOf(out: string): Record<string, unknown[]> {
  const charts: Record<string, unknown[]> = {};
  for (const file of filesOf(join(out, 'fleet'))) {
    if (!file.endsWith('.yaml') || file.startsWith('files/')) continue;
    const unit = dirname(file).replaceAll('/', '-');
    (charts[unit] ??= []).push(parse(readFileSync(join(out, 'fleet', file), 'utf8')) as unknown);
  }
  return charts;
}
