import { z } from 'zod';

const units = { d: 86_400, h: 3_600, m: 60, s: 1 } as const;
const wellFormed = /^(?=\d)(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?$/;
const parts = /(\d+)([dhms])/g;

/** A span of whole seconds as people write it: `30s`, `5m`, `1h30m`. */
export const durationSchema = z
  .string()
  .regex(wellFormed, 'write days, hours, minutes and seconds in this order, as in "30s", "5m" or "1h30m"')
  .brand<'Duration'>();
export type Duration = z.infer<typeof durationSchema>;

/** What Kubernetes fields and Prometheus want: the whole number of seconds. */
export function seconds(duration: Duration): number {
  return [...duration.matchAll(parts)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
    0,
  );
}
