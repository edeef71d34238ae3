import { secretUnits } from '../../constructs/secret-backend';
import { tokenRef } from '../../constructs/secret-token';
import { placed } from '../../environment/placement';
import type { Ref } from '../../model/ref';
import { addonName } from '../../scoring/framework';
import type { Component, Context } from '../component';
import { clusterUnits } from './cluster-units';
import { hubUnits } from './hub-units';
import { component } from './names';
import { planScorers, scorerServices } from './plan';
import { problems } from './problems';
import { requestsOf } from './requests';
import { reviewFiles } from './review/files';
import { settings, type DynamicScoringSettings } from './settings';
import { issuedTokens } from './tokens';

/** Scores of every managed cluster: scorers, their registration on the hub, and the add-on that asks them. */
export const dynamicScoring: Component<DynamicScoringSettings> = {
  name: component,
  settings,
  provides: (chosen, context) => {
    const planned = planScorers(chosen, context);
    const tokens = issuedTokens(chosen, planned).map(({ cluster, token }) => tokenRef(cluster, token));
    return [...scorerServices(planned, context.fleet.hub), ...tokens, ...agentAddOns(chosen, context)];
  },
  problems,
  files: (_, context, directory) => reviewFiles(context, directory),
  units: (chosen, context, directory) => {
    const planned = planScorers(chosen, context);
    return [
      ...hubUnits(chosen, context, directory, planned),
      ...clusterUnits(chosen, context, directory, planned),
      ...secretUnits(requestsOf(chosen, context, planned), context, {
        component,
        settings: [component],
        delivery: chosen.delivery,
      }),
    ];
  },
};

/** The ManagedClusterAddOn that the add-on's placements make for each cluster with an agent. */
function agentAddOns({ on }: DynamicScoringSettings, { fleet }: Context): Ref[] {
  const kind = 'ManagedClusterAddOn';
  return placed(on, fleet).map(({ name }) => ({ cluster: fleet.hub.name, kind, namespace: name, name: addonName }));
}
