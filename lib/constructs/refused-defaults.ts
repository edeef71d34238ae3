import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';

/**
 * Fields that cdk8s-plus writes though nobody asked for them, as pointers into the object. Kubernetes' own defaults are the
 * same values or better ones; `metadata.addr` is a hash of the construct's path, which would change with every renaming.
 * What it would fill in where a caller may choose (replicas, CPU, memory, pull policy, probes) is always given to it.
 */
const pod = ['/dnsPolicy', '/hostNetwork', '/setHostnameAsFqdn', '/securityContext/fsGroupChangePolicy'];
const template = ['/metadata/labels/cdk8s.io~1metadata.addr', ...pod.map((field) => `/spec${field}`)];
const container = ['/securityContext/privileged'];
const claimVolume = ['/persistentVolumeClaim/readOnly'];
const service = ['/spec/externalIPs'];
const immutable = ['/immutable'];
const deployment = ['/spec/minReadySeconds', '/spec/progressDeadlineSeconds'];
const cronJob = ['/spec/suspend'];
const tokenSecret = ['/stringData'];

export const refused = {
  template,
  container,
  claimVolume,
  service,
  immutable,
  deployment,
  cronJob,
  tokenSecret,
} as const;

/**
 * Changes what a cdk8s-plus construct hands to its L1. Pointers and values are those of the L1's props, not of the YAML:
 * `setHostnameAsFqdn`, `k8s.Quantity`; a field that the L1 does not know is dropped without a word.
 */
export function patch(construct: Construct, ...patches: readonly JsonPatch[]): void {
  ApiObject.of(construct).addJsonPatch(...patches);
}

/** Takes refused fields off; `base` is the pointer to what holds them. */
export function without(fields: readonly string[], base = ''): JsonPatch[] {
  return fields.map((field) => JsonPatch.remove(`${base}${field}`));
}
