import type { Meaning } from './changed';
import { certificateRequest } from './meanings/certificate-request';
import { configMap } from './meanings/config-map';
import { cronJob } from './meanings/cron-job';
import { csiDriver } from './meanings/csi-driver';
import { customResourceDefinition } from './meanings/custom-resource-definition';
import { daemonSet } from './meanings/daemon-set';
import { deployment } from './meanings/deployment';
import { endpointSlice } from './meanings/endpoint-slice';
import { ingressClass } from './meanings/ingress-class';
import { job } from './meanings/job';
import { llmInferenceService } from './meanings/llm-inference-service';
import { localModelCache } from './meanings/local-model-cache';
import { miniCluster } from './meanings/mini-cluster';
import { persistentVolume } from './meanings/persistent-volume';
import { persistentVolumeClaim } from './meanings/persistent-volume-claim';
import { pod } from './meanings/pod';
import { priorityClass } from './meanings/priority-class';
import { replicaSet } from './meanings/replica-set';
import { replicationController } from './meanings/replication-controller';
import { resourceClaim } from './meanings/resource-claim';
import { resourceQuota } from './meanings/resource-quota';
import { roleBinding } from './meanings/role-binding';
import { runtimeClass } from './meanings/runtime-class';
import { schedulingWorkload } from './meanings/scheduling-workload';
import { sealedSecret } from './meanings/sealed-secret';
import { secret } from './meanings/secret';
import { service } from './meanings/service';
import { serviceCidr } from './meanings/service-cidr';
import { statefulSet } from './meanings/stateful-set';
import { storageClass } from './meanings/storage-class';
import { subscription } from './meanings/subscription';
import { trainedModel } from './meanings/trained-model';
import { volumeAttributesClass } from './meanings/volume-attributes-class';

/** What is known of changes, kind by kind. */
export const meanings: readonly Meaning[] = [
  certificateRequest,
  configMap,
  cronJob,
  csiDriver,
  customResourceDefinition,
  daemonSet,
  deployment,
  endpointSlice,
  ingressClass,
  job,
  llmInferenceService,
  localModelCache,
  miniCluster,
  persistentVolume,
  persistentVolumeClaim,
  pod,
  priorityClass,
  replicaSet,
  replicationController,
  resourceClaim,
  resourceQuota,
  roleBinding,
  runtimeClass,
  schedulingWorkload,
  sealedSecret,
  secret,
  service,
  serviceCidr,
  statefulSet,
  storageClass,
  subscription,
  trainedModel,
  volumeAttributesClass,
];

const byKind = new Map<string, Meaning[]>();
for (const meaning of meanings)
  for (const kind of meaning.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), meaning]);

/** The meanings of a kind, written `group/Kind`; none where every change happens in place. */
export function meaningsOf(kind: string): readonly Meaning[] {
  return byKind.get(kind) ?? [];
}
