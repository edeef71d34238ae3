import { Size } from 'cdk8s';
import { z } from 'zod';
import { reject } from '../environment/rejection';
import { valueRange } from '../environment/issue-explanation';
import { billionths } from '../model/quantity';

/** In billionths. */
const milli = 10n ** 6n;
const one = 10n ** 9n;
const mebi = one * 1024n ** 2n;

/** A quantity above zero in whole `units`, as any text or number that Kubernetes reads. */
function amount(units: bigint, form: string, positive: string) {
  return z
    .union([z.string(), z.number()])
    .superRefine((value, context) => {
      const size = billionths(value);
      const reason = size === undefined || size % units !== 0n ? form : size > 0n ? undefined : positive;
      if (reason !== undefined) reject(context, (got) => valueRange.fault('range', { got, reason }));
    })
    .transform(String);
}

/** CPU as Kubernetes reads it, in whole thousandths: `250m`, `1.5`, the number 1. */
export const cpuSchema = amount(
  milli,
  'a CPU quantity is "250m" or "1.5", in steps of 1m',
  'a CPU quantity is more than 0, as "100m"',
);

/** Bytes as Kubernetes reads them, whole ones: `512Mi`, `1.5Gi`, `1G`. */
export const bytesSchema = amount(
  one,
  'a size is in whole bytes, as "5Gi", "1.5Gi" or "1G"',
  'a size is more than 0, as "128Mi"',
);

const amountsSchema = z.strictObject({
  cpu: cpuSchema.meta({ description: 'Processors, in cores or thousandths.', examples: ['100m', '2'] }),
  memory: bytesSchema.meta({ description: 'Memory.', examples: ['256Mi'] }),
});

/** What a container asks for and what it may use at most: both always said. */
export const resourcesSchema = z
  .strictObject({
    requests: amountsSchema.meta({ description: 'What the scheduler keeps free for it.' }),
    limits: amountsSchema.meta({ description: 'What it may use at most.' }),
  })
  .superRefine(({ requests, limits }, context) => {
    for (const name of ['cpu', 'memory'] as const) {
      if (sizeOf(limits[name]) >= sizeOf(requests[name])) continue;
      const reason = `a limit is at least the request, ${JSON.stringify(requests[name])}`;
      reject(context, (got) => valueRange.fault('range', { got, reason }), ['limits', name]);
    }
  });

/** Requests and limits of a container, CPU and memory each. */
export type Resources = z.infer<typeof resourcesSchema>;

/** Bytes such as `512Mi`, in whole Mi, for cdk8s-plus. */
export function size(text: string): Size {
  return Size.mebibytes(Number(sizeOf(text) / mebi));
}

/** What a schema here has accepted. */
function sizeOf(text: string): bigint {
  return billionths(text) ?? 0n;
}
