import type { Fault } from '../../model/finding';
import { groupKind, isKind } from '../../kinds/group-kind';
import { hint } from '../../model/words';
import { placementOf } from '../../constructs/pod-settings';
import { findingKind } from '../../model/finding-kind';
import type { Directory } from '../../model/directory';
import type { SettingsFault } from '../component';
import { nameFault } from '../../constructs/serving/model-name-long';
import type { PlannedModel, ServingPlan } from './plan';
import { builtInRuntimes } from '../../constructs/serving/runtimes/catalogue';
import { chosenRuntime } from '../../constructs/serving/runtimes/chosen-runtime';
import type { ModelFormat, RuntimeForm } from '../../constructs/serving/runtimes/runtime';
import { storageSecret } from '../../constructs/serving/connection';

export const runtimeUnknown = findingKind({
  code: 'runtime-unknown',
  why: 'KServe never makes a model ready whose runtime is not on the cluster.',
  fix: 'Add the runtime to `runtimes`, or declare a ServingRuntime or ClusterServingRuntime that exists under `external`.',
  messages: {
    notOnCluster: 'got {got:json}, which is not on {cluster}; {hint}',
  },
});

export const runtimeMode = findingKind({
  code: 'runtime-mode',
  why: 'ModelMesh takes multi-model runtimes only, and the other modes single-model ones only.',
  fix: 'Choose a runtime that has a form for the mode, or another mode.',
  messages: {
    otherMode: 'got {got} on {cluster}, which serves {has} and not in {mode}; choose one of {fitting}',
  },
});

export const formatUnserved = findingKind({
  code: 'format-unserved',
  why: 'KServe rejects a model whose format or version its runtime does not list.',
  fix: 'Correct the format, or choose a runtime that lists it.',
  messages: {
    notServed: 'got {got:json}, which {name} does not serve in {mode}; it serves {formats}',
  },
});

export const modelLayout = findingKind({
  code: 'model-layout',
  why: 'In this layout a model of the format is a folder, and the upload copies one file.',
  fix: 'Put the folder into the bucket yourself and name it with `path`.',
  messages: {
    folder:
      'got one file, and {name} reads {name2} from a folder; put the folder into the bucket and name it with path',
  },
});

export const storageKeyUnknown = findingKind({
  code: 'storage-key-unknown',
  why: 'Without its data connection a storage key leads nowhere, and the model is never fetched.',
  fix: 'Leave the key out for the block’s own storage, or declare the data connection’s Secret under `external`.',
  messages: {
    noConnection: 'got {got:json}, and no such data connection is in {namespace}; {hint}',
  },
});

export const modelmeshPods = findingKind({
  code: 'modelmesh-pods',
  why: 'In ModelMesh a model has no pods of its own, so nothing would read the setting.',
  fix: 'Set replicas and resources on the runtime.',
  messages: {
    onModel: 'got {got} of a model in ModelMesh; set it on the runtime: runtimes: [{ name: {name}, {field}: … }]',
    placed: "got {got} of a model in ModelMesh, whose pods are the runtime's; leave it out",
  },
});

/** What is wrong with the models on one cluster. */
export function modelProblems(plan: ServingPlan, directory: Directory): SettingsFault[] {
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

/** What is wrong with one model; `at` leads into its own settings. */
type ModelFault = Fault<{ readonly at: readonly string[] }>;

function nameProblems({ mode, settings: { namespace } }: ServingPlan, { name }: PlannedModel): ModelFault[] {
  const fault = nameFault(name, namespace, mode);
  return fault === undefined ? [] : [{ ...fault, at: [] }];
}

function runtimeProblems(plan: ServingPlan, model: PlannedModel, directory: Directory): ModelFault[] {
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
        runtimeMode.fault('otherMode', { got: name, cluster: cluster.name, has, mode, fitting }, { at: ['runtime'] }),
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
      runtimeUnknown.fault(
        'notOnCluster',
        { got: name, cluster: cluster.name, ...hint(name, known, 'runtimes of the block') },
        { at: ['runtime'] },
      ),
    ];
  }
  const { form } = model.runtime;
  const faults: ModelFault[] = [];
  if (!form.formats.some((served) => fits(served, model.format)))
    faults.push(
      formatUnserved.fault('notServed', { got: format, name, mode, formats: formats(form) }, { at: ['format'] }),
    );
  else if (model.settings.source.url !== undefined && model.stored === undefined)
    faults.push(modelLayout.fault('folder', { name, name2: model.format.name }, { at: ['source', 'url'] }));
  if (mode === 'ModelMesh')
    for (const [field, value] of Object.entries({ replicas, resources }))
      if (value !== undefined)
        faults.push(modelmeshPods.fault('onModel', { got: field, name, field }, { at: [field] }));
  if (mode === 'ModelMesh')
    for (const field of Object.keys(placementOf(model.settings)))
      faults.push(modelmeshPods.fault('placed', { got: field }, { at: [field] }));
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
): ModelFault[] {
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
  return [
    storageKeyUnknown.fault(
      'noConnection',
      { got: key, namespace, ...hint(key, [connection.name, ...known], 'data connections') },
      { at: ['source', 'key'] },
    ),
  ];
}
