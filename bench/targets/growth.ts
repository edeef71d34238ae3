import { join } from 'node:path';
import { inScratch, median } from '../run';
import { environmentsOf, synth, tree, watchedSynth } from '../synth-run';
import type { Breakdown, Measured } from '../target';
import { medianSteps } from './median-steps';

const mebi = 2 ** 20;

/** Whether time stays linear and memory flat from 500 clusters to 10,000. */
export function growth(runs: number): Measured {
  const small: Sized[] = [];
  const large: Sized[] = [];
  for (let round = 0; round < runs; round++) {
    small.push(inScratch((scratch) => sized(scratch, 500)));
    large.push(inScratch((scratch) => sized(scratch, 10_000)));
  }
  const perManifest = (all: readonly Sized[]) => median(all.map(({ seconds, manifests }) => seconds / manifests));
  const ratio = perManifest(large) / perManifest(small);
  const peak = Math.max(...large.map((one) => one.peak));
  return {
    targets: [
      {
        what: 'time per manifest at 10000 clusters against 500',
        target: 'at most 1.15 ×',
        measured: `${microseconds(perManifest(large))} against ${microseconds(perManifest(small))}: ${ratio.toFixed(2)} ×`,
        met: ratio <= 1.15,
      },
      {
        what: `peak memory at 10000 clusters, ${large[0]?.manifests ?? 0} manifests`,
        target: 'at most 512 MiB',
        measured: `${Math.ceil(peak / mebi)} MiB`,
        met: peak <= 512 * mebi,
      },
    ],
    breakdowns: [small, large].map(breakdown),
  };
}

interface Sized extends Omit<Breakdown, 'steps'> {
  readonly watched: ReturnType<typeof watchedSynth>;
  readonly seconds: number;
  readonly peak: number;
}

function sized(scratch: string, clusters: number): Sized {
  const out = join(scratch, 'out');
  const environments = environmentsOf(scratch, 'environments', { clusters });
  const watched = watchedSynth(environments, out);
  const { manifests, total: seconds } = watched;
  // The memory of what users start, which is set up otherwise than the watched run.
  const { peak } = synth(environments, join(scratch, 'started'));
  return { clusters, manifests, ...tree(out), watched, seconds, peak };
}

function breakdown(all: readonly Sized[]): Breakdown {
  const [sample] = all;
  if (sample === undefined) throw new Error('no run, nothing measured');
  const { clusters, manifests, files, bytes, checksum } = sample;
  if (all.some((other) => other.checksum !== checksum)) throw new Error('one environment, several outputs');
  return { clusters, manifests, files, bytes, checksum, steps: medianSteps(all.map(({ watched }) => watched)).steps };
}

function microseconds(seconds: number): string {
  return `${(seconds * 1e6).toFixed(0)} µs`;
}
