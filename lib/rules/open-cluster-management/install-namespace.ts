import type { Edge } from '../../graph/edge';
import { isObject } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { refKey } from '../../model/ref';
import { checkInstallNamespace, installNamespace as kind } from '../../scoring/findings/install-namespace';
import { addonName } from '../../scoring/framework';
import { faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Fact = { readonly edge: Edge } | { readonly config: Omit<Located, 'manifest'>; readonly namespace: string };

/** What Open Cluster Management fills in. */
const defaultNamespace = 'open-cluster-management-agent-addon';

/** The add-on of dynamic scoring is installed where its agent looks. */
export const installNamespace: Rule<Fact> = {
  ...kind,
  severity: 'error',

  *collect(_, { objects, edges }) {
    for (const edge of edges)
      if (edge.from.name === addonName && edge.to.kind === 'AddOnDeploymentConfig') yield { edge };
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
        for (const { message } of checkInstallNamespace(fact.namespace))
          yield faultOf(fact.config, ['spec', 'agentInstallNamespace'], message);
  },

  bad: {
    units: { 'hub01/demo': [addon('a', 'b'), config('a', { agentInstallNamespace: 'scores' }), config('b', {})] },
    findings: [
      'AddOnDeploymentConfig open-cluster-management/a spec.agentInstallNamespace: got "scores"; the agent reads its ConfigMap in dynamic-scoring: install the add-on there',
      'AddOnDeploymentConfig open-cluster-management/b spec.agentInstallNamespace: got "open-cluster-management-agent-addon"; the agent reads its ConfigMap in dynamic-scoring: install the add-on there',
    ],
  },
  good: { 'hub01/demo': [addon('a'), config('a', { agentInstallNamespace: 'dynamic-scoring' }), config('other', {})] },
};

function addon(...configs: string[]): Manifest {
  const defaultConfigs = configs.map((name) => ({
    group: 'addon.open-cluster-management.io',
    resource: 'addondeploymentconfigs',
    namespace: 'open-cluster-management',
    name,
  }));
  return {
    apiVersion: 'addon.open-cluster-management.io/v1alpha1',
    kind: 'ClusterManagementAddOn',
    metadata: { name: addonName },
    spec: { defaultConfigs },
  };
}

function config(name: string, spec: object): Manifest {
  return {
    apiVersion: 'addon.open-cluster-management.io/v1alpha1',
    kind: 'AddOnDeploymentConfig',
    metadata: { name, namespace: 'open-cluster-management' },
    spec,
  };
}
