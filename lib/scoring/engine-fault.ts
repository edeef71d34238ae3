import type { Fault } from '../model/finding';
import type { Path } from '../model/origin';

/** Something wrong with an engine, a mask or the hub. Whoever knows the files makes a finding of it. */
export type EngineFault = Fault<{
  /** The engine's id, or the DynamicScorer's name where only that is known. */
  readonly engine?: string;
  /** The place inside the engine, the mask or the object concerned. */
  readonly path: Path;
  readonly cluster?: string;
}>;
