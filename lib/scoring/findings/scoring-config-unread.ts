import { findingKind } from '../../model/finding-kind';
import { configName } from '../framework';
import type { EngineFault } from '../engine-fault';

export const scoringConfigUnread = findingKind({
  code: 'scoring-config-unread',
  why: 'Clusters learn of a changed scorer through the single DynamicScoringConfig in its namespace; without it they learn nothing.',
  fix: 'Keep a single DynamicScoringConfig, named dynamic-scoring-config, in the namespace of the DynamicScorers.',
  messages: {
    missing: 'missing {expected} in the same namespace; without it no cluster learns of any scorer',
    notRead: 'got "{got}"; the DynamicScoringConfig that counts has {field} "{expected}"',
  },
});

/** Whether a DynamicScoringConfig is the one that counts for the DynamicScorers of a namespace. */
export function checkScoringConfig(
  config: { readonly name: string; readonly namespace: string },
  scorersNamespace: string,
): readonly EngineFault[] {
  const problem = (field: string, got: string, expected: string): EngineFault =>
    scoringConfigUnread.fault('notRead', { got, field, expected }, { path: ['metadata', field] });
  return [
    ...(config.name === configName ? [] : [problem('name', config.name, configName)]),
    ...(config.namespace === scorersNamespace ? [] : [problem('namespace', config.namespace, scorersNamespace)]),
  ];
}
