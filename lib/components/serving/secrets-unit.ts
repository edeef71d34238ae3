import { DataConnection } from '../../constructs/serving/data-connection';
import { constructs, defineUnit, type Unit } from '../../model/unit';
import { connectionProps } from './data-connection';
import { platformOf } from '../../platforms/catalogue';
import { byStorageKey, type ServingPlan } from './plan';

/** Whether models ask for the entry of `storage-config` where no odh-model-controller writes it. */
export function needsStorageConfig(plan: ServingPlan): boolean {
  return byStorageKey(plan) && !platformOf(plan.cluster).openshiftAi;
}

/** The unit that makes the Secrets of the storage on one cluster, or none where people make them or a role stands for them. */
export function connectionUnit(plan: ServingPlan): Unit[] {
  const { cluster, connection, settings } = plan;
  const { access } = connection;
  if (access.type !== 'keys' || access.made === 'person') return [];
  return [
    defineUnit({
      name: 'serving-connection',
      component: 'serving',
      cluster: cluster.name,
      stage: 'secrets',
      settings: ['serving', 'storage'],
      content: constructs((scope) => {
        new DataConnection(scope, 'connection', {
          ...connectionProps(connection, settings.namespace),
          keys: access.made === 'generated' ? 'generated' : 'copied',
          storageConfig: needsStorageConfig(plan),
        });
      }),
    }),
  ];
}
