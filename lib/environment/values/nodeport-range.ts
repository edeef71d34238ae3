import { z } from 'zod';
import { findingKind } from '../../model/finding-kind';
import { isNodePort, nodePortRange } from '../../model/node-port';
import { rejecting } from '../rejection';

export const nodeportRange = findingKind({
  code: 'nodeport-range',
  why: 'The API server rejects a NodePort outside the range that its nodes reserve for them.',
  fix: 'Choose a port from 30000 to 32767 that no other Service of the cluster uses.',
  messages: { outside: 'got {got:json}; a NodePort is in {expected}' },
});

const { minimum, maximum } = nodePortRange;

/** A NodePort in Kubernetes' default range. */
export const nodePort = z
  .number()
  .refine(
    isNodePort,
    rejecting((got) => nodeportRange.fault('outside', { got, expected: `${minimum}-${maximum}` })),
  )
  .meta({ type: 'integer', minimum, maximum, description: 'A port that is free on every node of the cluster.' });
