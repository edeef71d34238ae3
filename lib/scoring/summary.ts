/** What is known of one managed cluster. */
export interface AgentCluster {
  readonly name: string;
  /** The Secrets in the add-on's install namespace, with their keys. */
  readonly secrets: readonly { readonly name: string; readonly keys: readonly string[] }[];
  /** Scheme and authority of the endpoints that its pods cannot reach: `http://static-scorer:8000`. */
  readonly unreachable?: readonly string[];
}

/** A value that is sent, and the fields that it comes from: `status.lastSyncedConfig.…`, `spec.…` or `default`. */
export interface Traced<T> {
  readonly value: T;
  readonly from: readonly string[];
}

/** What the controller tells a cluster about one engine: an element of the ConfigMap's list, with where it comes from. */
export interface Summary {
  readonly name: Traced<string>;
  readonly scoreName: Traced<string>;
  /** `Prometheus` or `None`, or whatever else a scorer answers with. */
  readonly sourceType: Traced<string>;
  readonly sourceEndpoint: Traced<string>;
  readonly sourceEndpointAuthName: Traced<string>;
  readonly sourceEndpointAuthKey: Traced<string>;
  readonly sourceQuery: Traced<string>;
  readonly sourceRange: Traced<number>;
  readonly sourceStep: Traced<number>;
  readonly scoringEndpoint: Traced<string>;
  readonly scoringInterval: Traced<number>;
  readonly scoringEndpointAuthName: Traced<string>;
  readonly scoringEndpointAuthKey: Traced<string>;
  readonly location: Traced<string>;
  readonly scoreDestination: Traced<string>;
  readonly scoreDimensionFormat: Traced<string>;
}
