import type { Simulation } from './simulation';

/** Simulations as JSON: maps as objects, and null for a score that a prioritizer has no word on. */
export function jsonText(simulations: readonly Simulation[]): string {
  const plain = (_: string, value: unknown): unknown => (value instanceof Map ? Object.fromEntries(value) : value);
  return JSON.stringify(simulations, plain, 2);
}
