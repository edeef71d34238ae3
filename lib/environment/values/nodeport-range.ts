import { z } from 'zod';
import type { FindingKind } from '../../model/finding';

export const nodeportRange: FindingKind = {
  code: 'nodeport-range',
  why: 'The API server refuses a NodePort outside the range that its nodes reserve for them.',
  fix: 'Choose a port from 30000 to 32767 that no other Service of the cluster uses.',
};

const minimum = 30_000;
const maximum = 32_767;

/** A NodePort in Kubernetes' default range. */
export const nodePort = z
  .number()
  .refine((port) => Number.isInteger(port) && port >= minimum && port <= maximum, {
    error: `a NodePort lies in ${minimum}-${maximum}`,
    params: { code: nodeportRange.code },
    abort: true,
  })
  .meta({ type: 'integer', minimum, maximum, description: 'A port that is free on every node of the cluster.' });
