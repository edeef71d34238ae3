import { z } from 'zod';
import type { Finding } from '../../model/finding';

/** A finding for programs: every key is always there. */
export const findingForm = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  path: z.string().describe('A path into the environment, or an object and a field of it.'),
  position: z.nullable(z.strictObject({ file: z.string(), line: z.int(), column: z.int() })),
  cluster: z.nullable(z.string()),
  got: z.unknown().describe('The value at fault; null where nothing was given.'),
  expected: z.unknown().describe('What is right there; null where the message alone says it.'),
  suggestion: z.nullable(z.string()),
});

export type FindingForm = z.infer<typeof findingForm>;

export function formOf(finding: Finding): FindingForm {
  const {
    code,
    severity,
    message,
    path,
    position = null,
    cluster = null,
    got = null,
    expected = null,
    suggestion = null,
  } = finding;
  return { code, severity, message, path, position, cluster, got, expected, suggestion };
}
