import type { Cluster } from '../../model/fleet';
import { platformOf } from '../../platforms/catalogue';

/** How KServe runs models: many in shared servers, each as a Deployment, or each as a Knative Service. */
export const modes = ['ModelMesh', 'RawDeployment', 'Knative'] as const;
/** How KServe runs models. */
export type Mode = (typeof modes)[number];

/** Whether InferenceServices name a data connection by its key; elsewhere they name the bucket, and an account holds keys. */
export function namesStorageKey(mode: Mode, cluster: Pick<Cluster, 'platform'>): boolean {
  return mode === 'ModelMesh' || platformOf(cluster).openshiftAi;
}
