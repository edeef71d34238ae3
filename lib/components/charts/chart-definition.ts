import type { z } from 'zod';
import type { Ref } from '../../model/ref';
import type { Chart, NamespaceNeed } from '../../model/unit';

/** What an environment says of a chart besides where it runs. */
export type ChartOptions = Readonly<Record<string, unknown>>;

/** A chart that the tool knows: what it is, and what synth cannot see in it. */
export interface ChartDefinition<Options = ChartOptions> {
  readonly name: string;
  /** What it is for, in a few words: the description that editors show. */
  readonly description: string;
  readonly chart: Chart;
  /** Settings besides `on`, by their keys. @default - none */
  readonly options?: { readonly [Key in keyof Options]: z.ZodType<Options[Key]> };
  /** The chart as these settings, parsed, make it. @default - always the same */
  configure?(options: Options): Chart;
  /** Its CustomResourceDefinitions, where they are a chart of their own: a unit that is healthy before this one. */
  readonly definitions?: { readonly name: string; readonly chart: Chart };
  /** API groups without which it does not run, each with the chart that brings it. @default - none */
  readonly needs?: Readonly<Record<string, string>>;
  readonly namespaces: readonly NamespaceNeed[];
  /** What it offers once it runs on a cluster. */
  provides(cluster: string): readonly Ref[];
}

/** API groups, by the kinds that an AppProject then permits. */
export function kinds(clusterScoped: boolean, byGroup: Readonly<Record<string, readonly string[]>>): Chart['creates'] {
  return Object.entries(byGroup).flatMap(([group, names]) => names.map((kind) => ({ group, kind, clusterScoped })));
}
