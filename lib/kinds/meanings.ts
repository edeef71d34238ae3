import type { Meaning } from './changed';
import { application } from './meanings/application';
import { certificate } from './meanings/certificate';
import { certificateRequest } from './meanings/certificate-request';
import { configMap } from './meanings/config-map';
import { cronJob } from './meanings/cron-job';
import { csiDriver } from './meanings/csi-driver';
import { customResourceDefinition } from './meanings/custom-resource-definition';
import { daemonSet } from './meanings/daemon-set';
import { dataScienceCluster } from './meanings/data-science-cluster';
import { deployment } from './meanings/deployment';
import { dynamicScorer } from './meanings/dynamic-scorer';
import { dynamicScoringConfig } from './meanings/dynamic-scoring-config';
import { endpointSlice } from './meanings/endpoint-slice';
import { externalSecret } from './meanings/external-secret';
import { inferenceService } from './meanings/inference-service';
import { ingressClass } from './meanings/ingress-class';
import { job } from './meanings/job';
import { llmInferenceService } from './meanings/llm-inference-service';
import { localModelCache } from './meanings/local-model-cache';
import { manifestWork } from './meanings/manifest-work';
import { manifestWorkReplicaSet } from './meanings/manifest-work-replica-set';
import { miniCluster } from './meanings/mini-cluster';
import { password } from './meanings/password';
import { persistentVolume } from './meanings/persistent-volume';
import { persistentVolumeClaim } from './meanings/persistent-volume-claim';
import { placement } from './meanings/placement';
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
import { secretStore } from './meanings/secret-store';
import { service } from './meanings/service';
import { serviceCidr } from './meanings/service-cidr';
import { statefulSet } from './meanings/stateful-set';
import { storageClass } from './meanings/storage-class';
import { subscription } from './meanings/subscription';
import { trainedModel } from './meanings/trained-model';
import { volumeAttributesClass } from './meanings/volume-attributes-class';
import { webhookConfiguration } from './meanings/webhook-configuration';

/** What is known of changes, kind by kind. */
export const meanings: readonly Meaning[] = [
  application,
  certificate,
  certificateRequest,
  configMap,
  cronJob,
  csiDriver,
  customResourceDefinition,
  daemonSet,
  dataScienceCluster,
  deployment,
  dynamicScorer,
  dynamicScoringConfig,
  endpointSlice,
  externalSecret,
  inferenceService,
  ingressClass,
  job,
  llmInferenceService,
  localModelCache,
  manifestWork,
  manifestWorkReplicaSet,
  miniCluster,
  password,
  persistentVolume,
  persistentVolumeClaim,
  placement,
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
  secretStore,
  service,
  serviceCidr,
  statefulSet,
  storageClass,
  subscription,
  trainedModel,
  volumeAttributesClass,
  webhookConfiguration,
];

const byKind = new Map<string, Meaning[]>();
for (const meaning of meanings)
  for (const kind of meaning.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), meaning]);

/** The meanings of a kind, written `group/Kind`; none where every change happens in place. */
export function meaningsOf(kind: string): readonly Meaning[] {
  return byKind.get(kind) ?? [];
}
