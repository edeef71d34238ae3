/** The kinds of work in a run, in the order in which a unit goes through them. */
export const steps = ['load', 'expand', 'build', 'deliver', 'schema', 'rules', 'serialise', 'write'] as const;
export type Step = (typeof steps)[number];

/** Hears how a run goes on. It is told and never asked: what it does changes nothing in the output. */
export interface Observer {
  /** Work of this kind begins; what was going on before ends, or goes on when it is named again. */
  step(step: Step): void;
}

/** For runs that nobody watches. */
export const unobserved: Observer = { step: () => undefined };
