import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { clusterName } from '../fleet';
import { inScratch, root, runNode, runNodeIn, type Cost } from '../run';
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
import { atMost, ratioOf, type Measured } from '../target';
import { medianSteps } from './median-steps';

const clusters = 2000;
/** The cluster that changes: one of EKS, where power can be measured. */
const changed = 1419;

type Times = Pick<Cost, 'seconds' | 'cpu'>;

interface Round {
  readonly first: SynthRun;
  readonly second: SynthRun;
  readonly check: Times;
  readonly one: SynthRun;
  /** Files that the change of one cluster wrote, and of those the ones that are not its own. */
  readonly touched: number;
  readonly foreign: readonly string[];
  readonly output: Tree;
  readonly watched: WatchedRun;
  readonly vanilla: { readonly fastest: Times; readonly resources: Times; readonly manifests: number };
}

/** 2,000 managed clusters: the first run, one without a change, one with a single cluster changed, and vanilla cdk8s. */
export function twoThousand(runs: number): Measured {
  const rounds = Array.from({ length: runs }, () => inScratch(round));
  const [sample] = rounds;
  if (sample === undefined) throw new Error('no run, nothing measured');
  const checksums = new Set(rounds.map(({ output }) => output.checksum));
  if (checksums.size !== 1) throw new Error(`one environment, ${checksums.size} outputs`);
  const firsts = rounds.map((one) => one.first);
  const rewritten = Math.max(...rounds.map((one) => one.second.written + one.second.removed));
  const foreign = rounds.flatMap((one) => one.foreign);
  const { steps, rules } = medianSteps(rounds.map(({ watched }) => watched));
  const against = (of: (one: Round) => Times) => ratioOf(firsts, rounds.map(of));
  const whole = `${clusters} clusters, ${sample.vanilla.manifests} manifests written, all checks,`;
  const second = ratioOf(
    rounds.map((one) => one.second),
    firsts,
  );
  const one = ratioOf(
    rounds.map((round) => round.one),
    firsts,
  );
  return {
    targets: [
      atMost(
        `${whole} against vanilla cdk8s in its faster mode, a chart per cluster, unchecked`,
        1.2,
        against(({ vanilla }) => vanilla.fastest),
      ),
      atMost(
        `${whole} against vanilla cdk8s with a file per object, as ours, unchecked`,
        1.2,
        against(({ vanilla }) => vanilla.resources),
      ),
      {
        what: 'second run without a change',
        target: 'no file written; at most 0.1 × CPU of the first',
        measured: `${rewritten} files written; ${second.text}`,
        met: rewritten === 0 && second.cpu <= 0.1,
      },
      {
        what: 'one cluster of 2000 changed',
        target: 'only its files written; at most 0.35 × CPU of the first',
        measured: `${sample.touched} files written or removed, ${foreign.length} of them of other clusters; ${one.text}`,
        met: foreign.length === 0 && sample.touched > 0 && one.cpu <= 0.35,
      },
      {
        what: 'synth --check, which builds every unit by itself, against the first run',
        target: 'no target of its own',
        measured: ratioOf(
          rounds.map(({ check }) => check),
          firsts,
        ).text,
      },
      {
        what: 'all rules, of the whole run',
        target: 'less than 30 %',
        measured: `${(rules * 100).toFixed(0)} %`,
        met: rules < 0.3,
      },
    ],
    breakdowns: [{ clusters, manifests: sample.first.manifests, ...sample.output, steps }],
  };
}

function round(scratch: string): Round {
  const environments = environmentsOf(scratch, 'environments', { clusters });
  const out = join(scratch, 'out');
  const first = synth(environments, out);
  const output = tree(out);
  const second = synth(environments, out);
  const program = join(root, 'bin/scorewright.js');
  const check = runNodeIn(root, program, 'synth', '--check', '--environments', environments, '--out', out);
  const times = modified(out);
  const one = synth(environmentsOf(scratch, 'environments', { clusters, changed }), out);
  const touched = changedSince(out, times);
  // The list of needs and the rules for all Applications, which a person reads, may name any cluster.
  const foreign = touched.filter((file) => !file.includes(clusterName(changed)) && file !== 'fleet/files/needs.md');
  const watched = watchedSynth(environmentsOf(scratch, 'environments', { clusters }), join(scratch, 'watched'));
  return { first, second, check, one, touched: touched.length, foreign, output, watched, vanilla: vanilla(scratch) };
}

function vanilla(scratch: string): Round['vanilla'] {
  const charts = chartsOf(join(scratch, 'watched'));
  const manifests = Object.values(charts).flat().length;
  if (manifests < 12_000) throw new Error(`only ${manifests} manifests read back`);
  const input = join(scratch, 'charts.json');
  writeFileSync(input, JSON.stringify(charts));
  const run = (mode: string, files: number): Times => {
    const out = join(scratch, mode);
    const { seconds, cpu, stdout } = runNode(join(root, 'bench/rivals/vanilla.js'), input, out, mode);
    const written = filesOf(out).length;
    if (written !== files) throw new Error(`vanilla cdk8s wrote ${written} of ${files} files`);
    const reading = JSON.parse(stdout) as Times;
    return { seconds: seconds - reading.seconds, cpu: cpu - reading.cpu };
  };
  const [whole, resources] = [run('default', Object.keys(charts).length), run('resources', manifests)];
  return { fastest: whole.cpu < resources.cpu ? whole : resources, resources, manifests };
}

/**
 * Our manifests as vanilla cdk8s gets them: a chart for each cluster, and on the hub one for the Applications of each. Those
 * that an ApplicationSet will make are in no file and not counted.
 */
function chartsOf(out: string): Record<string, unknown[]> {
  const charts: Record<string, unknown[]> = {};
  for (const file of filesOf(join(out, 'fleet'))) {
    if (!file.endsWith('.yaml') || file.startsWith('files/')) continue;
    const [cluster = '', unit = ''] = file.split('/');
    const chart = unit.startsWith('applications-') ? unit : cluster;
    (charts[chart] ??= []).push(parse(readFileSync(join(out, 'fleet', file), 'utf8')) as unknown);
  }
  return charts;
}
