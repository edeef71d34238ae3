import { secretUnits } from '../../constructs/secret-backend';
import { tokenRef } from '../../constructs/secret-token';
import { settingsOn } from '../../environment/differences/variants';
import { groupKind } from '../../kinds/group-kind';
import type { Cluster } from '../../model/fleet';
import type { Ref } from '../../model/ref';
import type { Unit } from '../../model/unit';
import { addonName } from '../../scoring/framework';
import type { Component } from '../component';
import { clusterPrometheuses, clusterPrometheusRef } from './cluster-prometheus/way';
import { clusterUnits } from './cluster-units';
import { hubUnits } from './hub-units';
import { component } from './names';
import { planScoring, scorerServices, type ScoringPlan } from './plan';
import { problems } from './problems';
import { secretRequests } from './requests';
import { reviewFiles } from './review/files';
import { settings, type DynamicScoringSettings } from './settings';
import { issuedTokens } from './tokens';

/** Scores of every managed cluster: scorers, their registration on the hub, and the add-on that asks them. */
export const dynamicScoring: Component<DynamicScoringSettings, ScoringPlan> = {
  name: component,
  settings,
  plan: planScoring,
  provides: (plan, { fleet }) => {
    const tokens = issuedTokens(plan).map(({ cluster, token }) => tokenRef(cluster, token));
    const prometheus = clusterPrometheuses(plan).map(({ name }) => clusterPrometheusRef(name));
    return [...scorerServices(plan, fleet.hub), ...tokens, ...prometheus, ...agentAddOns(plan, fleet.hub)];
  },
  problems,
  files: (plan, { fleet }, directory) => reviewFiles(plan, fleet, directory),
  units: (plan, context, directory) => [
    ...hubUnits(plan, context, directory),
    ...clusterUnits(plan, context.fleet, directory),
    ...secretUnits(secretRequests(plan, context.fleet.hub), context, {
      component,
      settings: [component],
      delivery: plan.settings.delivery,
    }).map((unit) => deliveredAsItsCluster(unit, plan, context.fleet.hub)),
  ],
};

function deliveredAsItsCluster(unit: Unit, { settings: block }: ScoringPlan, hub: Cluster): Unit {
  return unit.cluster === hub.name ? unit : { ...unit, delivery: settingsOn(block, { name: unit.cluster }).delivery };
}

/** The ManagedClusterAddOn that the add-on's placements make for each cluster with an agent. */
function agentAddOns({ agents }: ScoringPlan, hub: Cluster): Ref[] {
  const addOn = groupKind('addon.open-cluster-management.io/ManagedClusterAddOn');
  return agents.map(({ name }) => ({ cluster: hub.name, ...addOn, namespace: name, name: addonName }));
}
