import type { Engine } from './engine';

/** What an engine says about its model, as a map of strings; lists are joined by `, ` in their order. */
export function metadataMap({ metadata }: Engine): Readonly<Record<string, string>> {
  return {
    algorithm: metadata.algorithm,
    direction: metadata.direction,
    features: metadata.features.join(', '),
    ...(metadata.goal !== undefined && { goal: metadata.goal }),
    outputs: metadata.outputs.join(', '),
    range: `${metadata.range.min} to ${metadata.range.max}`,
    trainingRecords: String(metadata.trainingRecords ?? 0),
    unit: metadata.unit,
  };
}
