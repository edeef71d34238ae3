import { z } from 'zod';
import { rejecting } from '../rejection';
import { findingKind } from '../../model/finding-kind';

export const quantitySyntax = findingKind({
  code: 'quantity-syntax',
  why: 'Kubernetes reads amounts of memory, storage and CPU in one notation only, and none is below zero.',
  fix: 'Write a number with its unit: `10Gi`, `512Mi`, `250m`.',
  messages: {
    notAboveZero: 'got {got:json}; write an amount above zero with its unit, such as 10Gi, 512Mi or 250m',
  },
});

const pattern = /^(?!0+(\.0+)?[A-Za-z]*$)\d+(\.\d+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/;

/** A Kubernetes quantity greater than zero: `10Gi`, `512Mi`, `250m`. */
export const quantity = z
  .string()
  .refine(
    (text) => pattern.test(text),
    rejecting((got) => quantitySyntax.fault('notAboveZero', { got })),
  )
  .meta({ pattern: pattern.source, description: 'An amount with its unit: 10Gi, 512Mi, 250m.' })
  .brand<'Quantity'>();
/** A quantity as Kubernetes writes it. */
export type Quantity = z.infer<typeof quantity>;
