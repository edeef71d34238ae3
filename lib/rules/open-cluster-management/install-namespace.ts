import type { Edge } from '../../graph/edge';
import { isKind } from '../../kinds/group-kind';
import { refKey } from '../../model/ref';
import { checkInstallNamespace, installNamespace as finding } from '../../scoring/findings/install-namespace';
import { addonName } from '../../scoring/framework';
import type { Located } from '../../graph/located';
import { isTyped } from '../engine/object-rule';
import { fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Fact = { readonly edge: Edge } | { readonly config: Omit<Located, 'manifest'>; readonly namespace: string };

const configs = [
  'addon.open-cluster-management.io/v1alpha1/AddOnDeploymentConfig',
  'addon.open-cluster-management.io/v1beta1/AddOnDeploymentConfig',
] as const;

/** What Open Cluster Management fills in. */
const defaultNamespace = 'open-cluster-management-agent-addon';

export const installNamespace: Rule<Fact> = {
  ...finding,
  severity: 'error',
  profile: 'scorewright',
  summary: 'The dynamic scoring add-on is installed where its agent looks for its objects.',
  turnOff: 'When your build of the agent reads its namespace from its own settings.',

  *collect(_, { objects, edges }) {
    for (const edge of edges)
      if (edge.from.name === addonName && isKind('addon.open-cluster-management.io/AddOnDeploymentConfig', edge.to))
        yield { edge };
    for (const located of objects)
      if (isTyped(located, ...configs)) {
        const { manifest, ...config } = located;
        yield { config, namespace: manifest.spec.agentInstallNamespace ?? defaultNamespace };
      }
  },

  *judge(facts) {
    const used = new Set(facts.flatMap((fact) => ('edge' in fact ? [refKey(fact.edge.to)] : [])));
    for (const fact of facts)
      if ('config' in fact && used.has(refKey(fact.config.ref)))
        for (const fault of checkInstallNamespace(fact.namespace))
          yield { ...fault, ...fieldOf(fact.config, ['spec', 'agentInstallNamespace']) };
  },
};
