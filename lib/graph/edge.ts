import type { Origin, Path } from '../model/origin';
import type { Ref } from '../model/ref';

/**
 * How an edge orders its two ends inside a unit. `before`: the target is in an earlier wave than its user.
 * `with`: both are in one wave. `late`: no order, since the user waits or retries by itself.
 */
export type Order = 'before' | 'with' | 'late';

/**
 * What kind of reference an edge is: a field that names an object, a URL that leads to a Service, the namespace that an
 * object lies in, the CustomResourceDefinition that it is an instance of, or an explicit `scorewright.dev/after`; and a URL
 * with a host outside any cluster's DNS: its target is of kind `Address`, which no object has.
 */
export type Via = 'field' | 'url' | 'namespace' | 'definition' | 'after' | 'address';

/** One reference from a rendered object to something that must exist. */
export interface Edge {
  readonly from: Ref;
  /** `key` and `port` say what of the target is needed. */
  readonly to: Ref;
  readonly order: Order;
  readonly via: Via;
  /** The field that names the target, counted from the rendered manifest, through a ManifestWork that carries it. */
  readonly fieldPath: Path;
  /** The API server or the pod goes on without the target. */
  readonly optional: boolean;
  /** Stands in an object that exists only once somebody makes it of a Template or a placement: checked by name only. */
  readonly uninstantiated: boolean;
  /** A second object that does as well as `to`, as a ClusterServingRuntime for a ServingRuntime. */
  readonly instead?: Ref;
  /** `to.port` is the port of the pods behind a Service, as in a Route, not the Service's own. */
  readonly podPort?: true;
  /** A host of the form `name.namespace`, which is in the fleet only if that namespace is. */
  readonly unsure?: true;
  /** Name of the score whose masks take clusters away from `everyAgent`. Absent where the scorer's own /config tells it. */
  readonly score?: string;
  readonly origin: Origin;
}

/** One port of a Service. */
export interface PortOffer {
  readonly name?: string;
  readonly port: number;
  readonly targetPort: number | string;
}

/** Something that exists once a rendered object does: the object itself, or what its controller makes of it. */
export interface Offer {
  readonly ref: Ref;
  /** The object that brings it. */
  readonly by: Ref;
  /** Keys of a Secret's or ConfigMap's data; absent where they cannot be told. */
  readonly keys?: readonly string[];
  /** Offers whose keys it has besides `keys`, as an ExternalSecret those of its generator. */
  readonly keysOf?: readonly Ref[];
  /** Ports of a Service; absent where every port of the pods is reachable (headless) or where they cannot be told. */
  readonly ports?: readonly PortOffer[];
  readonly uninstantiated: boolean;
  readonly origin: Origin;
}

/**
 * Stands for a cluster's name where an object is meant for every cluster on which the dynamic scoring agent runs and
 * the score is not masked, and where a ManifestWorkReplicaSet or a Policy carries an object to clusters not yet chosen.
 */
export const everyAgent = '*';
