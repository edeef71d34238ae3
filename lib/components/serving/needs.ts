import { secretNeeds } from '../../constructs/secret-backend';
import { storageClassWithoutDefault } from '../../environment/storage-class';
import { groupKind } from '../../kinds/group-kind';
import { outsideApi } from '../../model/group-kind';
import type { Directory } from '../../model/directory';
import type { Need } from '../../model/unit';
import type { Context } from '../component';
import { isMadeByEksctl } from '../eks/role-account';
import { distributions } from './openshift-ai/distribution';
import type { ServingPlan } from './plan';
import { secretRequests } from './requests';

/** What must exist on the plan's cluster and is not rendered: Secrets, a StorageClass, roles, operators. */
export function needsOn(
  plan: ServingPlan,
  plans: readonly ServingPlan[],
  context: Context,
  directory: Directory,
): Need[] {
  const { cluster, connection, ai, mode } = plan;
  const all = secretNeeds(secretRequests(plans), context, directory);
  const operator = (name: string, why: string): Need => ({
    ref: { cluster: cluster.name, ...outsideApi('Operator'), name },
    why,
  });
  return [
    ...all.filter(({ ref }) => ref.cluster === cluster.name),
    ...storageClassNeed(plan, directory),
    ...(connection.access.type === 'role' && !isMadeByEksctl(connection.access.role, context)
      ? [
          {
            ref: { cluster: cluster.name, ...outsideApi('IAM role'), name: connection.access.role },
            why: 'models and uploads use the bucket with it',
          },
        ]
      : []),
    ...(ai?.installed === true
      ? [operator(distributions[ai.distribution].operator.package, 'openshift-ai says that it is installed')]
      : []),
    ...(ai !== undefined && mode === 'Knative'
      ? ['serverless-operator', 'servicemeshoperator'].map((name) =>
          operator(name, 'OpenShift AI serves in Knative mode with it'),
        )
      : []),
  ];
}

function storageClassNeed({ cluster, settings: { storage } }: ServingPlan, directory: Directory): Need[] {
  const name = storage.minio && storageClassWithoutDefault(cluster, storage.minio.class);
  const ref = { cluster: cluster.name, ...groupKind('storage.k8s.io/StorageClass'), name: name ?? '' };
  return name === undefined || directory.has(ref) ? [] : [{ ref, why: 'the volume of MinIO, and its driver' }];
}
