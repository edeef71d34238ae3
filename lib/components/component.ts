import type { z } from 'zod';
import type { Names } from '../environment/names';
import type { Secrets } from '../environment/secrets';
import type { Source } from '../environment/source';
import type { WrittenFolder } from '../manifests/written-folder';
import type { Directory } from '../model/directory';
import type { Fault } from '../model/finding';
import type { Fleet } from '../model/fleet';
import type { Path, Position } from '../model/origin';
import type { Ref } from '../model/ref';
import type { Unit } from '../model/unit';
import type { Scorer } from '../scoring/scorer';

/** What a component may know besides its own settings. Everything in it is fixed before any component is asked. */
export interface Context {
  readonly fleet: Fleet;
  readonly secrets: Secrets;
  /** Every scorer that the environment may name: those of the tool and of its plug-ins. */
  readonly scorers: readonly Scorer[];
  /**
   * What a component has planned, by its name; `undefined` where the environment lacks its block. Each plan is read through
   * a function of the component that owns it, which knows its type.
   */
  planOf(component: string): unknown;
  /** A file that the environment names, from the folder of environment files; `undefined` where there is none. */
  attachment(path: string): Source | undefined;
  /** A folder of the user's own manifests, from the same folder; `outside` where it leads out of the repository. */
  readonly folder: (path: string) => WrittenFolder | 'missing' | 'outside';
}

/** What only the whole environment shows to be wrong with a component's settings. */
export type SettingsFault = Fault<{
  /** The way into the component's own block. */
  readonly settings: Path;
  readonly cluster?: string;
  /** Where a file that the settings name is at fault: the place in it. */
  readonly position?: Position;
}>;

/** A file for people, under `dist/<environment>/files/`, which no Application syncs. */
export interface OutputFile {
  /** Below `files/`, its parts joined by `/`; unique in its environment. */
  readonly path: string;
  /** The whole text, ending with a new line. */
  readonly text: string;
}

/**
 * One block of the environment file and what becomes of it. The settings become a plan, once; everything else is read off
 * the plan. A component knows nothing of Argo CD, ManifestWorks, waves or Namespace objects: delivery adds them.
 */
export interface Component<Settings, Plan> {
  /** The name of the block and of the folder. */
  readonly name: string;
  /** Whether it runs without a block too, with the defaults of its settings. @default false */
  readonly always?: boolean;
  /** The strict schema of the block; names in it are checked against what the environment has and the scorers it knows. */
  settings(names: Names, scorers: readonly Scorer[]): z.ZodType<Settings>;
  /** All that follows from the settings in this environment. Called at most once per run. */
  plan(settings: Settings, context: Context): Plan;
  /** What its units will offer to others, known before anything is built. */
  provides(plan: Plan, context: Context): readonly Ref[];
  /** What is wrong with the settings in this environment, given what everything else provides. */
  problems(plan: Plan, context: Context, directory: Directory): readonly SettingsFault[];
  /** What people or other programs read beside the units; called only where no problem is an error. @default - none */
  files?(plan: Plan, context: Context, directory: Directory): Iterable<OutputFile>;
  /** The units, in any order; called only where no problem is an error. */
  units(plan: Plan, context: Context, directory: Directory): readonly Unit[];
}
