import type { Unit } from '../../model/unit';
import type { Observer, Phase } from '../../synth/observer';
import { grouped } from './table';

/** What progress is written to: standard error, or what stands for it in a test. */
export interface ProgressStream {
  /** Of a terminal. @default - lines of any length */
  readonly columns?: number;
  write(text: string): unknown;
}

/** Where progress is shown, and by which clock. */
export interface ProgressOptions {
  readonly stream: ProgressStream;
  /** Whether the line can be rewritten. */
  readonly terminal: boolean;
  /** Milliseconds from any beginning. */
  readonly clock: () => number;
}

/** Who watches a terminal wants to see it move; a log wants to know that the run lives. */
const paces = {
  terminal: { first: 1_000, interval: 100 },
  log: { first: 5_000, interval: 5_000 },
};

/**
 * Says of a long run what it is at, and nothing of a short one. The pipeline never waits, so no timer would fire: each
 * line is due when a unit is through or a part begins.
 */
export class Progress implements Observer {
  private readonly pace: { readonly first: number; readonly interval: number };
  private readonly started: number;
  private due: number;
  private shown = false;
  private phaseNow: Phase | undefined;
  private phaseBegan = 0;
  private units = 0;
  private clusters = 0;
  private cluster: string | undefined;

  constructor(private readonly options: ProgressOptions) {
    this.pace = options.terminal ? paces.terminal : paces.log;
    this.started = options.clock();
    this.due = this.started + this.pace.first;
  }

  step(): void {
    // A step is as short as one object: nobody could read it.
  }

  phase(phase: Phase): void {
    const now = this.options.clock();
    this.phaseNow = phase;
    this.phaseBegan = now;
    this.units = 0;
    this.clusters = 0;
    this.cluster = undefined;
    // Some parts say nothing until they end, so a terminal shows each as it begins.
    if (this.options.terminal && now >= this.started + this.pace.first) this.show(now);
    else this.showIfDue(now);
  }

  unit({ cluster }: Unit): void {
    this.units++;
    if (cluster !== this.cluster) {
      if (this.cluster !== undefined) this.clusters++;
      this.cluster = cluster;
    }
    this.showIfDue(this.options.clock());
  }

  /** Takes the line off the terminal, for what is printed next. */
  end(): void {
    if (this.options.terminal && this.shown) this.options.stream.write('\r\u001b[K');
    this.shown = false;
  }

  private showIfDue(now: number): void {
    if (now >= this.due) this.show(now);
  }

  private show(now: number): void {
    this.due = now + this.pace.interval;
    this.shown = true;
    const { stream, terminal } = this.options;
    const text = this.text(now);
    stream.write(terminal ? `\r\u001b[K${text.slice(0, (stream.columns ?? Infinity) - 1)}` : `${text}\n`);
  }

  private text(now: number): string {
    const { step = 'load', environment, size } = this.phaseNow ?? {};
    const what = environment === undefined ? step : `${environment}: ${step}`;
    if (size === undefined) return what;
    // Units that stand on all others go over the clusters once more.
    const done = Math.min(this.clusters, size.clusters);
    const seconds = (now - this.phaseBegan) / 1000;
    const soFar = `${what}, ${grouped(done)} of ${grouped(size.clusters)} clusters`;
    if (done === 0 || seconds === 0) return soFar;
    const left = (seconds / this.units) * (size.units - this.units);
    return `${soFar}, ${rate(done / seconds)}, ${duration(left)} left`;
  }
}

/** Progress for standard error: on a terminal one line, in CI or in a file one line now and then. */
export function progressOnStderr(): Progress {
  const { stderr, env } = process;
  const terminal = stderr.isTTY && env.CI === undefined && env.TERM !== 'dumb';
  return new Progress({ stream: stderr, terminal, clock: () => performance.now() });
}

function rate(perSecond: number): string {
  return `${perSecond < 10 ? perSecond.toFixed(1) : grouped(Math.round(perSecond))}/s`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
