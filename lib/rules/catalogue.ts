import { configHashMissing } from './config-hash-missing';
import { customResourceWithoutCrd } from './custom-resource-without-crd';
import { hpaReplicas } from './hpa-replicas';
import { manifestWorkTooLarge } from './manifest-work-too-large';
import { manifestWorkUnfit } from './manifest-work-unfit';
import { mutableImageTag } from './mutable-image-tag';
import { namespaceNotOurs } from './namespace-not-ours';
import { nodeportTakenTwice } from './nodeport-taken-twice';
import { objectRenderedTwice } from './object-rendered-twice';
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
import { urlDangling } from './url-dangling';
import { waveCycle } from './wave-cycle';
import { waveOrder } from './wave-order';

/** Every rule, by its code. A rule's facts are its own affair, so that here all are rules over unknown facts. */
export const catalogue: readonly Rule[] = [
  configHashMissing,
  customResourceWithoutCrd,
  hpaReplicas,
  manifestWorkTooLarge,
  manifestWorkUnfit,
  mutableImageTag,
  namespaceNotOurs,
  nodeportTakenTwice,
  objectRenderedTwice,
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
  urlDangling,
  waveCycle,
  waveOrder,
] as readonly Rule[];
