import type { Placement } from './objects';

/** A Placement as the API server hands it out: a coordinate is built in and a weight is 1 unless it says otherwise. */
export function withDefaults(placement: Placement): Placement {
  const { prioritizerPolicy } = placement.spec;
  if (prioritizerPolicy?.configurations === null || prioritizerPolicy?.configurations === undefined) return placement;
  const configurations = prioritizerPolicy.configurations.map(({ scoreCoordinate, weight, ...rest }) => ({
    ...rest,
    ...(scoreCoordinate && { scoreCoordinate: { ...scoreCoordinate, type: scoreCoordinate.type ?? 'BuiltIn' } }),
    weight: weight ?? 1,
  }));
  return { ...placement, spec: { ...placement.spec, prioritizerPolicy: { ...prioritizerPolicy, configurations } } };
}
