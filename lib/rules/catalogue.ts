import { accountUnused } from './account-unused';
import { addonNotInstalled } from './addon-not-installed';
import { addressDangling } from './address-dangling';
import { affinitySelectsNoPod } from './affinity-selects-no-pod';
import { annotationValueUnknown } from './annotation-value-unknown';
import { appProjectForbids } from './app-project-forbids';
import { applicationOrder } from './application-order';
import { applicationStuck } from './application-stuck';
import { argoAnnotationUnknown } from './argo-annotation-unknown';
import { budgetBlocksEviction } from './budget-blocks-eviction';
import { budgetSelectsNoPod } from './budget-selects-no-pod';
import { certificateNeverIssued } from './certificate-never-issued';
import { clusterSetBinding } from './cluster-set-binding';
import { collectorArguments } from './collector-arguments';
import { configHashMissing } from './config-hash-missing';
import { customResourceWithoutCrd } from './custom-resource-without-crd';
import { diffNotIgnored } from './diff-not-ignored';
import { durationUnreadable } from './duration-unreadable';
import { generatedCredential } from './generated-credential';
import { healthCheckMissing } from './health-check-missing';
import { hostNamespaces } from './host-namespaces';
import { hpaReplicas } from './hpa-replicas';
import { hubControllerMissing } from './hub-controller-missing';
import { installNamespace } from './install-namespace';
import { jobLiteralDate } from './job-literal-date';
import { jobNotUpdatable } from './job-not-updatable';
import { jobWithoutDeadline } from './job-without-deadline';
import { manifestWorkTooLarge } from './manifest-work-too-large';
import { manifestWorkUnfit } from './manifest-work-unfit';
import { manifestWorkUnmatched } from './manifest-work-unmatched';
import { maskNamesNoScore } from './mask-names-no-score';
import { miniclusterMarkMisplaced } from './minicluster-mark-misplaced';
import { modelIncomplete } from './model-incomplete';
import { monitorNotRead } from './monitor-not-read';
import { monitorSelectsNothing } from './monitor-selects-nothing';
import { mountedFileMissing } from './mounted-file-missing';
import { mutableImageTag } from './mutable-image-tag';
import { namespaceNotOurs } from './namespace-not-ours';
import { networkPolicyCutsService } from './network-policy-cuts-service';
import { nodeGroupUnfit } from './node-group-unfit';
import { nodeportTakenTwice } from './nodeport-taken-twice';
import { objectRenderedTwice } from './object-rendered-twice';
import { openshiftFixedUser } from './openshift-fixed-user';
import { placementUnscored } from './placement-unscored';
import { podSecurity } from './pod-security';
import { podSecurityReason } from './pod-security-reason';
import { probeTargetsNoPort } from './probe-targets-no-port';
import { projectObject } from './project-object';
import { promqlInvalid } from './promql-invalid';
import { pruningDeletesData } from './pruning-deletes-data';
import { rbacGrantsNothing } from './rbac-grants-nothing';
import { rbacTooBroad } from './rbac-too-broad';
import { rbacVerbUnknown } from './rbac-verb-unknown';
import { referenceDangling } from './reference-dangling';
import { referenceKeyMissing } from './reference-key-missing';
import { referencePortMissing } from './reference-port-missing';
import { rolloutWithoutProgress } from './rollout-without-progress';
import type { Rule } from './rule';
import { ruleNamesNoResource } from './rule-names-no-resource';
import { runtimeUnfit } from './runtime-unfit';
import { scoreNameTaken } from './score-name-taken';
import { scorerNeedsAnswer } from './scorer-needs-answer';
import { scorerSkipped } from './scorer-skipped';
import { scoringConfigUnread } from './scoring-config-unread';
import { scoringPathMissing } from './scoring-path-missing';
import { secretNeverMade } from './secret-never-made';
import { secretWithValue } from './secret-with-value';
import { selectorOverlap } from './selector-overlap';
import { serviceSelectsNoPod } from './service-selects-no-pod';
import { serviceTargetsNoPort } from './service-targets-no-port';
import { serviceWithoutEndpoints } from './service-without-endpoints';
import { servingNotEnabled } from './serving-not-enabled';
import { sourceWindow } from './source-window';
import { storageClassUnnamed } from './storage-class-unnamed';
import { tokenNeverFilled } from './token-never-filled';
import { unitOfHooks } from './unit-of-hooks';
import { urlDangling } from './url-dangling';
import { volumeBlocksRollout } from './volume-blocks-rollout';
import { volumeNotMounted } from './volume-not-mounted';
import { waveCycle } from './wave-cycle';
import { waveOrder } from './wave-order';
import { webhookLeafSelfSigned } from './webhook-leaf-self-signed';
import { webhookTooWide } from './webhook-too-wide';
import { webhookUntrusted } from './webhook-untrusted';
import { workWithoutFeedback } from './work-without-feedback';

/** Every rule, by its code. A rule's facts are its own affair, so that here all are rules over unknown facts. */
export const catalogue: readonly Rule[] = [
  accountUnused,
  addonNotInstalled,
  addressDangling,
  affinitySelectsNoPod,
  annotationValueUnknown,
  appProjectForbids,
  applicationOrder,
  applicationStuck,
  argoAnnotationUnknown,
  budgetBlocksEviction,
  budgetSelectsNoPod,
  certificateNeverIssued,
  clusterSetBinding,
  collectorArguments,
  configHashMissing,
  customResourceWithoutCrd,
  diffNotIgnored,
  durationUnreadable,
  generatedCredential,
  healthCheckMissing,
  hostNamespaces,
  hpaReplicas,
  hubControllerMissing,
  installNamespace,
  jobLiteralDate,
  jobNotUpdatable,
  jobWithoutDeadline,
  manifestWorkTooLarge,
  manifestWorkUnfit,
  manifestWorkUnmatched,
  maskNamesNoScore,
  miniclusterMarkMisplaced,
  modelIncomplete,
  monitorNotRead,
  monitorSelectsNothing,
  mountedFileMissing,
  mutableImageTag,
  namespaceNotOurs,
  networkPolicyCutsService,
  nodeGroupUnfit,
  nodeportTakenTwice,
  objectRenderedTwice,
  openshiftFixedUser,
  placementUnscored,
  podSecurity,
  podSecurityReason,
  probeTargetsNoPort,
  projectObject,
  promqlInvalid,
  pruningDeletesData,
  rbacGrantsNothing,
  rbacTooBroad,
  rbacVerbUnknown,
  referenceDangling,
  referenceKeyMissing,
  referencePortMissing,
  rolloutWithoutProgress,
  ruleNamesNoResource,
  runtimeUnfit,
  scoreNameTaken,
  scorerNeedsAnswer,
  scorerSkipped,
  scoringConfigUnread,
  scoringPathMissing,
  secretNeverMade,
  secretWithValue,
  selectorOverlap,
  serviceSelectsNoPod,
  serviceTargetsNoPort,
  serviceWithoutEndpoints,
  servingNotEnabled,
  sourceWindow,
  storageClassUnnamed,
  tokenNeverFilled,
  unitOfHooks,
  urlDangling,
  volumeBlocksRollout,
  volumeNotMounted,
  waveCycle,
  waveOrder,
  webhookLeafSelfSigned,
  webhookTooWide,
  webhookUntrusted,
  workWithoutFeedback,
] as readonly Rule[];
