import type { ObjectFault } from '../object-fault';
import type { Manifest } from '../../model/manifest';
import { withoutNulls } from '../../model/without-nulls';
import { autoscalerFaults } from './api-autoscaler';
import { cronScheduleFaults } from './api-cron-schedule';
import { dataFaults } from './api-data-keys';
import { disruptionBudgetFaults } from './api-disruption-budget';
import { ingressFaults } from './api-ingress';
import { jobCompletionFaults } from './api-job-completion';
import { labelSelectorFaults } from './api-label-selector';
import { networkPolicyFaults } from './api-network-policy';
import { roleBindingFaults } from './api-role-binding';
import { roleRuleFaults } from './api-role-rules';
import { selectorFaults } from './api-selector-mismatch';
import { servicePortFaults } from './api-service-ports';
import { updateStrategyFaults } from './api-update-strategy';
import { claimTemplateFaults, volumeClaimFaults } from './api-volume-claim';
import { webhookFaults } from './api-webhook';
import type { ApiCheck } from './objects';
import { podFaults } from './pods/pod-checks';

const workload: readonly ApiCheck[] = [selectorFaults, labelSelectorFaults, podFaults];

/** By kind; core kinds have no two of one name. */
const checks: Readonly<Record<string, readonly ApiCheck[]>> = {
  ClusterRole: [roleRuleFaults],
  ClusterRoleBinding: [roleBindingFaults],
  ConfigMap: [dataFaults],
  CronJob: [cronScheduleFaults, jobCompletionFaults, labelSelectorFaults, podFaults],
  DaemonSet: [...workload, updateStrategyFaults],
  Deployment: [...workload, updateStrategyFaults],
  HorizontalPodAutoscaler: [autoscalerFaults],
  Ingress: [ingressFaults],
  Job: [...workload, jobCompletionFaults],
  MutatingWebhookConfiguration: [webhookFaults, labelSelectorFaults],
  NetworkPolicy: [networkPolicyFaults, labelSelectorFaults],
  PersistentVolumeClaim: [volumeClaimFaults, labelSelectorFaults],
  Pod: [labelSelectorFaults, podFaults],
  PodDisruptionBudget: [disruptionBudgetFaults, labelSelectorFaults],
  Role: [roleRuleFaults],
  RoleBinding: [roleBindingFaults],
  Secret: [dataFaults],
  Service: [servicePortFaults],
  StatefulSet: [...workload, claimTemplateFaults],
  ValidatingWebhookConfiguration: [webhookFaults, labelSelectorFaults],
};

/** What the API server enforces in code for a kind of its own that fits its schema. */
export function apiFaults(manifest: Manifest): ObjectFault[] {
  const own = checks[manifest.kind];
  if (own === undefined) return [];
  const read = withoutNulls(manifest) ?? manifest;
  return own.flatMap((check) => check(read));
}
