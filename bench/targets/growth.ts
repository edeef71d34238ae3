import { inScratch, median } from '../run';
import { environmentsOf, synth, tree, watchedSynth, type SynthRun } from '../synth-run';
import type { Breakdown, Measured } from '../target';
import { medianSteps } from './median-steps';
import { join } from 'node:path';

const mebi = 2 ** 20;
const sizes = [2500, 5000, 10_000] as const;

/** Whether time stays linear and memory flat up to 10,000 clusters. */
export function growth(runs: number): Measured {
  const rounds = Array.from({ length: runs }, () =>
    sizes.map((clusters) => inScratch((scratch) => sized(scratch, clusters))),
  );
  const slopes = rounds.map((round) => {
    const [small = NaN, middle = NaN, large = NaN] = round.map(({ run }) => run.cpu);
    // All three include the cost of starting and warming up, so neither slope does.
    return { lower: (middle - small) / (5000 - 2500), upper: (large - middle) / (10_000 - 5000) };
  });
  const ratio = median(slopes.map(({ lower, upper }) => upper / lower));
  const [lower, upper] = [median(slopes.map((slope) => slope.lower)), median(slopes.map((slope) => slope.upper))];
  const largest = rounds.flatMap((round) => round.slice(-1));
  const peak = Math.max(...largest.map(({ run }) => run.peak));
  return {
    targets: [
      {
        what: 'CPU for each cluster more, from 5000 to 10000 against from 2500 to 5000',
        target: 'at most 1.15 ×',
        measured: `${milliseconds(upper)} against ${milliseconds(lower)}: ${ratio.toFixed(2)} ×`,
        met: ratio <= 1.15,
      },
      {
        what: `peak memory at 10000 clusters, ${largest[0]?.run.manifests ?? 0} manifests`,
        target: 'at most 512 MiB',
        measured: `${Math.ceil(peak / mebi)} MiB`,
        met: peak <= 512 * mebi,
      },
    ],
    breakdowns: [breakdown(largest)],
  };
}

interface Sized extends Omit<Breakdown, 'steps'> {
  readonly run: SynthRun;
  readonly watched: ReturnType<typeof watchedSynth> | undefined;
}

function sized(scratch: string, clusters: number): Sized {
  const out = join(scratch, 'out');
  const environments = environmentsOf(scratch, 'environments', { clusters });
  const run = synth(environments, out);
  const watched = clusters === sizes[2] ? watchedSynth(environments, join(scratch, 'watched')) : undefined;
  return { clusters, manifests: run.manifests, ...tree(out), run, watched };
}

function breakdown(all: readonly Sized[]): Breakdown {
  const [sample] = all;
  if (sample === undefined) throw new Error('no run, nothing measured');
  const { clusters, manifests, files, bytes, checksum } = sample;
  if (all.some((other) => other.checksum !== checksum)) throw new Error('one environment, several outputs');
  const watched = all.flatMap((one) => one.watched ?? []);
  return { clusters, manifests, files, bytes, checksum, steps: medianSteps(watched).steps };
}

function milliseconds(seconds: number): string {
  return `${(seconds * 1e3).toFixed(2)} ms`;
}
