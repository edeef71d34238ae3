import { valueAt, type Fields } from '../kinds/changed';
import type { Manifest } from '../model/manifest';
import type { Chosen } from './unpack';

/** A cluster as a Placement sees it. */
export interface Candidate {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

interface Predicate {
  readonly requiredClusterSelector?: {
    readonly labelSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly celSelector?: { readonly celExpressions?: readonly string[] };
  };
}

/**
 * The clusters that a Placement can choose from what its manifest says: by the names that its expressions list, or by labels.
 * Expressions of another kind let every cluster through, since only the hub can evaluate them.
 */
export function clustersOfPlacement(placement: Manifest | undefined, candidates: readonly Candidate[]): Chosen {
  const spec = (placement?.spec ?? {}) as Fields;
  const predicates = (valueAt(spec, 'predicates') ?? []) as readonly Predicate[];
  const fits = (cluster: Candidate) => predicates.length === 0 || predicates.some((one) => holds(one, cluster));
  const clusters = candidates.filter(fits).map(({ name }) => name);
  return { clusters, all: placement !== undefined && spec.numberOfClusters === undefined };
}

function holds({ requiredClusterSelector: selector = {} }: Predicate, { name, labels }: Candidate): boolean {
  const { labelSelector, celSelector } = selector;
  const byLabels = Object.entries(labelSelector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return byLabels && (celSelector?.celExpressions ?? []).every((text) => namesIn(text)?.has(name) ?? true);
}

const known = new Map<string, ReadonlySet<string> | undefined>();

/** The names of an expression that asks for one of a list, as `clustersByName` writes it. */
function namesIn(expression: string): ReadonlySet<string> | undefined {
  if (known.has(expression)) return known.get(expression);
  const list = /^"""\n([\s\S]*)\n"""\.contains\(/.exec(expression)?.[1];
  const names = list === undefined ? undefined : new Set(list.split('\n'));
  known.set(expression, names);
  return names;
}
