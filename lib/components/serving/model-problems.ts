import { suggestion } from '../../environment/suggestion';
import { groupKind, isKind } from '../../kinds/group-kind';
import type { Code } from '../../model/codes';
import type { Directory } from '../../model/directory';
import type { FindingKind } from '../../model/finding';
import type { Problem } from '../component';
import { modelNameLong, nameFault } from './model-name-long';
import type { PlannedModel, ServingPlan } from './plan';
import { builtInRuntimes } from './runtimes/catalogue';
import { chosenRuntime } from './runtimes/chosen-runtime';
import type { ModelFormat, RuntimeForm } from './runtimes/runtime';
import { storageSecret } from './storage/data-connection';

export const runtimeUnknown: FindingKind = {
  code: 'runtime-unknown',
  why: 'KServe never makes a model ready whose runtime is not on the cluster.',
  fix: 'Add the runtime to `runtimes`, or declare a ServingRuntime or ClusterServingRuntime that exists under `external`.',
};

export const runtimeMode: FindingKind = {
  code: 'runtime-mode',
  why: 'ModelMesh takes multi-model runtimes only, and the other modes single-model ones only.',
  fix: 'Choose a runtime that has a form for the mode, or another mode.',
};

export const formatUnserved: FindingKind = {
  code: 'format-unserved',
  why: 'KServe refuses a model whose format or version its runtime does not list.',
  fix: 'Correct the format, or choose a runtime that lists it.',
};

export const modelLayout: FindingKind = {
  code: 'model-layout',
  why: 'In this layout a model of the format is a folder, and the upload copies one file.',
  fix: 'Put the folder into the bucket yourself and name it with `path`.',
};

export const storageKeyUnknown: FindingKind = {
  code: 'storage-key-unknown',
  why: 'Without its data connection a storage key leads nowhere, and the model is never fetched.',
  fix: 'Leave the key out for the block’s own storage, or declare the data connection’s Secret under `external`.',
};

export const modelmeshPods: FindingKind = {
  code: 'modelmesh-pods',
  why: 'In ModelMesh a model has no pods of its own, so nothing would read the setting.',
  fix: 'Set replicas and resources on the runtime.',
};

/** What is wrong with the models on one cluster. */
export function modelProblems(plan: ServingPlan, directory: Directory): Problem[] {
  return plan.models.flatMap((model) => {
    const found = [
      ...nameProblems(plan, model),
      ...runtimeProblems(plan, model, directory),
      ...sourceProblems(plan, model, directory),
    ];
    return found.map(({ at, ...rest }) => ({
      ...rest,
      settings: ['models', model.name, ...at],
      cluster: plan.cluster.name,
    }));
  });
}

interface Fault {
  readonly code: Code;
  readonly at: readonly string[];
  readonly message: string;
}

function nameProblems({ mode, settings: { namespace } }: ServingPlan, { name }: PlannedModel): Fault[] {
  const message = nameFault(name, namespace, mode);
  return message === undefined ? [] : [{ code: modelNameLong.code, at: [], message: `got a long name; ${message}` }];
}

function runtimeProblems(plan: ServingPlan, model: PlannedModel, directory: Directory): Fault[] {
  const { cluster, mode, settings } = plan;
  const { runtime: name, format, replicas, resources } = model.settings;
  if (model.runtime === undefined) {
    const chosen = settings.runtimes.map(chosenRuntime);
    const other = chosen.find((runtime) => runtime.name === name);
    if (other !== undefined) {
      const has = other.multi === undefined ? 'one model in a pod of its own' : 'many models in one server';
      const fitting =
        plan.runtimes.map((use) => use.runtime.name).join(', ') || Object.keys(builtInRuntimes).join(', ');
      return [
        {
          code: runtimeMode.code,
          at: ['runtime'],
          message: `got ${name} on ${cluster.name}, which serves ${has} and not in ${mode}; choose one of ${fitting}`,
        },
      ];
    }
    const there =
      directory.has({ cluster: cluster.name, ...groupKind('serving.kserve.io/ClusterServingRuntime'), name }) ||
      directory.has({
        cluster: cluster.name,
        ...groupKind('serving.kserve.io/ServingRuntime'),
        namespace: settings.namespace,
        name,
      });
    if (there) return [];
    const known = chosen.map((runtime) => runtime.name);
    return [
      {
        code: runtimeUnknown.code,
        at: ['runtime'],
        message: `got ${JSON.stringify(name)}, which is not on ${cluster.name}; ${suggestion(name, known, 'runtimes of the block')}`,
      },
    ];
  }
  const { form } = model.runtime;
  const faults: Fault[] = [];
  if (!form.formats.some((served) => fits(served, model.format)))
    faults.push({
      code: formatUnserved.code,
      at: ['format'],
      message: `got ${JSON.stringify(format)}, which ${name} does not serve in ${mode}; it serves ${formats(form)}`,
    });
  else if (model.settings.source.url !== undefined && model.stored === undefined)
    faults.push({
      code: modelLayout.code,
      at: ['source', 'url'],
      message: `got one file, and ${name} reads ${model.format.name} from a folder; put the folder into the bucket and name it with path`,
    });
  if (mode === 'ModelMesh')
    for (const [field, value] of Object.entries({ replicas, resources }))
      if (value !== undefined)
        faults.push({
          code: modelmeshPods.code,
          at: [field],
          message: `got ${field} of a model in ModelMesh; set it on the runtime: runtimes: [{ name: ${name}, ${field}: … }]`,
        });
  return faults;
}

function fits(served: ModelFormat, { name, version }: PlannedModel['format']): boolean {
  return served.name === name && (version === undefined || served.version === version);
}

function formats({ formats: all }: RuntimeForm): string {
  return all.map(({ name, version }) => `${name}/${version}`).join(', ');
}

/** A key other than the block's own must be a data connection that exists, in the form that the cluster's controllers read. */
function sourceProblems(
  { cluster, settings, connection }: ServingPlan,
  model: PlannedModel,
  directory: Directory,
): Fault[] {
  const { key } = model.settings.source;
  if (key === undefined || key === connection.name) return [];
  const { namespace } = settings;
  const secret = { cluster: cluster.name, ...groupKind('/Secret'), namespace };
  if (directory.has({ ...secret, name: key }) || directory.has({ ...secret, name: storageSecret, key })) return [];
  const known = directory
    .all()
    .filter(
      (ref) =>
        ref.cluster === cluster.name &&
        isKind('/Secret', ref) &&
        ref.namespace === namespace &&
        ref.name !== storageSecret,
    )
    .map((ref) => ref.name);
  const message = `got ${JSON.stringify(key)}, and no such data connection is in ${namespace}; ${suggestion(key, [connection.name, ...known], 'data connections')}`;
  return [{ code: storageKeyUnknown.code, at: ['source', 'key'], message }];
}
