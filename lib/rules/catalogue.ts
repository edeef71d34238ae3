import { accountUnused } from './security/account-unused';
import { addonNotInstalled } from './open-cluster-management/addon-not-installed';
import { addressDangling } from './kubernetes/address-dangling';
import { affinitySelectsNoPod } from './kubernetes/affinity-selects-no-pod';
import { annotationValueUnknown } from './kubernetes/annotation-value-unknown';
import { appProjectForbids } from './argo-cd/app-project-forbids';
import { applicationOrder } from './argo-cd/application-order';
import { applicationOverlap } from './argo-cd/application-overlap';
import { applicationSource } from './argo-cd/application-source';
import { applicationStuck } from './argo-cd/application-stuck';
import { applyTooLarge } from './argo-cd/apply-too-large';
import { argoAnnotationUnknown } from './argo-cd/argo-annotation-unknown';
import { budgetBlocksEviction } from './kubernetes/budget-blocks-eviction';
import { budgetSelectsNoPod } from './kubernetes/budget-selects-no-pod';
import { certificateNeverIssued } from './security/certificate-never-issued';
import { claimAccessUnfit } from './kubernetes/claim-access-unfit';
import { clusterSetBinding } from './open-cluster-management/cluster-set-binding';
import { collectorArguments } from './scoring/collector-arguments';
import { configHashMissing } from './kubernetes/config-hash-missing';
import { customResourceWithoutCrd } from './kubernetes/custom-resource-without-crd';
import { definitionUnfit } from './kubernetes/definition-unfit';
import { diffNotIgnored } from './argo-cd/diff-not-ignored';
import { durationUnreadable } from './kubernetes/duration-unreadable';
import { generatedCredential } from './security/generated-credential';
import { healthCheckMissing } from './argo-cd/health-check-missing';
import { hostNamespaces } from './security/host-namespaces';
import { hostUnreadable } from './kubernetes/host-unreadable';
import { hpaReplicas } from './argo-cd/hpa-replicas';
import { hubControllerMissing } from './open-cluster-management/hub-controller-missing';
import { imageUnreadable } from './kubernetes/image-unreadable';
import { installNamespace } from './open-cluster-management/install-namespace';
import { jobLiteralDate } from './kubernetes/job-literal-date';
import { jobNotUpdatable } from './kubernetes/job-not-updatable';
import { jobWithoutDeadline } from './kubernetes/job-without-deadline';
import { manifestWorkTooLarge } from './open-cluster-management/manifest-work-too-large';
import { manifestWorkUnfit } from './open-cluster-management/manifest-work-unfit';
import { manifestWorkUnmatched } from './open-cluster-management/manifest-work-unmatched';
import { maskNamesNoScore } from './scoring/mask-names-no-score';
import { miniclusterMarkMisplaced } from './scoring/minicluster-mark-misplaced';
import { modelIncomplete } from './serving/model-incomplete';
import { monitorNotRead } from './monitoring/monitor-not-read';
import { monitorSelectsNothing } from './monitoring/monitor-selects-nothing';
import { mountedFileMissing } from './kubernetes/mounted-file-missing';
import { mountedKeyMissing } from './kubernetes/mounted-key-missing';
import { mutableImageTag } from './security/mutable-image-tag';
import { namespaceNotOurs } from './kubernetes/namespace-not-ours';
import { networkPolicyCutsService } from './kubernetes/network-policy-cuts-service';
import { nodeGroupUnfit } from './kubernetes/node-group-unfit';
import { nodeLabelUnknown } from './kubernetes/node-label-unknown';
import { nodeportOutOfRange } from './kubernetes/nodeport-out-of-range';
import { nodeportTakenTwice } from './kubernetes/nodeport-taken-twice';
import { objectRenderedTwice } from './argo-cd/object-rendered-twice';
import { openshiftFixedUser } from './security/openshift-fixed-user';
import { placementAlwaysTies } from './scoring/placement-always-ties';
import { placementFlaps } from './scoring/placement-flaps';
import { placementNeverMoves } from './scoring/placement-never-moves';
import { placementScoreNeverDiffers } from './scoring/placement-score-never-differs';
import { placementUnscored } from './scoring/placement-unscored';
import { podSecurity } from './security/pod-security';
import { podSecurityReason } from './security/pod-security-reason';
import { probeTargetsNoPort } from './kubernetes/probe-targets-no-port';
import { projectObject } from './kubernetes/project-object';
import { promqlInvalid } from './monitoring/promql-invalid';
import { pruningDeletesData } from './argo-cd/pruning-deletes-data';
import { rbacGrantsNothing } from './security/rbac-grants-nothing';
import { rbacTooBroad } from './security/rbac-too-broad';
import { rbacVerbUnknown } from './security/rbac-verb-unknown';
import { referenceDangling } from './kubernetes/reference-dangling';
import { referenceKeyMissing } from './kubernetes/reference-key-missing';
import { referencePortMissing } from './kubernetes/reference-port-missing';
import { repositoryPage } from './argo-cd/repository-page';
import { rightsMissing } from './security/rights-missing';
import { rolloutWithoutProgress } from './open-cluster-management/rollout-without-progress';
import { ruleNamesNoResource } from './security/rule-names-no-resource';
import { runtimeUnfit } from './serving/runtime-unfit';
import { scoreNameTaken } from './scoring/score-name-taken';
import { scorerNeedsAnswer } from './scoring/scorer-needs-answer';
import { scorerSkipped } from './scoring/scorer-skipped';
import { scoringConfigUnread } from './scoring/scoring-config-unread';
import { scoringPathMissing } from './scoring/scoring-path-missing';
import { sealedSecretCopied } from './security/sealed-secret-copied';
import { sealedSecretUnreadable } from './security/sealed-secret-unreadable';
import { secretNeverMade } from './security/secret-never-made';
import { secretWithValue } from './security/secret-with-value';
import { selectorOverlap } from './kubernetes/selector-overlap';
import { serviceSelectsNoPod } from './kubernetes/service-selects-no-pod';
import { serviceTargetsNoPort } from './kubernetes/service-targets-no-port';
import { serviceWithoutEndpoints } from './kubernetes/service-without-endpoints';
import { servingNotEnabled } from './serving/serving-not-enabled';
import { sourceWindow } from './scoring/source-window';
import { storageClassUnnamed } from './kubernetes/storage-class-unnamed';
import { syncOptionUnknown } from './argo-cd/sync-option-unknown';
import { templateKeyMissing } from './security/template-key-missing';
import { textUnreadable } from './kubernetes/text-unreadable';
import { tokenNeverFilled } from './security/token-never-filled';
import { unitOfHooks } from './argo-cd/unit-of-hooks';
import { urlDangling } from './kubernetes/url-dangling';
import { volumeBlocksRollout } from './kubernetes/volume-blocks-rollout';
import { volumeNotMounted } from './kubernetes/volume-not-mounted';
import { waveCycle } from './argo-cd/wave-cycle';
import { waveOrder } from './argo-cd/wave-order';
import { webhookLeafSelfSigned } from './security/webhook-leaf-self-signed';
import { webhookTooWide } from './security/webhook-too-wide';
import { webhookUnanswered } from './security/webhook-unanswered';
import { webhookUntrusted } from './security/webhook-untrusted';
import { workWithoutFeedback } from './open-cluster-management/work-without-feedback';
import type { Rule } from './engine/rule';

/** Every rule, by its code. A rule's facts are its own affair, so that here all are rules over unknown facts. */
export const catalogue: readonly Rule[] = [
  accountUnused,
  addonNotInstalled,
  addressDangling,
  affinitySelectsNoPod,
  annotationValueUnknown,
  appProjectForbids,
  applicationOrder,
  applicationOverlap,
  applicationSource,
  applicationStuck,
  applyTooLarge,
  argoAnnotationUnknown,
  budgetBlocksEviction,
  budgetSelectsNoPod,
  certificateNeverIssued,
  claimAccessUnfit,
  clusterSetBinding,
  collectorArguments,
  configHashMissing,
  customResourceWithoutCrd,
  definitionUnfit,
  diffNotIgnored,
  durationUnreadable,
  generatedCredential,
  healthCheckMissing,
  hostNamespaces,
  hostUnreadable,
  hpaReplicas,
  hubControllerMissing,
  imageUnreadable,
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
  mountedKeyMissing,
  mutableImageTag,
  namespaceNotOurs,
  networkPolicyCutsService,
  nodeGroupUnfit,
  nodeLabelUnknown,
  nodeportOutOfRange,
  nodeportTakenTwice,
  objectRenderedTwice,
  openshiftFixedUser,
  placementAlwaysTies,
  placementFlaps,
  placementNeverMoves,
  placementScoreNeverDiffers,
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
  repositoryPage,
  rightsMissing,
  rolloutWithoutProgress,
  ruleNamesNoResource,
  runtimeUnfit,
  scoreNameTaken,
  scorerNeedsAnswer,
  scorerSkipped,
  scoringConfigUnread,
  scoringPathMissing,
  sealedSecretCopied,
  sealedSecretUnreadable,
  secretNeverMade,
  secretWithValue,
  selectorOverlap,
  serviceSelectsNoPod,
  serviceTargetsNoPort,
  serviceWithoutEndpoints,
  servingNotEnabled,
  sourceWindow,
  storageClassUnnamed,
  syncOptionUnknown,
  templateKeyMissing,
  textUnreadable,
  tokenNeverFilled,
  unitOfHooks,
  urlDangling,
  volumeBlocksRollout,
  volumeNotMounted,
  waveCycle,
  waveOrder,
  webhookLeafSelfSigned,
  webhookTooWide,
  webhookUnanswered,
  webhookUntrusted,
  workWithoutFeedback,
] as readonly Rule[];
