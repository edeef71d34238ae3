import type { z } from 'zod';
import type { Directory } from '../../model/directory';
import type { Cluster } from '../../model/fleet';
import type { Platform } from '../../model/platform';
import type { Ref } from '../../model/ref';
import type { Chart, NamespaceNeed, Need, Unit } from '../../model/unit';
import type { Context, SettingsFault } from '../component';
import type { Values } from './chart-settings';

/** What an environment says about a chart besides where it runs. */
export type ChartOptions = Readonly<Record<string, unknown>>;

/** A value of a chart that the rest of the fleet relies on. */
export interface Relied {
  /** Its path: `grafana.enabled`. */
  readonly at: string;
  /** The value that the tool sets, or the chart's own default. @default - a setting of the block decides it */
  readonly is?: boolean | number | string;
  /** The consequence of another value, as a finding shows it. */
  readonly why: string;
}

/** What is special about a chart on a platform. */
export interface OnPlatform {
  /** Why it cannot come up there, and what to use. @default - it can */
  readonly unfit?: string;
  /** Values that the platform needs. @default - none */
  readonly values?: Values;
}

/** A chart that the tool or the environment defines, with the facts that synth cannot read from it. */
export interface ChartDefinition<Options = ChartOptions> {
  readonly name: string;
  /** What it is for, in a few words: the description that editors show. */
  readonly description: string;
  readonly chart: Chart;
  /** Whether an environment brings it. @default false */
  readonly own?: true;
  /** The chart in another namespace, if everything that belongs to it can follow. @default - it stays in its own */
  inNamespace?(namespace: string): Chart;
  /** Settings that cannot change, each with the reason. @default - none */
  readonly fixed?: Readonly<Partial<Record<'version' | 'releaseName', string>>>;
  /** @default - none */
  readonly relied?: readonly Relied[];
  /** @default - as everywhere */
  on?(platform: Platform): OnPlatform | undefined;
  /** Settings besides `on`, by their keys. @default - none */
  readonly options?: { readonly [Key in keyof Options]: z.ZodType<Options[Key]> };
  /** The chart as these settings, parsed, make it on a cluster. @default - always the same */
  configure?(options: Options, cluster: Cluster): Chart;
  /** Its CustomResourceDefinitions, where they are a chart of their own: a unit that is healthy before this one. */
  readonly definitions?: { readonly name: string; readonly chart: Chart };
  /** API groups without which it does not run, each with the chart that brings it. @default - none */
  readonly needs?: Readonly<Record<string, string>>;
  readonly namespaces: readonly NamespaceNeed[];
  /** What its settings name and nothing here brings. @default - nothing */
  outside?(options: Options, cluster: Cluster, directory: Directory): readonly Need[];
  /** What is wrong with its settings on a cluster; `settings` leads into its own block. @default - nothing */
  problems?(options: Options, cluster: Cluster): readonly SettingsFault[];
  /** What it offers once it runs on a cluster. */
  provides(cluster: string): readonly Ref[];
}

/** Software whose manifests the tool renders itself, hardened, where upstream has no chart for it. */
export interface RenderedDefinition {
  readonly name: string;
  readonly description: string;
  /** What it offers once it runs on a cluster. */
  provides(cluster: string): readonly Ref[];
  /** What keeps it from running on these clusters; `settings` leads into its own block. */
  problems(clusters: readonly Cluster[], context: Context, directory: Directory): readonly SettingsFault[];
  units(clusters: readonly Cluster[], context: Context, directory: Directory): readonly Unit[];
}

/** API groups, by the kinds that an AppProject then permits. */
export function kinds(clusterScoped: boolean, byGroup: Readonly<Record<string, readonly string[]>>): Chart['creates'] {
  return Object.entries(byGroup).flatMap(([group, names]) => names.map((kind) => ({ group, kind, clusterScoped })));
}
