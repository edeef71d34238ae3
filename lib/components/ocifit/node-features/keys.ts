import { architectureLabel, instanceTypeLabel } from '../../../constructs/ocifit/names';

const feature = 'feature.node.kubernetes.io';

/**
 * The labels that the published models may read. The model server refuses a request where any candidate lacks a feature
 * of the model, and it answered for all 25 node types of the authors' own list: so a model reads only labels that every
 * one of them has, and those of Node Feature Discovery among them are these. Host names and launch templates are left out,
 * for they name a node that no longer exists; with a host name the random choice would even select by it.
 */
export const modelKeys: readonly string[] = [
  `${feature}/cpu-hardware_multithreading`,
  `${feature}/cpu-model.family`,
  `${feature}/cpu-model.id`,
  `${feature}/cpu-model.vendor_id`,
  `${feature}/kernel-config.NO_HZ`,
  `${feature}/kernel-version.full`,
  `${feature}/kernel-version.major`,
  `${feature}/kernel-version.minor`,
  `${feature}/kernel-version.revision`,
  `${feature}/storage-nonrotationaldisk`,
  `${feature}/system-os_release.ID`,
  `${feature}/system-os_release.VERSION_ID`,
  `${feature}/system-os_release.VERSION_ID.major`,
  architectureLabel,
  instanceTypeLabel,
];
