import { contentHash } from '../../constructs/content-hash';
import { bootstrapUnit } from '../../deliver/names';
import { scoreOf } from '../../graph/fleet-references';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, objectsIn, type Located } from '../../graph/located';
import { clusterNamed, type Fleet } from '../../model/fleet';
import { fieldsOf } from '../../model/json';
import { isNamed } from '../../model/manifest';
import type { Path } from '../../model/origin';
import { formatRef, refKey, type Ref } from '../../model/ref';
import { cleanScoreName } from '../../model/score-name';
import type { Rendered } from '../../model/unit';
import type { FleetIdentity } from './fleet-identity';

/** What only one environment of a fleet may have. */
export type ClaimType = 'object' | 'namespace' | 'application' | 'nodePort' | 'score';

/** Something that a rendered object takes for its environment. */
export interface Claim {
  readonly type: ClaimType;
  /** Equal where two take the same. */
  readonly key: string;
  /** As findings name it. */
  readonly got: string;
  /** The object that takes it, and its key in the whole fleet. */
  readonly ref: Ref;
  readonly object: string;
  /** Two claims are none where this is equal: what a person applies for several environments may be the same. */
  readonly content?: string;
  /** The field that says so, counted from the rendered manifest. */
  readonly at: Path;
}

/** What a rendered manifest, and all that it carries, take where objects of other environments may stand too. */
export function claimsOf(rendered: Rendered, fleet: Fleet, identity: FleetIdentity): Claim[] {
  return objectsIn(rendered, fleet.hub.name).flatMap((located) => {
    const { ref, uninstantiated, manifest, path } = located;
    if (uninstantiated || !isNamed(manifest)) return [];
    const cluster = identity.cluster(ref.cluster, fleet);
    const object = refKey({ ...ref, cluster });
    const content = rendered.origin.unit === bootstrapUnit && { content: contentHash(manifest) };
    const own: Claim = { type: typeOf(located), key: object, got: formatRef(ref), ref, object, at: path, ...content };
    const taken = [...nodePorts(located, fleet, identity), ...scores(located, cluster)];
    return [...(identity.isHub(ref.cluster, fleet) ? [own] : []), ...taken.map((each) => ({ ...each, ref, object }))];
  });
}

const types: Readonly<Record<string, ClaimType>> = {
  '/Namespace': 'namespace',
  'argoproj.io/Application': 'application',
};

function typeOf({ manifest }: Located): ClaimType {
  return types[kindKey(manifest)] ?? 'object';
}

const ports = parsePattern('spec.ports[*]');

/** A NodePort is taken on the cluster, and at the address by which others reach it. */
function nodePorts(
  { manifest, ref, path }: Located,
  fleet: Fleet,
  identity: FleetIdentity,
): Omit<Claim, 'object' | 'ref'>[] {
  if (kindKey(manifest) !== '/Service') return [];
  const { address } = clusterNamed(ref.cluster, fleet) ?? {};
  const places = [
    ...(identity.isHub(ref.cluster, fleet) ? [identity.cluster(ref.cluster, fleet)] : []),
    ...(address === undefined ? [] : [JSON.stringify([identity.fleet(fleet), 'at', address])]),
  ];
  return find(ports, manifest, []).flatMap(({ value, path: port }) => {
    const { nodePort, protocol = 'TCP' } = fieldsOf(value);
    if (typeof nodePort !== 'number') return [];
    const at = [...path, ...port, 'nodePort'];
    return places.map((place) => ({
      type: 'nodePort' as const,
      key: `${place} ${nodePort}/${String(protocol)}`,
      got: `NodePort ${nodePort} of ${formatRef(ref)}`,
      at,
    }));
  });
}

/** Every agent of a hub gets every DynamicScorer, whichever environment brings it. */
function scores(located: Located, cluster: string): Omit<Claim, 'object' | 'ref'>[] {
  if (kindKey(located.manifest) !== 'dynamic-scoring.open-cluster-management.io/DynamicScorer') return [];
  const score = scoreOf(located);
  if (score === undefined) return [];
  const at = [...located.path, 'spec', 'scoring', 'params', 'name'];
  const got = `score ${score} of ${formatRef(located.ref)}`;
  return [{ type: 'score', key: `${cluster} ${cleanScoreName(score)}`, got, at }];
}
