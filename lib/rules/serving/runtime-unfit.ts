import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import type { Manifest } from '../../model/manifest';
import { formatRef, refKey } from '../../model/ref';
import { plain } from '../../model/words';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

type Fields = Readonly<Record<string, unknown>>;

interface Runtime extends Omit<Located, 'manifest'> {
  readonly formats: readonly Fields[];
  readonly protocols: readonly unknown[];
  readonly multiModel: boolean;
  readonly containers: readonly unknown[];
}

interface Model extends Omit<Located, 'manifest'> {
  readonly model: Fields;
  readonly runtime: string | undefined;
  readonly meshed: boolean;
}

type Fact = { readonly runtime: Runtime } | { readonly model: Model } | Fault;

const container = 'kserve-container';
const mode = 'serving.kserve.io/deploymentMode';
const formats = parsePattern('spec.supportedModelFormats[*]');
const protocols = parsePattern('spec.protocolVersions[*]');
const containerNames = parsePattern('spec.containers[*].name');
const customContainers = parsePattern('spec.predictor.containers[*]');

const finding = findingKind({
  code: 'runtime-unfit',
  why: 'KServe compares format, version, protocol and mode of a model with its runtime; if one does not fit, the model gets no pod and only its status says so.',
  fix: 'Choose a runtime that lists the format, or give the model the version and protocol of the runtime.',
  messages: {
    noModel: 'got no model and no container; name the format and the location of the model',
    noFormat: 'got none; list the formats that the server reads',
    container: 'got {got}; KServe expects a container named {container} as the model server',
    format: 'got {got}; {who} accepts {expected}',
    version: 'got {got}; {who} accepts {expected}',
    protocol: 'got {got}; {who} speaks {expected}',
    mode: 'got {got}, which serves {models}; the annotation {mode} says otherwise',
  },
});

export const runtimeUnfit: Rule<Fact> = {
  ...finding,
  kinds: [
    'serving.kserve.io/ServingRuntime',
    'serving.kserve.io/ClusterServingRuntime',
    'serving.kserve.io/InferenceService',
  ],
  summary: 'Every model has a serving runtime that fits it.',
  turnOff: 'When the cluster has runtimes that are not rendered here.',

  *collect(_, { objects }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      const key = kindKey(manifest);
      const own = { ref, path, uninstantiated, origin };
      if (key === 'serving.kserve.io/ServingRuntime' || key === 'serving.kserve.io/ClusterServingRuntime')
        yield { runtime: { ...own, ...readRuntime(manifest) } };
      if (key !== 'serving.kserve.io/InferenceService' || uninstantiated) continue;
      const predictor = isObject(manifest.spec) ? manifest.spec.predictor : undefined;
      const model = isObject(predictor) ? predictor.model : undefined;
      const meshed = manifest.metadata.annotations?.[mode] === 'ModelMesh';
      if (isObject(model)) yield { model: { ...own, model, meshed, runtime: text(model.runtime) } };
      else if (
        isObject(predictor) &&
        find(customContainers, manifest, []).length === 0 &&
        Object.keys(predictor).length === 0
      )
        yield finding.fault('noModel', {}, fieldOf(own, ['spec', 'predictor']));
    }
  },

  *judge(facts) {
    const runtimes = new Map(
      facts.flatMap((fact) => ('runtime' in fact ? [[refKey(fact.runtime.ref), fact.runtime] as const] : [])),
    );
    for (const fact of facts) {
      if ('message' in fact) yield fact;
      if ('runtime' in fact) yield* judgeRuntime(fact.runtime);
      if (!('model' in fact) || fact.model.runtime === undefined) continue;
      const { cluster, namespace = '' } = fact.model.ref;
      const name = fact.model.runtime;
      const runtime =
        runtimes.get(refKey({ cluster, ...groupKind('serving.kserve.io/ServingRuntime'), namespace, name })) ??
        runtimes.get(refKey({ cluster, ...groupKind('serving.kserve.io/ClusterServingRuntime'), name }));
      if (runtime) yield* judgeModel(fact.model, runtime);
    }
  },
};

function* judgeRuntime(runtime: Runtime): Iterable<Fault> {
  if (runtime.formats.length === 0)
    yield finding.fault('noFormat', {}, fieldOf(runtime, ['spec', 'supportedModelFormats']));
  if (!runtime.multiModel && !runtime.containers.includes(container))
    yield finding.fault('container', { got: runtime.containers, container }, fieldOf(runtime, ['spec', 'containers']));
}

function* judgeModel(fact: Model, runtime: Runtime): Iterable<Fault> {
  const at = ['spec', 'predictor', 'model'];
  const who = formatRef(runtime.ref);
  const { name, version } = isObject(fact.model.modelFormat) ? fact.model.modelFormat : {};
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

function readRuntime(manifest: Manifest): Pick<Runtime, 'formats' | 'protocols' | 'multiModel' | 'containers'> {
  return {
    formats: find(formats, manifest, []).flatMap(({ value }) => (isObject(value) ? [value] : [])),
    protocols: find(protocols, manifest, []).map(({ value }) => value),
    multiModel: isObject(manifest.spec) && manifest.spec.multiModel === true,
    containers: find(containerNames, manifest, []).map(({ value }) => value),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
