import { isObject } from '../../model/json';
import type { PlatformName } from '../../model/platform';
import { platforms } from '../../platforms/catalogue';

/** A cluster as the first environment names it. */
export interface FirstCluster {
  readonly name: string;
  readonly platform: PlatformName;
  readonly role: 'hub' | 'managed';
  readonly labels: Readonly<Record<string, string>>;
}

/** The part of a ManagedCluster that is read here. */
interface ManagedCluster {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly status?: { readonly clusterClaims?: readonly { readonly name: string; readonly value: string }[] };
}

/** Text that is not what `kubectl get managedclusters -o json` prints; the message says what it is. */
export class NotManagedClusters extends Error {}

/**
 * The clusters that `kubectl get managedclusters -o json` prints, the hub first.
 *
 * @param platform of clusters whose claims and labels do not tell it
 * @param hub name of the hub where none of them is the hub itself (`local-cluster`)
 * @throws NotManagedClusters
 */
export function clustersOf(text: string, platform: PlatformName, hub: string): readonly FirstCluster[] {
  const found = parse(text).map((cluster) => toCluster(cluster, platform, hub));
  const hubs = found.filter(({ role }) => role === 'hub');
  const managed = found.filter(({ role }) => role === 'managed').sort((a, b) => (a.name < b.name ? -1 : 1));
  return [...(hubs.length === 0 ? [{ name: hub, platform, role: 'hub' as const, labels: {} }] : hubs), ...managed];
}

function parse(text: string): readonly ManagedCluster[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new NotManagedClusters('got text that is not JSON on standard input');
  }
  const items = isObject(document) ? (document.items ?? [document]) : undefined;
  if (!Array.isArray(items) || !items.every(isManagedCluster)) {
    throw new NotManagedClusters('got JSON on standard input that holds other things than ManagedClusters');
  }
  if (items.length === 0) throw new NotManagedClusters('got no ManagedCluster on standard input');
  return items;
}

function isManagedCluster(item: unknown): item is ManagedCluster {
  return (
    isObject(item) &&
    item.kind === 'ManagedCluster' &&
    isObject(item.metadata) &&
    typeof item.metadata.name === 'string'
  );
}

function toCluster({ metadata, status }: ManagedCluster, platform: PlatformName, hub: string): FirstCluster {
  const labels = metadata.labels ?? {};
  const claims = new Map((status?.clusterClaims ?? []).map(({ name, value }) => [name, value]));
  const isHub = labels['local-cluster'] === 'true' || metadata.name === hub;
  return {
    name: metadata.name,
    platform: platformOf(labels, claims) ?? platform,
    role: isHub ? 'hub' : 'managed',
    labels: Object.fromEntries(Object.entries(labels).filter(([key]) => isFree(key))),
  };
}

function platformOf(
  labels: Readonly<Record<string, string>>,
  claims: ReadonlyMap<string, string>,
): PlatformName | undefined {
  const product = claims.get('product.open-cluster-management.io') ?? labels.vendor;
  const version = claims.get('kubeversion.open-cluster-management.io');
  const known = Object.keys(platforms) as PlatformName[];
  return (
    known.find((name) => product !== undefined && platforms[name].toldBy?.product.test(product)) ??
    known.find((name) => version !== undefined && platforms[name].toldBy?.version?.test(version))
  );
}

/** Labels that somebody chose, and not those by which Open Cluster Management and its add-ons describe a cluster. */
function isFree(key: string): boolean {
  if (/(^|\.)open-cluster-management\.io\//.test(key) || key.startsWith('openshiftVersion')) return false;
  return !['cloud', 'clusterID', 'local-cluster', 'name', 'vendor'].includes(key);
}
