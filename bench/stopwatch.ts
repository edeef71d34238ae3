import { steps, type Observer, type Step } from '../lib/synth/observer';

/** Adds up how long each kind of work took, in seconds. */
export class Stopwatch implements Observer {
  readonly seconds = Object.fromEntries(steps.map((step) => [step, 0])) as Record<Step, number>;
  private current: Step | undefined;
  private since = 0;

  step(step: Step): void {
    const now = performance.now();
    if (this.current !== undefined) this.seconds[this.current] += (now - this.since) / 1000;
    this.current = step;
    this.since = now;
  }

  /** The last kind of work ends. */
  stop(): void {
    this.step('write');
    this.current = undefined;
  }
}
