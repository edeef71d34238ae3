/**
 * Annotations by which a component says how an object must be delivered. Delivery acts on them and takes them off:
 * nothing outside it knows of Argo CD's own.
 */
export const markers = {
  /**
   * `Job/train-0123456789`, several with commas: those objects of the same unit, in its own namespace or the one that
   * stands between kind and name, must be healthy before this one is made, for a reason that no field tells.
   */
  after: 'scorewright.dev/after',
  /** What outside its unit its health hangs on, in a few words: it stands in the last wave, and nothing waits for it. */
  waitsFor: 'scorewright.dev/waits-for',
  /** On a Namespace: who brings it too. A ManifestWork of ours owns it, so that it stays when theirs goes. */
  alsoFrom: 'scorewright.dev/also-from',
  /** `sync`: made anew after each sync of its unit, and removed before the next. */
  runAfter: 'scorewright.dev/run-after',
  /** The name before the hash of what the object is made of: patches go by it, and what they change counts for the hash. */
  hashedName: 'scorewright.dev/hashed-name',
  /** On each object that smoke tests read: a hash of it; on the first of a cluster also a hash of everything that they test there. */
  tested: 'scorewright.dev/tested',
} as const;

/** Stays on pod templates: a hash of every ConfigMap that the pod reads, so that a change restarts it. */
export const configHash = 'scorewright.dev/config-hash';

/** Stays on a Namespace, or on a workload in somebody else's: why its pods cannot be `restricted`. */
export const podSecurityReason = 'scorewright.dev/pod-security-reason';

/** Stays on the DynamicScoringConfig: a hash of the clusters whose agents ask, so that a new one gets its scorers at once. */
export const agentsHash = 'scorewright.dev/agents-hash';

/** Stays on an environment's AppProject: a hash of all that a person applies, so that one sees whether it is applied. */
export const bootstrapHash = 'scorewright.dev/bootstrap-hash';
