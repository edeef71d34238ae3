import type { Ref } from '../../model/ref';
import type { Chart, NamespaceNeed } from '../../model/unit';

/** A chart that the tool knows: what it is, and what synth cannot see in it. */
export interface ChartDefinition {
  readonly name: string;
  /** What it is for, in a few words: the description that editors show. */
  readonly description: string;
  readonly chart: Chart;
  readonly namespaces: readonly NamespaceNeed[];
  /** What it offers once it runs on a cluster. */
  provides(cluster: string): readonly Ref[];
}

/** API groups, by the kinds that an AppProject then permits. */
export function kinds(clusterScoped: boolean, byGroup: Readonly<Record<string, readonly string[]>>): Chart['creates'] {
  return Object.entries(byGroup).flatMap(([group, names]) => names.map((kind) => ({ group, kind, clusterScoped })));
}
