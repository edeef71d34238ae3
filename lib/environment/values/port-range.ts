import { z } from 'zod';
import type { FindingKind } from '../../model/finding';

export const portRange: FindingKind = {
  code: 'port-range',
  why: 'A TCP port is a whole number from 1 to 65535.',
  fix: 'Write the port that the program listens on.',
};

const minimum = 1;
const maximum = 65_535;

/** A TCP port. */
export const port = z
  .number()
  .refine((number) => Number.isInteger(number) && number >= minimum && number <= maximum, {
    error: `a port lies in ${minimum}-${maximum}`,
    params: { code: portRange.code },
    abort: true,
  })
  .meta({ type: 'integer', minimum, maximum, description: 'A TCP port.' });
