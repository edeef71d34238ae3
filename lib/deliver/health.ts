import type { Manifest } from '../model/manifest';
import type { ArgocdSetup } from './bootstrap';
import { application } from './health-scripts/application';
import { dynamicScorer } from './health-scripts/dynamic-scorer';
import { manifestWork } from './health-scripts/manifest-work';
import { manifestWorkReplicaSet } from './health-scripts/manifest-work-replica-set';
import { openshiftAi } from './health-scripts/openshift-ai';
import { placement } from './health-scripts/placement';

/** The `ArgoCD` object that the operator makes itself. */
export const operatorInstance = 'openshift-gitops';

/** A health check in the Lua that Argo CD runs: it sees `obj` and returns `{ status, message }`. */
export interface HealthScript {
  readonly group: string;
  readonly kind: string;
  readonly lua: string;
}

/**
 * Every health check, whether or not the environment renders the kind: two environments may share one Argo CD, and a
 * server-side apply with the same field manager removes the keys that the newer one does not have.
 */
export const healthScripts: readonly HealthScript[] = [
  { group: 'argoproj.io', kind: 'Application', lua: application },
  { group: 'cluster.open-cluster-management.io', kind: 'Placement', lua: placement },
  { group: 'datasciencecluster.opendatahub.io', kind: 'DataScienceCluster', lua: openshiftAi },
  { group: 'dscinitialization.opendatahub.io', kind: 'DSCInitialization', lua: openshiftAi },
  { group: 'dynamic-scoring.open-cluster-management.io', kind: 'DynamicScorer', lua: dynamicScorer },
  { group: 'work.open-cluster-management.io', kind: 'ManifestWork', lua: manifestWork },
  { group: 'work.open-cluster-management.io', kind: 'ManifestWorkReplicaSet', lua: manifestWorkReplicaSet },
].map((script) => ({ ...script, lua: script.lua.trimStart() }));

/** The health checks as Argo CD reads them: a partial `argocd-cm`, or on OpenShift GitOps a partial `ArgoCD`. */
export function healthManifest({ namespace, configuredBy, instance = operatorInstance }: ArgocdSetup): Manifest {
  if (configuredBy === 'operator') {
    return {
      apiVersion: 'argoproj.io/v1beta1',
      kind: 'ArgoCD',
      metadata: { name: instance, namespace },
      spec: { resourceHealthChecks: healthScripts.map(({ group, kind, lua }) => ({ check: lua, group, kind })) },
    };
  }
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { labels: { 'app.kubernetes.io/part-of': 'argocd' }, name: 'argocd-cm', namespace },
    data: Object.fromEntries(
      healthScripts.map(({ group, kind, lua }) => [`resource.customizations.health.${group}_${kind}`, lua]),
    ),
  };
}
