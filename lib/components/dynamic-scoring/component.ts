import { serviceRef } from '../../constructs/endpoint';
import type { Construct } from 'constructs';
import { placed } from '../../environment/placement';
import type { Fleet } from '../../model/fleet';
import type { Ref } from '../../model/ref';
import type { Need, Unit } from '../../model/unit';
import { addonName, agentNamespace, hubNamespace } from '../../scoring/framework';
import type { Component, Context } from '../component';
import { Addon } from './hub/addon';
import { AddonController } from './hub/addon-controller';
import { frameworkCrds } from './hub/crds';
import { ResourceController } from './hub/resource-controller';
import { planScorers, type PlannedScorer } from './plan';
import { problems } from './problems';
import { EngineRegistration, MaskConfig } from './registration';
import { ScorerDeployment } from './scorer-deployment';
import { settings, type DynamicScoringSettings } from './settings';

const component = 'dynamic-scoring';

/** Scores of every managed cluster: scorers, their registration on the hub, and the add-on that asks them. */
export const dynamicScoring: Component<DynamicScoringSettings> = {
  name: component,
  settings,
  provides: (chosen, context) => [
    ...agentRefs(chosen, context),
    ...planScorers(chosen, context).map(({ endpoint }) => serviceRef(endpoint)),
  ],
  problems,
  units: (chosen, context) => {
    const planned = planScorers(chosen, context);
    return [crdsUnit(context.fleet), hubUnit(chosen, context, planned), ...scorerUnits(chosen, context.fleet, planned)];
  },
};

/** The add-on on each cluster that runs an agent; its controller makes them, so nobody renders them. */
function agentRefs({ on }: DynamicScoringSettings, { fleet }: Context): Ref[] {
  const { hub } = fleet;
  return placed(on, fleet).map(({ name }) => ({
    cluster: hub.name,
    kind: 'ManagedClusterAddOn',
    namespace: name,
    name: addonName,
  }));
}

function crdsUnit({ hub }: Fleet): Unit {
  return {
    name: `${component}-crds`,
    component,
    cluster: hub.name,
    delivery: 'argo',
    stage: 'charts',
    settings: [component],
    namespaces: [],
    needs: [],
    content: frameworkCrds,
  };
}

function hubUnit({ masks }: DynamicScoringSettings, { fleet }: Context, planned: readonly PlannedScorer[]): Unit {
  const { hub } = fleet;
  return {
    name: component,
    component,
    cluster: hub.name,
    delivery: 'argo',
    stage: 'workloads',
    settings: [component],
    namespaces: [],
    needs: hubNeeds(fleet),
    content: rendered((scope) => {
      new ResourceController(scope, 'resource-controller', hub);
      new AddonController(scope, 'addon-controller', hub);
      new Addon(scope, 'addon');
      new MaskConfig(scope, 'masks', masks);
      for (const scorer of planned)
        for (const engine of scorer.scorer.engines) new EngineRegistration(scope, engine.name, engine, scorer);
    }),
  };
}

function scorerUnits({ delivery }: DynamicScoringSettings, { hub }: Fleet, planned: readonly PlannedScorer[]): Unit[] {
  const clusters = new Set(planned.map(({ cluster }) => cluster.name));
  return [...clusters].map((cluster) => ({
    // The hub has its own unit of that name, and no ManifestWork reaches it.
    name: cluster === hub.name ? `${component}-scorers` : component,
    component,
    cluster,
    delivery: cluster === hub.name ? 'argo' : delivery,
    stage: 'workloads',
    settings: [component],
    namespaces: [{ name: agentNamespace, podSecurity: 'restricted' }],
    needs: [],
    content: rendered((scope) => {
      for (const scorer of planned) {
        if (scorer.cluster.name === cluster) new ScorerDeployment(scope, scorer.workload.name, scorer);
      }
    }),
  }));
}

function rendered(build: (scope: Construct) => void): Unit['content'] {
  return { type: 'constructs', ignoreDifferences: [], tests: [], build };
}

/** What `clusteradm` makes: the hub's own namespace, and each cluster joined under its name. */
function hubNeeds({ hub, clusters }: Fleet): Need[] {
  const managed = clusters.filter(({ role }) => role === 'managed');
  return [
    {
      ref: { cluster: hub.name, kind: 'Namespace', name: hubNamespace },
      why: 'Open Cluster Management: clusteradm init makes it',
    },
    ...managed.map(({ name }) => ({
      ref: { cluster: hub.name, kind: 'ManagedCluster', name },
      why: 'clusteradm join and accept make it',
    })),
  ];
}
