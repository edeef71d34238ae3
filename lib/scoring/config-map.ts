import type { Telling } from './controller';
import { agentNamespace, configName, summariesKey } from './framework';
import type { Summary } from './summary';

/** The fields in the order in which the controller writes them. */
const fields = [
  'name',
  'scoreName',
  'sourceType',
  'sourceEndpoint',
  'sourceEndpointAuthName',
  'sourceEndpointAuthKey',
  'sourceQuery',
  'sourceRange',
  'sourceStep',
  'scoringEndpoint',
  'scoringInterval',
  'scoringEndpointAuthName',
  'scoringEndpointAuthKey',
  'location',
  'scoreDestination',
  'scoreDimensionFormat',
] as const satisfies readonly (keyof Summary)[];

/** The value of the ConfigMap's key `summaries`, as Go writes JSON. */
export function summariesText(tellings: readonly Telling[]): string {
  const list = tellings.flatMap((telling) =>
    telling.type === 'sent'
      ? [Object.fromEntries(fields.map((field) => [field, telling.summary[field].value] as const))]
      : [],
  );
  const escapes: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };
  return JSON.stringify(list).replace(/[<>&]/g, (character) => escapes[character] ?? character);
}

/** The bytes that the one ManifestWork with all summaries of a cluster counts. */
export function workBytes(tellings: readonly Telling[]): number {
  const configMap = {
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: { name: configName, namespace: agentNamespace },
    data: { [summariesKey]: summariesText(tellings) },
  };
  return Buffer.byteLength(JSON.stringify(configMap));
}

/**
 * The clusters that a round of the controller tells of a change. It goes through them in the order of its list and ends
 * at the first whose ManifestWork is refused; those after it keep what they had.
 */
export function toldInRound(clusters: readonly string[], refuses: (cluster: string) => boolean): readonly string[] {
  const end = clusters.findIndex(refuses);
  return end < 0 ? clusters : clusters.slice(0, end);
}

/** What can happen to an object that the hub's controllers know of. */
export interface HubEvent {
  readonly kind: 'DynamicScorer' | 'DynamicScoringConfig' | 'ManagedCluster';
  readonly name: string;
}

/** Whether an event makes the controller tell the clusters anew. A cluster that joins waits for the next such event. */
export function startsRound({ kind, name }: HubEvent): boolean {
  return kind === 'DynamicScorer' || (kind === 'DynamicScoringConfig' && name === configName);
}
