import { settingsOn } from '../../environment/differences/variants';
import { placed } from '../../environment/placement';
import type { Endpoint } from '../../constructs/endpoint';
import type { Connection } from '../../constructs/serving/connection';
import { namesStorageKey, type Mode } from '../../constructs/serving/mode';
import { chosenRuntime } from '../../constructs/serving/runtimes/chosen-runtime';
import { formFor, type ModelFormat } from '../../constructs/serving/runtimes/runtime';
import type { RuntimeUse as Use } from '../../constructs/serving/runtimes/serving-runtime';
import type { RuntimeSettings } from '../../constructs/serving/runtimes/runtime-settings';
import type { Path } from '../../model/origin';
import { compare } from '../../model/finding';
import type { Cluster } from '../../model/fleet';
import { platformOf } from '../../platforms/catalogue';
import type { Context } from '../component';
import { modeOf } from './mode';
import type { ModelSettings } from './settings/model';
import type { OpenShiftAiSettings } from './settings/openshift-ai';
import type { ServingSettings } from './settings/settings';
import { dataConnection, endpointsOf } from './data-connection';
import { storedModel, type StoredModel } from './storage/layout';

/** Serving on one cluster, with all that follows from the few settings. */
export interface ServingPlan {
  readonly settings: ServingSettings;
  readonly cluster: Cluster;
  readonly mode: Mode;
  readonly connection: Connection;
  /** Of MinIO, where it is rendered. */
  readonly endpoints: readonly [Endpoint, Endpoint] | undefined;
  /** Present on OpenShift, where it brings KServe. */
  readonly ai: OpenShiftAiSettings | undefined;
  /** The runtimes that serve in this mode. */
  readonly runtimes: readonly RuntimeUse[];
  readonly models: readonly PlannedModel[];
}

/** A runtime, with its entry among the runtimes of the environment and the path of that entry. */
export interface RuntimeUse extends Use {
  readonly entry: string | RuntimeSettings;
  readonly setting: Path;
}

export interface PlannedModel {
  readonly name: string;
  readonly settings: ModelSettings;
  readonly format: Pick<ModelFormat, 'name'> & Partial<ModelFormat>;
  /** Absent where the runtime is not of this block. */
  readonly runtime: RuntimeUse | undefined;
  /** Absent where nothing is uploaded, and where the runtime's layout has no place for the format. */
  readonly stored: StoredModel | undefined;
}

/** The clusters of a block, sorted by name. */
export function planServing(block: ServingSettings, { fleet, secrets }: Context): ServingPlan[] {
  return placed(block.on, fleet).map((cluster) => {
    const settings = settingsOn(block, cluster);
    const mode = modeOf(settings, cluster);
    const runtimes = settings.runtimes.flatMap((entry, index): RuntimeUse[] => {
      const runtime = chosenRuntime(entry);
      const form = formFor(runtime, mode);
      return form === undefined
        ? []
        : [{ runtime, form, platform: cluster.platform, entry, setting: ['serving', 'runtimes', index] }];
    });
    return {
      settings,
      cluster,
      mode,
      connection: dataConnection(settings, secrets),
      endpoints: endpointsOf(settings, cluster),
      ai: platformOf(cluster).openshiftAi ? settings['openshift-ai'] : undefined,
      runtimes,
      models: Object.entries(settings.models)
        .sort(([a], [b]) => compare(a, b))
        .map(([name, model]) => planModel(name, model, runtimes)),
    };
  });
}

function planModel(name: string, settings: ModelSettings, runtimes: readonly RuntimeUse[]): PlannedModel {
  const [format = '', version] = settings.format.split('/');
  const runtime = runtimes.find((use) => use.runtime.name === settings.runtime);
  const { url, sha256 } = settings.source;
  const stored =
    url === undefined || sha256 === undefined
      ? undefined
      : storedModel({
          ...{ model: name, url, sha256, format: { name: format } },
          layout: runtime?.form.layout ?? 'bare',
          multiModel: runtime?.form.multiModel !== undefined,
        });
  return { name, settings, format: { name: format, ...(version !== undefined && { version }) }, runtime, stored };
}

/** Whether InferenceServices name the data connection by its key; elsewhere they name the bucket, and an account holds keys. */
export function byStorageKey({ mode, cluster }: Pick<ServingPlan, 'mode' | 'cluster'>): boolean {
  return namesStorageKey(mode, cluster);
}
