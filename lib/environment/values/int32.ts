import { z } from 'zod';

/** A count that stands as it is in a manifest, where it is an int32: the API server refuses a larger one. */
export function int32(minimum: number): z.ZodNumber {
  return z.int32().min(minimum);
}
