import type { FindingKind } from '../model/finding';
import { apiAutoscalerKind } from './api/api-autoscaler';
import { apiCronScheduleKind } from './api/api-cron-schedule';
import { apiDataKeysKind } from './api/api-data-keys';
import { apiDisruptionBudgetKind } from './api/api-disruption-budget';
import { apiIngressKind } from './api/api-ingress';
import { apiJobCompletionKind } from './api/api-job-completion';
import { apiLabelSelectorKind } from './api/api-label-selector';
import { apiNetworkPolicyKind } from './api/api-network-policy';
import { apiRoleBindingKind } from './api/api-role-binding';
import { apiRoleRulesKind } from './api/api-role-rules';
import { apiSelectorMismatchKind } from './api/api-selector-mismatch';
import { apiServicePortsKind } from './api/api-service-ports';
import { apiUpdateStrategyKind } from './api/api-update-strategy';
import { apiVolumeClaimKind } from './api/api-volume-claim';
import { apiWebhookKind } from './api/api-webhook';
import { apiContainerPortsKind } from './api/pods/api-container-ports';
import { apiContainerKind } from './api/pods/api-container';
import { apiEnvKind } from './api/pods/api-env';
import { apiProbeKind } from './api/pods/api-probe';
import { apiResourcesKind } from './api/pods/api-resources';
import { apiRestartPolicyKind } from './api/pods/api-restart-policy';
import { apiSecurityContextKind } from './api/pods/api-security-context';
import { apiVolumesKind } from './api/pods/api-volumes';
import { celRuleKind } from './cel-rule';
import { kindWithoutSchemaKind } from './kind-without-schema';
import { listDuplicateKind } from './list-duplicate';
import { nameInvalidKind } from './name-invalid';
import { schemaMismatchKind } from './schema-mismatch';
import { scopeMismatchKind } from './scope-mismatch';
import { unknownFieldKind } from './unknown-field';

/** Every code that `schemaProblems` may give. */
export const schemaFindingKinds: readonly FindingKind[] = [
  apiAutoscalerKind,
  apiContainerKind,
  apiContainerPortsKind,
  apiCronScheduleKind,
  apiDataKeysKind,
  apiDisruptionBudgetKind,
  apiEnvKind,
  apiIngressKind,
  apiJobCompletionKind,
  apiLabelSelectorKind,
  apiNetworkPolicyKind,
  apiProbeKind,
  apiResourcesKind,
  apiRestartPolicyKind,
  apiRoleBindingKind,
  apiRoleRulesKind,
  apiSecurityContextKind,
  apiSelectorMismatchKind,
  apiServicePortsKind,
  apiUpdateStrategyKind,
  apiVolumeClaimKind,
  apiVolumesKind,
  apiWebhookKind,
  celRuleKind,
  kindWithoutSchemaKind,
  listDuplicateKind,
  nameInvalidKind,
  schemaMismatchKind,
  scopeMismatchKind,
  unknownFieldKind,
];
