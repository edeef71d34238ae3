import type { SecretRequest } from '../../constructs/secret';
import { connectionKeys, dashboardLabels, rootSecret, storageSecret } from '../../constructs/serving/connection';
import type { ServingPlan } from './plan';
import { needsStorageConfig } from './secrets-unit';

/**
 * The Secrets that the environment's backend must bring. A store brings the keys alone, and the other forms are copied from
 * them; people make every form, for nothing on the cluster does it for them.
 */
export function secretRequests(plans: readonly ServingPlan[]): SecretRequest[] {
  const [first] = plans;
  if (first?.connection.access.type !== 'keys') return [];
  const { settings, connection } = first;
  const { made, origin } = first.connection.access;
  const clusters = plans.map(({ cluster }) => cluster.name);
  const request = { namespace: settings.namespace, clusters };
  const keys = [origin.user, origin.password] as const;
  if (made === 'generated') return [];
  if (made === 'store') return [{ ...request, name: origin.name, keys, why: 'user and password of the model storage' }];
  const meshed = plans.filter(needsStorageConfig).map(({ cluster }) => cluster.name);
  return [
    ...(settings.storage.minio ? [{ ...request, name: rootSecret.name, keys, why: 'MinIO: its root user' }] : []),
    {
      ...request,
      name: connection.name,
      keys: connectionKeys,
      labels: dashboardLabels,
      why: 'data connection of the models; docs/serving.md says what each key and annotation holds',
    },
    ...(meshed.length === 0
      ? []
      : [
          {
            ...request,
            clusters: meshed,
            name: storageSecret,
            // odh-model-controller writes it there.
            madeOn: plans.flatMap(({ cluster, ai }) => (ai === undefined ? [] : [cluster.name])),
            keys: [connection.name] as const,
            why: 'data connection as ModelMesh reads it; docs/serving.md says what it holds',
          },
        ]),
  ];
}
