import { Size } from 'cdk8s';
import { z } from 'zod';
import { reject } from '../environment/rejection';
import { valueRange } from '../environment/issue-explanation';
import { parseQuantity } from '../model/quantity';

/** One of what `parseQuantity` counts in, as a number of them: a thousandth, a whole one, a MiB. */
const milli = 10n ** 27n;
const one = 10n ** 30n;
const mebi = one * 1024n ** 2n;

/** A quantity above zero in whole `units`, as any text or number that Kubernetes reads. */
function amount(units: bigint, form: string, positive: string) {
  return z
    .union([z.string(), z.number()])
    .superRefine((value, context) => {
      const size = parseQuantity(value);
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

/** The CPU in the one form that the API server keeps: `0.5` is `500m` there and would differ forever. */
export function canonicalCpu(text: string): string {
  const millis = sizeOf(text) / milli;
  return millis % 1000n === 0n ? String(millis / 1000n) : `${millis}m`;
}

/** Bytes as Kubernetes itself writes them: `1024Mi` is `1Gi`, `1500M` stays; a number with an exponent stays, too. */
export function canonicalBytes(text: string): string {
  if (/e[+-]?\d+$/i.test(text)) return text;
  const [base, units] = text.endsWith('i')
    ? ([1024n, ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']] as const)
    : ([1000n, ['', 'k', 'M', 'G', 'T', 'P', 'E']] as const);
  let bytes = sizeOf(text) / one;
  let unit = 0;
  while (unit < units.length - 1 && bytes % base === 0n) {
    bytes /= base;
    unit += 1;
  }
  return `${bytes}${units[unit] ?? ''}`;
}

/** Bytes such as `512Mi`, in whole Mi, for cdk8s-plus. */
export function size(text: string): Size {
  return Size.mebibytes(Number(sizeOf(text) / mebi));
}

/** What a schema here has accepted. */
function sizeOf(text: string): bigint {
  return parseQuantity(text) ?? 0n;
}
