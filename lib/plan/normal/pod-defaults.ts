import { parseImage } from '../../model/image-reference';
import { isObject } from '../../model/json';

/** A copy that is being filled in. */
export type Draft = Record<string, unknown>;

/** Writes a default where nothing stands. */
export function fill(draft: Draft, field: string, value: unknown): void {
  draft[field] ??= value;
}

/** The object in a field, if there is one. */
export function draftIn(draft: Draft, field: string): Draft | undefined {
  const value = draft[field];
  return isObject(value) ? value : undefined;
}

/** The objects of a list in a field. */
export function draftsIn(draft: Draft, field: string): Draft[] {
  const value = draft[field];
  return Array.isArray(value) ? value.filter((item): item is Draft => isObject(item)) : [];
}

/** What the API server fills in in a pod's spec: `pkg/apis/core/v1/defaults.go` of Kubernetes 1.36. */
export function podDefaults(spec: Draft): void {
  fill(spec, 'restartPolicy', 'Always');
  fill(spec, 'dnsPolicy', 'ClusterFirst');
  fill(spec, 'schedulerName', 'default-scheduler');
  fill(spec, 'terminationGracePeriodSeconds', 30);
  fill(spec, 'securityContext', {});
  // The old name of the field, kept for clients that read it.
  const account = spec.serviceAccountName ?? spec.serviceAccount;
  if (account !== undefined) Object.assign(spec, { serviceAccountName: account, serviceAccount: account });
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'])
    for (const container of draftsIn(spec, list)) containerDefaults(container, spec.hostNetwork === true);
  for (const volume of draftsIn(spec, 'volumes')) volumeDefaults(volume);
}

function containerDefaults(container: Draft, onHost: boolean): void {
  const image = typeof container.image === 'string' ? container.image : '';
  fill(container, 'imagePullPolicy', isLatest(image) ? 'Always' : 'IfNotPresent');
  fill(container, 'terminationMessagePath', '/dev/termination-log');
  fill(container, 'terminationMessagePolicy', 'File');
  for (const port of draftsIn(container, 'ports')) {
    fill(port, 'protocol', 'TCP');
    if (onHost) fill(port, 'hostPort', port.containerPort);
  }
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const draft = draftIn(container, probe);
    if (draft) probeDefaults(draft);
  }
  for (const hook of ['postStart', 'preStop']) {
    const handler = draftIn(draftIn(container, 'lifecycle') ?? {}, hook);
    if (handler) httpDefaults(handler);
  }
  for (const variable of draftsIn(container, 'env')) {
    const source = draftIn(variable, 'valueFrom');
    const field = source && draftIn(source, 'fieldRef');
    if (field) fill(field, 'apiVersion', 'v1');
    const resource = source && draftIn(source, 'resourceFieldRef');
    if (resource) fill(resource, 'divisor', '0');
  }
  resourceDefaults(container);
}

/** A limit without a request is the request, too. */
function resourceDefaults(container: Draft): void {
  const resources = draftIn(container, 'resources');
  const limits = resources && draftIn(resources, 'limits');
  if (!limits || Object.keys(limits).length === 0) return;
  fill(resources, 'requests', {});
  const requests = draftIn(resources, 'requests');
  if (requests) for (const [name, value] of Object.entries(limits)) fill(requests, name, value);
}

function probeDefaults(probe: Draft): void {
  zeroFill(probe, 'timeoutSeconds', 1);
  zeroFill(probe, 'periodSeconds', 10);
  zeroFill(probe, 'successThreshold', 1);
  zeroFill(probe, 'failureThreshold', 3);
  httpDefaults(probe);
  const grpc = draftIn(probe, 'grpc');
  if (grpc) fill(grpc, 'service', '');
}

function httpDefaults(handler: Draft): void {
  const http = draftIn(handler, 'httpGet');
  if (!http) return;
  zeroFill(http, 'path', '/');
  zeroFill(http, 'scheme', 'HTTP');
}

/** A zero of a field that is not a pointer is filled in, too. */
function zeroFill(draft: Draft, field: string, value: unknown): void {
  if (draft[field] === 0 || draft[field] === '') draft[field] = value;
  else fill(draft, field, value);
}

const modes = ['configMap', 'secret', 'downwardAPI', 'projected'];

function volumeDefaults(volume: Draft): void {
  if (Object.keys(volume).every((field) => field === 'name')) volume.emptyDir = {};
  for (const source of modes) {
    const draft = draftIn(volume, source);
    if (draft) fill(draft, 'defaultMode', 420);
  }
  const host = draftIn(volume, 'hostPath');
  if (host) fill(host, 'type', '');
  const downward = draftIn(volume, 'downwardAPI');
  const projected = draftIn(volume, 'projected');
  const items = [
    ...(downward ? draftsIn(downward, 'items') : []),
    ...(projected ? draftsIn(projected, 'sources') : []).flatMap((source) => {
      const token = draftIn(source, 'serviceAccountToken');
      if (token) fill(token, 'expirationSeconds', 3600);
      const inner = draftIn(source, 'downwardAPI');
      return inner ? draftsIn(inner, 'items') : [];
    }),
  ];
  for (const item of items) {
    const field = draftIn(item, 'fieldRef');
    if (field) fill(field, 'apiVersion', 'v1');
    const resource = draftIn(item, 'resourceFieldRef');
    if (resource) fill(resource, 'divisor', '0');
  }
  const template = draftIn(draftIn(volume, 'ephemeral') ?? {}, 'volumeClaimTemplate');
  const claim = template && draftIn(template, 'spec');
  if (claim) fill(claim, 'volumeMode', 'Filesystem');
}

/** Whether the image has the tag `latest`, also by default. */
function isLatest(image: string): boolean {
  const { tag = 'latest', digest } = parseImage(image);
  return digest === undefined && tag === 'latest';
}
