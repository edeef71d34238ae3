import { configHashMissing } from './config-hash-missing';
import { customResourceWithoutCrd } from './custom-resource-without-crd';
import { generatedCredential } from './generated-credential';
import { hostNamespaces } from './host-namespaces';
import { hpaReplicas } from './hpa-replicas';
import { jobLiteralDate } from './job-literal-date';
import { jobNotUpdatable } from './job-not-updatable';
import { jobWithoutDeadline } from './job-without-deadline';
import { manifestWorkTooLarge } from './manifest-work-too-large';
import { manifestWorkUnfit } from './manifest-work-unfit';
import { manifestWorkUnmatched } from './manifest-work-unmatched';
import { mutableImageTag } from './mutable-image-tag';
import { namespaceNotOurs } from './namespace-not-ours';
import { nodeportTakenTwice } from './nodeport-taken-twice';
import { objectRenderedTwice } from './object-rendered-twice';
import { podSecurity } from './pod-security';
import { podSecurityReason } from './pod-security-reason';
import { probeTargetsNoPort } from './probe-targets-no-port';
import { projectObject } from './project-object';
import { pruningDeletesData } from './pruning-deletes-data';
import { rbacTooBroad } from './rbac-too-broad';
import { referenceDangling } from './reference-dangling';
import { referenceKeyMissing } from './reference-key-missing';
import { referencePortMissing } from './reference-port-missing';
import type { Rule } from './rule';
import { secretWithValue } from './secret-with-value';
import { selectorOverlap } from './selector-overlap';
import { serviceSelectsNoPod } from './service-selects-no-pod';
import { serviceTargetsNoPort } from './service-targets-no-port';
import { unitOfHooks } from './unit-of-hooks';
import { urlDangling } from './url-dangling';
import { waveCycle } from './wave-cycle';
import { waveOrder } from './wave-order';
import { webhookTooWide } from './webhook-too-wide';

/** Every rule, by its code. A rule's facts are its own affair, so that here all are rules over unknown facts. */
export const catalogue: readonly Rule[] = [
  configHashMissing,
  customResourceWithoutCrd,
  generatedCredential,
  hostNamespaces,
  hpaReplicas,
  jobLiteralDate,
  jobNotUpdatable,
  jobWithoutDeadline,
  manifestWorkTooLarge,
  manifestWorkUnfit,
  manifestWorkUnmatched,
  mutableImageTag,
  namespaceNotOurs,
  nodeportTakenTwice,
  objectRenderedTwice,
  podSecurity,
  podSecurityReason,
  probeTargetsNoPort,
  projectObject,
  pruningDeletesData,
  rbacTooBroad,
  referenceDangling,
  referenceKeyMissing,
  referencePortMissing,
  secretWithValue,
  selectorOverlap,
  serviceSelectsNoPod,
  serviceTargetsNoPort,
  unitOfHooks,
  urlDangling,
  waveCycle,
  waveOrder,
  webhookTooWide,
] as readonly Rule[];
