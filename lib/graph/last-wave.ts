import { fieldsOf } from '../model/json';
import { kindKey } from './located';
import type { Manifest } from '../model/manifest';
import { markers } from '../model/marker';

/**
 * Kinds whose health hangs on something outside their unit, with why. Argo CD starts no later wave until they are healthy,
 * so they stand in the last one.
 */
const lastWaveKinds: Readonly<Record<string, string>> = {
  'addon.open-cluster-management.io/ClusterManagementAddOn': 'waits until its placements have chosen clusters',
  'addon.open-cluster-management.io/ManagedClusterAddOn': 'waits for the agent on the managed cluster',
  'batch/CronJob': 'is Degraded after a run that failed, until one succeeds',
  'cluster.open-cluster-management.io/Placement': 'is not satisfied until clusters match it',
  'dynamic-scoring.open-cluster-management.io/DynamicScorer': 'is Inactive until its scorer answers',
  'networking.k8s.io/Ingress': 'waits for an address, which no controller gives on some clusters',
  'policy.open-cluster-management.io/Policy': 'waits for the managed clusters to comply',
  'route.openshift.io/Route': 'waits until a router admits it',
  'serving.kserve.io/InferenceService': 'waits for its model, its storage and a free node',
  'work.open-cluster-management.io/ManifestWork': 'waits for the work agent of the managed cluster',
  'work.open-cluster-management.io/ManifestWorkReplicaSet': 'waits for the work agents of many clusters',
};

/** Why an object may stay unhealthy however well its unit is; undefined for all others. A lone claim is seen by `waves`. */
export function waitsForOutside(manifest: Manifest): string | undefined {
  const why = lastWaveKinds[kindKey(manifest)];
  if (why !== undefined) return why;
  const told = manifest.metadata.annotations?.[markers.waitsFor];
  if (told !== undefined) return `waits for ${told}`;
  const spec = fieldsOf(manifest.spec);
  if (manifest.kind === 'Service' && spec.type === 'LoadBalancer') return 'waits for an address from outside';
  if (manifest.kind === 'Job' && spec.suspend === true) return 'is suspended until somebody resumes it';
  return undefined;
}
