import { Size } from 'cdk8s';
import { z } from 'zod';

const cpuPattern = /^(\d+m|\d+(\.\d{1,3})?)$/;
const bytesPattern = /^\d+(Mi|Gi|Ti)$/;

/** CPU as Kubernetes writes it: `250m` or `1.5`. */
export const cpuSchema = z
  .string()
  .regex(cpuPattern, { abort: true, error: ({ input }) => `got ${show(input)}; a CPU quantity is "250m" or "1.5"` })
  .refine((text) => millicores(text) > 0, {
    error: ({ input }) => `got ${show(input)}; a CPU quantity is more than 0, as "100m"`,
  });

/** Bytes as Kubernetes writes them, in the three suffixes that people use: `512Mi`, `2Gi`, `1Ti`. */
export const bytesSchema = z
  .string()
  .regex(bytesPattern, {
    abort: true,
    error: ({ input }) => `got ${show(input)}; a size is a whole number with Mi, Gi or Ti, as "5Gi"`,
  })
  .refine((text) => mebibytes(text) > 0, {
    error: ({ input }) => `got ${show(input)}; a size is more than 0, as "128Mi"`,
  });

const amountsSchema = z.strictObject({ cpu: cpuSchema, memory: bytesSchema });

/** What a container asks for and what it may use at most: both always said. */
export const resourcesSchema = z
  .strictObject({ requests: amountsSchema, limits: amountsSchema })
  .superRefine(({ requests, limits }, context) => {
    const refuse = (name: 'cpu' | 'memory'): void => {
      const message = `got ${show(limits[name])}; a limit is at least the request, ${show(requests[name])}`;
      context.addIssue({ code: 'custom', path: ['limits', name], message });
    };
    if (millicores(limits.cpu) < millicores(requests.cpu)) refuse('cpu');
    if (mebibytes(limits.memory) < mebibytes(requests.memory)) refuse('memory');
  });

/** Requests and limits of a container, CPU and memory each. */
export type Resources = z.infer<typeof resourcesSchema>;

/** The CPU in the one form that the API server keeps: `0.5` is `500m` there and would differ for ever. */
export function canonicalCpu(text: string): string {
  const millis = millicores(text);
  return millis % 1000 === 0 ? String(millis / 1000) : `${millis}m`;
}

/** Bytes such as `512Mi` for cdk8s-plus. */
export function size(text: string): Size {
  return Size.mebibytes(mebibytes(text));
}

function millicores(text: string): number {
  return text.endsWith('m') ? Number(text.slice(0, -1)) : Math.round(Number(text) * 1000);
}

/** Bytes such as `2Gi` as a number of MiB. */
export function mebibytes(text: string): number {
  const units = { Mi: 1, Gi: 1024, Ti: 1024 * 1024 };
  const unit = text.slice(-2) as keyof typeof units;
  return Number(text.slice(0, -2)) * units[unit];
}

function show(input: unknown): string {
  return JSON.stringify(input);
}
