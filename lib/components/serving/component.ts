import { serviceRef } from '../../constructs/endpoint';
import { secretUnits } from '../../constructs/secret-backend';
import { groupKind } from '../../kinds/group-kind';
import { outsideApi } from '../../model/group-kind';
import type { Ref } from '../../model/ref';
import type { Component } from '../component';
import { needsOn } from './needs';
import { distributions } from './openshift-ai/distribution';
import { planServing, type ServingPlan } from './plan';
import { problems } from './problems';
import { secretRequests } from './requests';
import { connectionUnit } from './secrets-unit';
import { settings, type ServingSettings } from './settings/settings';
import { storageSecret } from '../../constructs/serving/connection';
import { openShiftAiUnit, servingUnit, smokeUnit } from './units';

const component = 'serving';

/** Models as KServe serves them: their storage, their runtimes, and on OpenShift what brings KServe. */
export const serving: Component<ServingSettings, readonly ServingPlan[]> = {
  name: component,
  settings,
  plan: planServing,
  provides: (plans) => plans.flatMap(provided),
  problems,
  units: (plans, context, directory) => {
    const owner = { component, settings: [component, 'storage'], delivery: 'argo' } as const;
    return [
      ...secretUnits(secretRequests(plans), context, owner),
      ...plans.flatMap((plan) => [
        ...openShiftAiUnit(plan),
        ...connectionUnit(plan),
        servingUnit(plan, needsOn(plan, plans, context, directory)),
        ...smokeUnit(plan),
      ]),
    ];
  },
};

/** What others may refer to: the storage, and what OpenShift AI brings without anyone rendering it. */
function provided({ cluster, endpoints, ai, settings: chosen, connection }: ServingPlan): Ref[] {
  const { name } = cluster;
  const groups = ['serving.kserve.io', ...(ai?.version === 1 ? [] : openShiftAiGroups)];
  return [
    ...(endpoints ?? []).map(serviceRef),
    ...(ai === undefined
      ? []
      : [
          { cluster: name, ...groupKind('/Namespace'), name: distributions[ai.distribution].applications },
          ...groups.map((group) => ({ cluster: name, ...outsideApi('APIGroup'), name: group })),
          {
            cluster: name,
            ...groupKind('/Secret'),
            namespace: chosen.namespace,
            name: storageSecret,
            key: connection.name,
          },
          {
            cluster: name,
            ...groupKind('/Service'),
            namespace: chosen.namespace,
            name: 'modelmesh-serving',
            port: 8008,
          },
        ]),
  ];
}

const openShiftAiGroups = ['datasciencecluster.opendatahub.io', 'dscinitialization.opendatahub.io'];
