/** A duration with whole numbers, as people write it: `30s`, `6h`, `1h30m`, `1d`. */
export const durationForm = /^(?=.)(\d+d)?(\d+h)?(\d+m)?(\d+s)?$/;

const unitSeconds: Readonly<Record<string, number>> = { d: 86_400, h: 3_600, m: 60, s: 1 };

/** The whole seconds of such a duration. */
export function seconds(text: string): number {
  return [...text.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (unitSeconds[unit ?? ''] ?? 0),
    0,
  );
}

const number = '(\\d+(\\.\\d*)?|\\.\\d+)';
const part = `${number}(ns|us|µs|μs|ms|s|m|h)`;
const goForm = new RegExp(`^[-+]?(0|(${part})+)$`);
const positiveGoForm = new RegExp(`^(${part})+$`);

/** Whether Go, and with it most of Kubernetes, reads the text as a duration: `90s`, `1h30m`, `0.5h`, never days. */
export function isGoDuration(text: string): boolean {
  return goForm.test(text);
}

/** Whether Argo CD reads the text as the duration of a backoff: that of Go, or seconds without unit. */
export function isBackoff(text: string): boolean {
  return /^\d+$/.test(text) || positiveGoForm.test(text);
}
