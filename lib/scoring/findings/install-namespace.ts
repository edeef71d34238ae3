import { findingKind } from '../../model/finding-kind';
import { agentNamespace } from '../framework';
import type { EngineFault } from '../engine-fault';

export const installNamespace = findingKind({
  code: 'install-namespace',
  why: 'The agent reads its ConfigMap in a fixed namespace and its Secrets in the one that the add-on is installed in.',
  fix: 'Keep both the same: install the add-on in dynamic-scoring.',
  messages: {
    otherNamespace: 'got "{got}"; the agent reads its ConfigMap in {agentNamespace}: install the add-on there',
  },
});

export function checkInstallNamespace(namespace: string): readonly EngineFault[] {
  if (namespace === agentNamespace) return [];
  return [installNamespace.fault('otherNamespace', { got: namespace, agentNamespace }, { path: ['installNamespace'] })];
}
