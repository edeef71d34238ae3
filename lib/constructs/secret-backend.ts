import { Construct } from 'constructs';
import type { Fault } from '../model/finding';
import { findingKind, type FindingKind } from '../model/finding-kind';
import type { Secrets } from '../environment/secrets';
import { groupKind, isKind } from '../kinds/group-kind';
import { outsideApi } from '../model/group-kind';
import type { Directory } from '../model/directory';
import type { Fleet } from '../model/fleet';
import type { Ref } from '../model/ref';
import { constructs, defineUnit, type Need, type Unit } from '../model/unit';
import { StoredSecret, storeEntry, type ExternalSecrets, type SecretRequest } from './secret';

/** The message of a kind for a Secret that the environment brings to other clusters only. */
export const lackingMessage = 'got Secret {secret} with key {key}, which {cluster} lacks; bring it there too{instead}';

export const secretOperatorMissing = findingKind({
  code: 'secret-operator-missing',
  why: 'An ExternalSecret or a SealedSecret does nothing on a cluster where no operator reads it.',
  fix: 'Add the chart to the cluster, or declare the API group of its operator external.',
  messages: {
    sealedSecrets:
      'got no Sealed Secrets on {cluster} to open these; add charts: { sealed-secrets: { on: {cluster} } }',
    externalSecrets:
      'got no External Secrets on {cluster} for Secret {secret}; add charts: { external-secrets: { on: {cluster} } }',
    storeRole:
      'got a role for {cluster}, which has no External Secrets; add charts: { external-secrets: { on: {cluster} } }, or remove the role',
    lacking: lackingMessage,
    generated:
      'got generated credentials without External Secrets on {name}; add charts.external-secrets: { on: {name} }',
  },
});

/** What decides how Secrets come into being. */
export interface SecretContext {
  readonly fleet: Fleet;
  readonly secrets: Secrets;
}

/** A cluster that will not get a Secret: for want of an operator that makes it, or because only others get it. */
export type SecretGap =
  | { readonly missing: 'operator'; readonly cluster: string; readonly secret: string }
  | {
      readonly missing: 'secret';
      readonly cluster: string;
      readonly secret: string;
      readonly key: string;
      /** The clusters that get it. */
      readonly others: readonly string[];
    };

/** The fault of a gap: `kind` says what it means that only other clusters get the Secret. */
export function gapFault(gap: SecretGap, kind: FindingKind<{ lacking: typeof lackingMessage }>): Fault {
  const { cluster, secret } = gap;
  if (gap.missing === 'operator') return secretOperatorMissing.fault('externalSecrets', { cluster, secret });
  const { key, others } = gap;
  const instead = others.length === 0 ? '' : `, as on ${others.join(', ')}`;
  return kind.fault('lacking', { secret, key, cluster, instead });
}

/** By its API group one knows that the operator runs: its chart provides it, and a person can declare it external. */
export function externalSecretsGroup(cluster: string): Ref {
  return { cluster, ...outsideApi('APIGroup'), name: 'external-secrets.io' };
}

/** The same for Sealed Secrets. */
export function sealedSecretsGroup(cluster: string): Ref {
  return { cluster, ...outsideApi('APIGroup'), name: 'bitnami.com' };
}

/**
 * What people must make: each key of each Secret where they create Secrets, entries of the store where External Secrets
 * reads it. Nothing for Secrets that the environment declares or holds sealed.
 */
export function secretNeeds(requests: readonly SecretRequest[], context: SecretContext, directory: Directory): Need[] {
  const { secrets, fleet } = context;
  return requests.flatMap((request) => {
    const { name, namespace, keys, annotations = {}, clusters, why } = request;
    if (secrets.backend === 'external-secrets') {
      const entry = storeEntry(request, secrets, fleet.environment);
      const properties = [...new Set([...keys, ...Object.values(annotations)])];
      return clusters.flatMap((cluster) => [
        ...storeNeeds(secrets, cluster),
        ...properties.map((key): Need => ({ ref: { cluster, ...storedEntry, name: entry, key }, why })),
      ]);
    }
    if (declaredOn(request, directory).size > 0) return [];
    return clusters.flatMap((cluster) =>
      keys.map((key): Need => ({ ref: { cluster, ...groupKind('/Secret'), namespace, name, key }, why })),
    );
  });
}

/** How needs name what a person puts into the store. */
const storedEntry = outsideApi('Secret store entry');

function storeNeeds({ store }: ExternalSecrets, cluster: string): Need[] {
  if (!('name' in store)) return [];
  const ref = { cluster, ...groupKind('external-secrets.io/ClusterSecretStore'), name: store.name };
  return [{ ref, why: 'External Secrets reads Secrets from it' }];
}

/** Where a Secret is known to be missing, or nothing there would make it. */
export function secretGaps(request: SecretRequest, { secrets }: SecretContext, directory: Directory): SecretGap[] {
  const { name, namespace, keys, clusters } = request;
  if (secrets.backend === 'external-secrets') {
    return clusters
      .filter((cluster) => !directory.has(externalSecretsGroup(cluster)))
      .map((cluster) => ({ missing: 'operator', cluster, secret: `${namespace}/${name}` }));
  }
  const declared = declaredOn(request, directory);
  if (declared.size === 0) return [];
  return clusters.flatMap((cluster): SecretGap[] => {
    const lacking = keys.find((key) => !directory.has({ cluster, ...groupKind('/Secret'), namespace, name, key }));
    if (lacking === undefined) return [];
    const others = [...declared].filter((other) => other !== cluster);
    return [{ missing: 'secret', cluster, secret: `${namespace}/${name}`, key: lacking, others }];
  });
}

/** The clusters on which the environment itself says that the Secret is: external, or sealed in it. */
function declaredOn({ name, namespace, madeOn = [] }: SecretRequest, directory: Directory): ReadonlySet<string> {
  const found = directory
    .all()
    .filter((ref) => isKind('/Secret', ref) && ref.namespace === namespace && ref.name === name)
    .map(({ cluster }) => cluster)
    .filter((cluster) => !madeOn.includes(cluster));
  return new Set(found.sort());
}

/** Who asks, and how its units travel. */
export interface SecretOwner extends Pick<Unit, 'component' | 'settings' | 'delivery'> {
  /** What the unit's name begins with. @default - the component's name */
  readonly unit?: string;
  /** @default secrets, for which everything else on the cluster waits */
  readonly stage?: Unit['stage'];
}

/** A unit `<unit>-secrets` for each cluster on which something must be rendered to make the Secrets. */
export function secretUnits(
  requests: readonly SecretRequest[],
  { secrets, fleet }: SecretContext,
  { component, unit = component, settings, delivery, stage = 'secrets' }: SecretOwner,
): Unit[] {
  if (secrets.backend !== 'external-secrets') return [];
  const wanted = new Map<string, SecretRequest[]>();
  for (const request of requests)
    for (const cluster of new Set(request.clusters)) wanted.set(cluster, [...(wanted.get(cluster) ?? []), request]);
  const clusters = fleet.clusters.filter(({ name }) => wanted.has(name));
  return clusters.map(({ name: cluster, role }) =>
    defineUnit({
      name: `${unit}-secrets`,
      component,
      cluster,
      // The hub is not a managed cluster: no ManifestWork reaches it.
      delivery: role === 'hub' ? 'argo' : delivery,
      stage,
      settings,
      content: constructs((scope) => {
        for (const request of wanted.get(cluster) ?? []) {
          const place = new Construct(scope, `${request.namespace}.${request.name}`);
          new StoredSecret(place, 'secret', { request, secrets, environment: fleet.environment });
        }
      }),
    }),
  );
}
