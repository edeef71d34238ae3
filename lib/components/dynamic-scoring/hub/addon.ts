import { Construct } from 'constructs';
import {
  AddOnDeploymentConfig,
  ClusterManagementAddOn,
  ClusterManagementAddOnSpecInstallStrategyType,
  type ClusterManagementAddOnSpecInstallStrategyPlacements,
} from '../../../../imports/addon.open-cluster-management.io';
import {
  ManagedClusterSetBinding,
  Placement,
  type PlacementSpecPredicatesRequiredClusterSelector,
} from '../../../../imports/cluster.open-cluster-management.io';
import { clustersByName } from '../../../model/clusters-by-name';
import { addonName, agentNamespace, hubNamespace } from '../../../scoring/framework';
import { metadata, names } from './names';

const addonGroup = 'addon.open-cluster-management.io';
const agentImage = 'quay.io/open-cluster-management/dynamic-scoring-addon';

/** The architectures that upstream builds an agent for: how a cluster says so, and what it then gets. */
const architectures = [
  { suffix: '', operator: 'NotIn', tag: 'latest' },
  { suffix: '-aarch64', operator: 'In', tag: 'latest-aarch64' },
] as const;

/** The add-on as Open Cluster Management installs it: where, on which architecture, with which image. */
export class Addon extends Construct {
  /** @param only the clusters that get an agent; every managed cluster of the set when absent */
  constructor(
    scope: Construct,
    id: string,
    private readonly only?: readonly string[],
  ) {
    super(scope, id);
    new ManagedClusterSetBinding(this, 'cluster-set', {
      metadata: metadata(names.clusterSet),
      spec: { clusterSet: names.clusterSet },
    });
    for (const { suffix, operator, tag } of architectures) {
      this.placement(`dynamic-scoring-placement${suffix}`, operator);
      this.agent(`dynamic-scoring-addon-config${suffix}`, tag);
    }
    new ClusterManagementAddOn(this, 'add-on', {
      metadata: { name: addonName },
      spec: {
        addOnMeta: {
          displayName: addonName,
          description: 'Distributes scoring to the managed clusters and runs its agents there.',
        },
        supportedConfigs: [{ group: addonGroup, resource: 'addondeploymentconfigs' }],
        installStrategy: {
          type: ClusterManagementAddOnSpecInstallStrategyType.PLACEMENTS,
          placements: architectures.map(({ suffix }) => installed(suffix)),
        },
      },
    });
  }

  private placement(name: string, operator: string): void {
    new Placement(this, name, {
      metadata: metadata(name),
      spec: {
        clusterSets: [names.clusterSet],
        // A cluster that is out of reach for a while keeps its agent.
        tolerations: ['unreachable', 'unavailable'].map((state) => ({
          key: `cluster.open-cluster-management.io/${state}`,
          operator: 'Equal',
        })),
        predicates: this.selectors().map((celSelector) => ({
          requiredClusterSelector: {
            labelSelector: { matchExpressions: [{ key: 'cluster-arch', operator, values: ['aarch64'] }] },
            ...celSelector,
          },
        })),
      },
    });
  }

  /** Of the clusters that get an agent, one for each predicate. */
  private selectors(): Pick<PlacementSpecPredicatesRequiredClusterSelector, 'celSelector'>[] {
    if (this.only === undefined) return [{}];
    return clustersByName(this.only).map((expression) => ({ celSelector: { celExpressions: [expression] } }));
  }

  private agent(name: string, tag: string): void {
    new AddOnDeploymentConfig(this, name, {
      metadata: metadata(name),
      spec: {
        agentInstallNamespace: agentNamespace,
        customizedVariables: [
          { name: 'Image', value: `${agentImage}:${tag}` },
          { name: 'ImagePullSecrets', value: JSON.stringify(['hub-registry-secret']) },
        ],
      },
    });
  }
}

function installed(suffix: string): ClusterManagementAddOnSpecInstallStrategyPlacements {
  return {
    name: `dynamic-scoring-placement${suffix}`,
    namespace: hubNamespace,
    configs: [
      {
        group: addonGroup,
        resource: 'addondeploymentconfigs',
        name: `dynamic-scoring-addon-config${suffix}`,
        namespace: hubNamespace,
      },
    ],
  };
}
