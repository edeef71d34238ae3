import { z } from 'zod';
import { rejecting } from '../rejection';
import { findingKind } from '../../model/finding-kind';

export const portRange = findingKind({
  code: 'port-range',
  why: 'A TCP port is a whole number from 1 to 65535.',
  fix: 'Write the port that the program listens on.',
  messages: {
    outside: 'got {got:json}; a port lies in {minimum}-{maximum}',
  },
});

const minimum = 1;
const maximum = 65_535;

/** A TCP port. */
export const port = z
  .number()
  .refine(
    (number) => Number.isInteger(number) && number >= minimum && number <= maximum,
    rejecting((got) => portRange.fault('outside', { got, minimum, maximum })),
  )
  .meta({ type: 'integer', minimum, maximum, description: 'A TCP port.' });
