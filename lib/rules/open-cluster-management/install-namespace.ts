import { isObject } from '../../model/json';
import type { Edge } from '../../graph/edge';
import { kindKey, type Located } from '../../graph/located';
import { isKind } from '../../kinds/group-kind';
import { refKey } from '../../model/ref';
import { checkInstallNamespace, installNamespace as finding } from '../../scoring/findings/install-namespace';
import { addonName } from '../../scoring/framework';
import { fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Fact = { readonly edge: Edge } | { readonly config: Omit<Located, 'manifest'>; readonly namespace: string };

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
    for (const { manifest, ref, path, uninstantiated, origin } of objects)
      if (kindKey(manifest) === 'addon.open-cluster-management.io/AddOnDeploymentConfig') {
        const { agentInstallNamespace } = isObject(manifest.spec) ? manifest.spec : {};
        const namespace = typeof agentInstallNamespace === 'string' ? agentInstallNamespace : defaultNamespace;
        yield { config: { ref, path, uninstantiated, origin }, namespace };
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
