import { median, type Cost } from './run';

/** One line of the table: what was promised, and what was measured. */
export interface Target {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  /** Absent where it could not be measured here. */
  readonly met?: boolean;
}

/** Where the time of a run went, in seconds by step, and what it made. */
export interface Breakdown {
  readonly clusters: number;
  readonly manifests: number;
  readonly files: number;
  readonly bytes: number;
  readonly checksum: string;
  readonly steps: Readonly<Record<string, number>>;
}

/** What a part of the benchmark found. */
export interface Measured {
  readonly targets: readonly Target[];
  readonly breakdowns?: readonly Breakdown[];
}

type Times = Pick<Cost, 'seconds' | 'cpu'>;

/** The processor time of ours in that of the other, and the same of the time on the clock. */
export interface Ratio {
  readonly cpu: number;
  readonly wall: number;
  /** `12.3 s of CPU against 45.6 s: 0.27 ×; on the clock 0.31 ×` */
  readonly text: string;
}

/** Compares runs that were made in turn: the median of the ratios of each pair, since a busy machine slows both of a pair. */
export function ratioOf(ours: readonly Times[], theirs: readonly Times[]): Ratio {
  const paired = (of: (times: Times) => number) =>
    median(ours.map((one, at) => of(one) / of(theirs[at] ?? { seconds: NaN, cpu: NaN })));
  const [cpu, wall] = [paired((times) => times.cpu), paired((times) => times.seconds)];
  const [own, other] = [ours, theirs].map((all) => median(all.map((one) => one.cpu))) as [number, number];
  return {
    cpu,
    wall,
    text: `${own.toFixed(2)} s of CPU against ${other.toFixed(2)} s: ${cpu.toFixed(2)} ×; on the clock ${wall.toFixed(2)} ×`,
  };
}

/** A line about such a comparison, with the most that is wanted of the processor time, and of the clock where it is told. */
export function atMost(what: string, most: number, ratio: Ratio, wall?: number): Target {
  return {
    what,
    target: wall === undefined ? `at most ${most} × CPU` : `at most ${most} × CPU and ${wall} × on the clock`,
    measured: ratio.text,
    met: ratio.cpu <= most && ratio.wall <= (wall ?? Infinity),
  };
}
