import { exposureSchema as exposure, type ExposureSettings } from '../constructs/exposure';
import { engineSchema as engine, type Engine } from '../scoring/engine';
import { scorerSchema as scorer, type Scorer } from '../scoring/scorer';

/**
 * What checks a value of unknown shape. Behind it stands zod, whose own types not every compiler setting takes: this is
 * the part of them that other programs need.
 */
export interface Schema<Parsed> {
  /**
   * The value with its defaults filled in.
   *
   * @throws Error (a ZodError) that names every problem and its path
   */
  parse(value: unknown): Parsed;
  /** The same without throwing. */
  safeParse(value: unknown): { success: true; data: Parsed } | { success: false; error: SchemaError };
}

/** Everything that is wrong with a value. */
export interface SchemaError extends Error {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/** One score and how it comes about. */
export const engineSchema: Schema<Engine> = engine;
/** A program behind one or more engines. */
export const scorerSchema: Schema<Scorer> = scorer;
/** How a Service is reached from outside its cluster: exactly one way. */
export const exposureSchema: Schema<ExposureSettings> = exposure;
