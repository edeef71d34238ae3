import { createHash } from 'node:crypto';
import { pluralOf } from '../kinds/resource-name';
import { compare } from '../model/finding';
import { jsonSize } from '../model/json-size';
import { groupOf, identity, type Manifest } from '../model/manifest';
import { markers } from '../model/marker';
import type { Origin, Path } from '../model/origin';
import type { Rendered, Unit } from '../model/unit';
import { workLimitBytes } from '../model/work-limit';
import { agentRights, isAgentRights } from './agent-rights';
import { withoutAnnotations } from './annotations';
import { asItIs } from './finish';
import { isPrecious, keep } from './protection';

/** Room below the limit for what the webhook may count and we do not. */
const budget = workLimitBytes - 4 * 1024;

/** The ManifestWorks that carry one unit to its cluster. */
export function manifestWorks(unit: Unit, rendered: readonly Rendered[], finish = asItIs): Rendered[] {
  return parcels(unit.name, rendered, finish).map(({ name, items }) => ({
    manifest: keptWithOwned(items, {
      apiVersion: 'work.open-cluster-management.io/v1',
      kind: 'ManifestWork',
      metadata: { labels: { 'app.kubernetes.io/managed-by': 'scorewright' }, name, namespace: unit.cluster },
      spec: workSpec(items),
    }),
    origin: {
      cluster: unit.cluster,
      unit: unit.name,
      settings: unit.settings,
      ...carriedOrigins(items, ['spec']),
    },
  }));
}

/** What owns a namespace takes it along when it goes: so it stays itself, as the namespace does elsewhere. */
export function keptWithOwned(items: readonly Rendered[], carrier: Manifest): Manifest {
  return items.some(({ manifest }) => isOwned(manifest)) ? keep(carrier) : carrier;
}

/**
 * Whether somebody else's work brings it too. The agent deletes what a work carried unless another work owns it, and a
 * work does not own what it orphans: so ours must not orphan it.
 */
function isOwned({ metadata }: Manifest): boolean {
  return metadata.annotations?.[markers.alsoFrom] !== undefined;
}

/** What one ManifestWork carries, with the right to do so, and its name. */
export interface Parcel {
  readonly name: string;
  readonly items: readonly Rendered[];
}

/**
 * A unit's objects, parted as they travel.
 *
 * What belongs together (one top-level construct of the unit) goes into one work. Moving an object from one work to
 * another deletes it first, so a group is divided only when it is too large by itself, by a hash of each object's
 * identity: what else comes or goes never moves an object, except when its own group first passes the limit.
 */
export function parcels(unit: string, rendered: readonly Rendered[], finish = asItIs): Parcel[] {
  const groups = new Map<string, Rendered[]>();
  for (const item of rendered) {
    const key = workName(unit, item.origin.construct?.split('/')[0] ?? unit);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.keys()]
    .sort(compare)
    .flatMap((name) => divide(name, groups.get(name) ?? [], 0))
    .map(({ name, items }) => ({ name, items: [...agentRights(name, items).map((one) => finish(one)), ...items] }));
}

/**
 * Where what is carried comes from, and the patch that is at fault where something of it is not accepted.
 *
 * @param spec the way to what `workSpec` gives
 */
export function carriedOrigins(items: readonly Rendered[], spec: Path): Pick<Origin, 'patch' | 'carries'> {
  const origins = items.map(({ origin }) => origin);
  const patch = origins.find((origin) => origin.patch !== undefined)?.patch;
  return { carries: { under: [...spec, 'workload', 'manifests'], origins }, ...(patch && { patch }) };
}

/** What belongs together has one name, so two constructs whose names would be the same go into one work. */
function workName(unit: string, key: string): string {
  return key === unit || key.startsWith(`${unit}-`) ? key : `${unit}-${key}`;
}

function divide(name: string, items: readonly Rendered[], depth: number): Parcel[] {
  const size = items.reduce((sum, { manifest }) => sum + jsonSize(manifest), 0);
  if (size <= budget || items.length === 1 || depth === 32) return [{ name, items }];
  return ['0', '1'].flatMap((bit) => {
    const half = items.filter(({ manifest }) => hashBit(manifest, depth) === bit);
    return half.length === 0 ? [] : divide(`${name}${depth === 0 ? '.' : ''}${bit}`, half, depth + 1);
  });
}

function hashBit(manifest: Manifest, depth: number): string {
  const digest = createHash('sha256').update(identity(manifest)).digest();
  return String(((digest[depth >> 3] ?? 0) >> (7 - (depth & 7))) & 1);
}

/**
 * The `spec` of a ManifestWork, and the template of a ManifestWorkReplicaSet.
 *
 * @param conditions for Deployments, by which the agent tells how far they are
 */
export function workSpec(
  items: readonly Rendered[],
  conditions?: readonly object[],
): Readonly<Record<string, unknown>> {
  const manifests = items.map(({ manifest }) => withoutAnnotations(manifest, [markers.alsoFrom]));
  const configs = manifests.map((manifest) => manifestConfig(manifest, conditions));
  const orphans = items
    .map(({ manifest }) => manifest)
    .filter((one) => (isPrecious(one) && !isOwned(one)) || isAgentRights(one))
    .map(resourceIdentifier);
  return {
    ...(orphans.length === 0
      ? {}
      : {
          deleteOption: { propagationPolicy: 'SelectivelyOrphan', selectivelyOrphans: { orphaningRules: orphans } },
        }),
    ...(configs.length === 0 ? {} : { manifestConfigs: configs }),
    workload: { manifests },
  };
}

/** Kinds whose well-known status the work agent reports back; `Available` alone means only that they exist. */
const reported = new Set(['Deployment', 'Job']);

function manifestConfig(manifest: Manifest, conditions: readonly object[] | undefined): object {
  const resource = resourceIdentifier(manifest);
  // Two works may carry one namespace; only creating it keeps them from undoing each other's labels.
  if (manifest.kind === 'Namespace') return { resourceIdentifier: resource, updateStrategy: { type: 'CreateOnly' } };
  const strategy = {
    updateStrategy: { serverSideApply: { fieldManager: 'work-agent', force: true }, type: 'ServerSideApply' },
  };
  const feedback = reported.has(manifest.kind) ? { feedbackRules: [{ type: 'WellKnownStatus' }] } : {};
  const told = conditions && manifest.kind === 'Deployment' ? { conditionRules: conditions } : {};
  return { ...told, ...feedback, resourceIdentifier: resource, ...strategy };
}

function resourceIdentifier(manifest: Manifest) {
  const { name, namespace } = manifest.metadata;
  const group = groupOf(manifest.apiVersion);
  return {
    ...(group === '' ? {} : { group }),
    name,
    ...(namespace === undefined ? {} : { namespace }),
    resource: pluralOf({ group: groupOf(manifest.apiVersion), kind: manifest.kind }),
  };
}
