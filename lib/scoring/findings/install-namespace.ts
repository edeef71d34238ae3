import type { FindingKind } from '../../model/finding';
import { agentNamespace } from '../framework';
import type { Problem } from '../problem';

export const installNamespace: FindingKind = {
  code: 'install-namespace',
  why: 'The agent reads its ConfigMap in a fixed namespace and its Secrets in the one that the add-on is installed in.',
  fix: 'Keep both the same: install the add-on in dynamic-scoring.',
};

export function checkInstallNamespace(namespace: string): readonly Problem[] {
  if (namespace === agentNamespace) return [];
  const message = `got "${namespace}"; the agent reads its ConfigMap in ${agentNamespace}: install the add-on there`;
  return [{ code: installNamespace.code, severity: 'error', path: ['installNamespace'], message }];
}
