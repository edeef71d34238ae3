import { groupKind } from '../../kinds/group-kind';
import { formatRef, refKey } from '../../model/ref';
import { plain } from '../../model/words';
import { findingKind } from '../../model/finding-kind';
import type { Located } from '../../graph/located';
import { objectRule, type ObjectOf } from '../engine/object-rule';
import { fieldOf } from '../engine/fault';
import type { Fault } from '../engine/rule';

type ServingRuntime = ObjectOf<RuntimeKind>;
type RuntimeKind = 'serving.kserve.io/v1alpha1/ServingRuntime' | 'serving.kserve.io/v1alpha1/ClusterServingRuntime';
type Predictor = ObjectOf<'serving.kserve.io/v1beta1/InferenceService'>['spec'] extends infer Spec
  ? NonNullable<Spec> extends { readonly predictor: infer P }
    ? P
    : never
  : never;

interface Runtime extends Omit<Located, 'manifest'> {
  readonly formats: NonNullable<NonNullable<ServingRuntime['spec']>['supportedModelFormats']>;
  readonly protocols: readonly string[];
  readonly multiModel: boolean;
  /** The names of its containers. */
  readonly containers: readonly string[];
}

interface Model extends Omit<Located, 'manifest'> {
  readonly model: NonNullable<Predictor['model']>;
  readonly meshed: boolean;
}

type Fact = { readonly runtime: Runtime } | { readonly model: Model };

const container = 'kserve-container';
const mode = 'serving.kserve.io/deploymentMode';
const finding = findingKind({
  code: 'runtime-unfit',
  why: 'KServe compares format, version, protocol and mode of a model with its runtime; if one does not fit, the model gets no pod and only its status says so.',
  fix: 'Choose a runtime that lists the format, or give the model the version and protocol of the runtime.',
  messages: {
    noFormat: 'got none; list the formats that the server reads',
    container: 'got {got}; KServe expects a container named {container} as the model server',
    format: 'got {got}; {who} accepts {expected}',
    version: 'got {got}; {who} accepts {expected}',
    protocol: 'got {got}; {who} speaks {expected}',
    mode: 'got {got}, which serves {models}; the annotation {mode} says otherwise',
  },
});

export const runtimeUnfit = objectRule({
  ...finding,
  kinds: [
    'serving.kserve.io/v1alpha1/ServingRuntime',
    'serving.kserve.io/v1alpha1/ClusterServingRuntime',
    'serving.kserve.io/v1beta1/InferenceService',
  ],
  summary: 'Every model has a serving runtime that fits it.',
  turnOff: 'When the cluster has runtimes that are not rendered here.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    if (manifest.kind !== 'InferenceService') {
      yield { runtime: { ...own, ...readRuntime(manifest) } };
      return;
    }
    const model = manifest.spec?.predictor.model;
    const meshed = manifest.metadata.annotations?.[mode] === 'ModelMesh';
    if (model && !own.uninstantiated) yield { model: { ...own, model, meshed } };
  },

  *judge(facts) {
    const runtimes = new Map(
      facts.flatMap((fact) => ('runtime' in fact ? [[refKey(fact.runtime.ref), fact.runtime] as const] : [])),
    );
    for (const fact of facts) {
      if ('runtime' in fact) yield* judgeRuntime(fact.runtime);
      if (!('model' in fact) || fact.model.model.runtime === undefined) continue;
      const { cluster, namespace = '' } = fact.model.ref;
      const name = fact.model.model.runtime;
      const runtime =
        runtimes.get(refKey({ cluster, ...groupKind('serving.kserve.io/ServingRuntime'), namespace, name })) ??
        runtimes.get(refKey({ cluster, ...groupKind('serving.kserve.io/ClusterServingRuntime'), name }));
      if (runtime) yield* judgeModel(fact.model, runtime);
    }
  },
});

function* judgeRuntime(runtime: Runtime): Iterable<Fault> {
  if (runtime.formats.length === 0)
    yield finding.fault('noFormat', {}, fieldOf(runtime, ['spec', 'supportedModelFormats']));
  if (!runtime.multiModel && !runtime.containers.includes(container))
    yield finding.fault('container', { got: runtime.containers, container }, fieldOf(runtime, ['spec', 'containers']));
}

function* judgeModel(fact: Model, runtime: Runtime): Iterable<Fault> {
  const at = ['spec', 'predictor', 'model'];
  const who = formatRef(runtime.ref);
  const { name, version } = fact.model.modelFormat ?? {};
  const same = runtime.formats.filter((format) => format.name === name);
  if (same.length === 0)
    yield finding.fault(
      'format',
      { got: name, who, expected: runtime.formats.map((format) => format.name) },
      fieldOf(fact, [...at, 'modelFormat', 'name']),
    );
  else if (version !== undefined && !same.some((format) => format.version === undefined || format.version === version))
    yield finding.fault(
      'version',
      { got: version, who, expected: same.map((format) => `${plain(format.name)} ${plain(format.version)}`) },
      fieldOf(fact, [...at, 'modelFormat', 'version']),
    );
  const { protocolVersion } = fact.model;
  if (protocolVersion !== undefined && runtime.protocols.length > 0 && !runtime.protocols.includes(protocolVersion))
    yield finding.fault(
      'protocol',
      { got: protocolVersion, who, expected: runtime.protocols },
      fieldOf(fact, [...at, 'protocolVersion']),
    );
  if (fact.meshed !== runtime.multiModel)
    yield finding.fault(
      'mode',
      { got: who, models: runtime.multiModel ? 'many models (ModelMesh)' : 'one model', mode },
      fieldOf(fact, [...at, 'runtime']),
    );
}

function readRuntime({ spec }: ServingRuntime): Omit<Runtime, keyof Omit<Located, 'manifest'>> {
  return {
    formats: spec?.supportedModelFormats ?? [],
    protocols: spec?.protocolVersions ?? [],
    multiModel: spec?.multiModel === true,
    containers: (spec?.containers ?? []).map(({ name }) => name),
  };
}
