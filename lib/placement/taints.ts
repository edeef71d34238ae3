import type { ManagedCluster, Taint, Toleration } from './objects';

/** @returns the reason in words where the scheduler refuses the Placement for it */
export function tolerationFault(tolerations: readonly Toleration[]): string | undefined {
  for (const { key, operator, value } of tolerations) {
    if ((key ?? '') === '' && operator !== 'Exists') return 'got a toleration without key; say operator: Exists';
    if (operator === 'Exists' && (value ?? '') !== '')
      return `got operator Exists with value ${value ?? ''}; leave the value out`;
  }
  return undefined;
}

/**
 * The first taint for which a cluster may not be chosen. `NoSelectIfNew` does not push out a cluster that is chosen
 * already, and `PreferNoSelect` decides nothing at all.
 */
export function untolerated(
  cluster: ManagedCluster,
  tolerations: readonly Toleration[],
  chosen: boolean,
  now: Date,
): Taint | undefined {
  const taints = cluster.spec?.taints;
  if (taints === null || taints === undefined || taints.length === 0) return undefined;
  return taints.find((taint) => {
    if (taint.effect === 'PreferNoSelect') return false;
    if (taint.effect === 'NoSelectIfNew' && chosen) return false;
    return !tolerations.some((toleration) => tolerates(taint, toleration, now));
  });
}

function tolerates(taint: Taint, toleration: Toleration, now: Date): boolean {
  const { effect, key, operator, value, tolerationSeconds } = toleration;
  if ((effect ?? '') !== '' && effect !== taint.effect) return false;
  if ((key ?? '') !== '' && key !== taint.key) return false;
  const equal = (operator ?? '') === '' || operator === 'Equal';
  if (equal ? (value ?? '') !== (taint.value ?? '') : operator !== 'Exists') return false;
  if (tolerationSeconds === null || tolerationSeconds === undefined) return true;
  // A taint without a time counts as added at the beginning of time.
  const added = taint.timeAdded === null || taint.timeAdded === undefined ? -Infinity : Date.parse(taint.timeAdded);
  return now.getTime() < added + tolerationSeconds * 1000;
}
