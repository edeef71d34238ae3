import type { Code } from '../model/codes';
import type { Severity } from '../model/finding';
import type { Path } from '../model/origin';

/** Something wrong with an engine, a mask or the hub. Whoever knows the files makes a Finding of it. */
export interface Problem {
  readonly code: Code;
  readonly severity: Severity;
  /** The engine's id, or the DynamicScorer's name where only that is known. */
  readonly engine?: string;
  /** The place inside the engine, the mask or the object concerned. */
  readonly path: Path;
  /** What was got, and the fix. */
  readonly message: string;
  readonly cluster?: string;
}
