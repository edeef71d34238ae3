import { factsOf } from '../kinds/kind-table';
import { isBuiltInGroup } from '../kinds/scope';
import { findingKind } from '../model/finding-kind';
import { groupOf, type Manifest } from '../model/manifest';
import type { ObjectFault } from './object-fault';

export const versionRemovedKind = findingKind({
  code: 'version-removed',
  why: 'The API server no longer serves the version, so it rejects every object that is written in it.',
  fix: 'Write the object in the version that the message names, and look for fields that were renamed or moved.',
  messages: {
    successor: 'got {got}, a removed version; write {kind} in {versions:or}',
    unserved: 'got {got}, but its CustomResourceDefinition serves {kind} only in {versions:or}',
    gone: 'got {got}, a removed version; {instead}',
  },
});

/** Groups whose kinds Kubernetes has all moved to another one. */
const movedGroups: Readonly<Record<string, string>> = {
  DaemonSet: 'apps/v1',
  Deployment: 'apps/v1',
  Ingress: 'networking.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  ReplicaSet: 'apps/v1',
};

/** Kinds of Kubernetes that went without a successor. */
const withoutSuccessor: Readonly<Record<string, string>> = {
  PodPreset: 'set the fields in the pod templates',
  PodSecurityPolicy: 'label the Namespace with pod-security.kubernetes.io/enforce',
};

/** Versions that CustomResourceDefinitions in wide use have dropped, with the one that took their place: by their upstreams' release notes. */
const ofDefinitions: Readonly<Record<string, string>> = {
  'acme.cert-manager.io/v1alpha2': 'acme.cert-manager.io/v1',
  'acme.cert-manager.io/v1alpha3': 'acme.cert-manager.io/v1',
  'acme.cert-manager.io/v1beta1': 'acme.cert-manager.io/v1',
  'cert-manager.io/v1alpha2': 'cert-manager.io/v1',
  'cert-manager.io/v1alpha3': 'cert-manager.io/v1',
  'cert-manager.io/v1beta1': 'cert-manager.io/v1',
  'certmanager.k8s.io/v1alpha1': 'cert-manager.io/v1',
  'external-secrets.io/v1alpha1': 'external-secrets.io/v1',
  'external-secrets.io/v1beta1': 'external-secrets.io/v1',
  'gateway.networking.k8s.io/v1alpha1': 'gateway.networking.k8s.io/v1',
  'kubernetes-client.io/v1': 'external-secrets.io/v1',
  'serving.kserve.io/v1alpha2': 'serving.kserve.io/v1beta1',
  'serving.kubeflow.org/v1alpha2': 'serving.kserve.io/v1beta1',
  'serving.kubeflow.org/v1beta1': 'serving.kserve.io/v1beta1',
  'snapshot.storage.k8s.io/v1alpha1': 'snapshot.storage.k8s.io/v1',
  'snapshot.storage.k8s.io/v1beta1': 'snapshot.storage.k8s.io/v1',
};

/** Versions of single kinds whose group still serves the version for others. */
const ofKinds: Readonly<Record<string, string>> = {
  'cluster.open-cluster-management.io/v1alpha1/ManagedClusterSet': 'cluster.open-cluster-management.io/v1beta2',
  'cluster.open-cluster-management.io/v1alpha1/ManagedClusterSetBinding': 'cluster.open-cluster-management.io/v1beta2',
  'cluster.open-cluster-management.io/v1alpha1/Placement': 'cluster.open-cluster-management.io/v1beta1',
  'cluster.open-cluster-management.io/v1alpha1/PlacementDecision': 'cluster.open-cluster-management.io/v1beta1',
  'cluster.open-cluster-management.io/v1beta1/ManagedClusterSet': 'cluster.open-cluster-management.io/v1beta2',
  'cluster.open-cluster-management.io/v1beta1/ManagedClusterSetBinding': 'cluster.open-cluster-management.io/v1beta2',
};

/** The fault of an object in a version that the definition of its kind does not serve. */
export function versionUnserved({ apiVersion, kind }: Manifest, versions: readonly string[]): ObjectFault {
  return versionRemovedKind.fault('unserved', { got: apiVersion, kind, versions }, { path: ['apiVersion'] });
}

/** The fault of an object whose version is gone; undefined for one that may be served, known or not. */
export function versionRemoved({ apiVersion, kind }: Manifest): ObjectFault | undefined {
  const path = ['apiVersion'];
  const group = groupOf(apiVersion);
  const isBuiltIn = isBuiltInGroup(group) || group === 'extensions';
  const instead = isBuiltIn ? withoutSuccessor[kind] : undefined;
  if (instead !== undefined) return versionRemovedKind.fault('gone', { got: apiVersion, instead }, { path });
  const versions = isBuiltIn ? successors(group, apiVersion, kind) : dropped(apiVersion, kind);
  if (versions.length === 0) return undefined;
  return versionRemovedKind.fault('successor', { got: apiVersion, kind, versions }, { path });
}

function dropped(apiVersion: string, kind: string): string[] {
  const successor = ofKinds[`${apiVersion}/${kind}`] ?? ofDefinitions[apiVersion];
  return successor === undefined ? [] : [successor];
}

/** What Kubernetes serves in the place of a version that is older than all that it serves of the kind. */
function successors(group: string, apiVersion: string, kind: string): string[] {
  const moved = group === 'extensions' ? movedGroups[kind] : undefined;
  if (moved !== undefined) return [moved];
  const known = Object.keys(factsOf({ group, kind })?.versions ?? {});
  const got = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const isOlder = known.length > 0 && known.every((version) => rank(got) < rank(version));
  return isOlder ? known.map((version) => (group === '' ? version : `${group}/${version}`)) : [];
}

/** Kubernetes' order of versions: stable ones above betas, betas above alphas. What is not a version comes last. */
function rank(version: string): number {
  const [, major, stage, minor = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  if (major === undefined) return Number.POSITIVE_INFINITY;
  const maturity = stage === undefined ? 2 : stage === 'beta' ? 1 : 0;
  return maturity * 1_000_000 + Number(major) * 1000 + Number(minor);
}
