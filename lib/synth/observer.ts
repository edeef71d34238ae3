import type { Unit } from '../model/unit';

/** The kinds of work in a run, in the order in which a unit goes through them. */
export const steps = ['load', 'expand', 'build', 'deliver', 'schema', 'rules', 'serialize', 'write'] as const;
export type Step = (typeof steps)[number];

/** A part of a run that people wait for: `build` is all that the units of an environment go through, one by one. */
export interface Phase {
  readonly step: Step;
  /** Absent for what is done once for all of them. */
  readonly environment?: string;
  /** What `build` will go through. @default - not counted */
  readonly size?: { readonly clusters: number; readonly units: number };
}

/** Gets the events of a run. Its methods return nothing, so it cannot change the output. */
export interface Observer {
  /** Work of this kind begins; what was going on before ends, or goes on when it is named again. */
  step(step: Step): void;
  /** A part begins, and that before it has ended. @default - not heard */
  phase?(phase: Phase): void;
  /** A unit has gone through. Units come cluster by cluster, but for those that stand on all others. @default - not heard */
  unit?(unit: Unit): void;
}

/** For runs that nobody watches. */
export const unobserved: Observer = { step: () => undefined };
