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

/** `12.3 s against 45.6 s: 3.7 ×` */
export function against(ours: number, theirs: number, ratio: number): string {
  return `${ours.toFixed(2)} s against ${theirs.toFixed(2)} s: ${ratio.toFixed(2)} ×`;
}
