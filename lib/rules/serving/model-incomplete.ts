import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { frameworks } from '../../graph/pod-references';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

type Fields = Readonly<Record<string, unknown>>;

const containers = parsePattern('spec.containers[*]');
const runtimes: ReadonlySet<string> = new Set([
  'serving.kserve.io/ClusterServingRuntime',
  'serving.kserve.io/ServingRuntime',
]);
/** What tells a model server where the model lies, besides an image or arguments of its own. */
const places = ['storageUri', 'storageUris', 'storage', 'image', 'args', 'env', 'command'];

const finding = findingKind({
  code: 'model-incomplete',
  why: "KServe's webhook refuses a predictor that serves nothing or whose minReplicas exceed its maxReplicas; a model without a location, or a runtime without an image, makes pods that never start.",
  fix: 'Give the predictor a model with `storageUri` or `storage`, and each container of the runtime an image.',
  messages: {
    noServer: 'missing; name the server and its image',
    noImage: 'missing; name the image of the server',
    noAction: 'got no action; set a command or a port',
    noModel: 'got nothing to serve; give it a model',
    noPlace: 'got no place; name it by storageUri or storage',
    replicas: 'got {got}, more than maxReplicas {maxReplicas}',
  },
});

export const modelIncomplete: Rule<Fault> = {
  ...finding,
  kinds: [...runtimes, 'serving.kserve.io/InferenceService'],
  summary: 'Every model and serving runtime has what KServe needs to start it.',
  turnOff: 'When a policy on the cluster adds the missing field.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest } = located;
      const key = kindKey(manifest);
      if (runtimes.has(key)) yield* faultsOfRuntime(located);
      if (key !== 'serving.kserve.io/InferenceService') continue;
      const predictor = isObject(manifest.spec) && isObject(manifest.spec.predictor) ? manifest.spec.predictor : {};
      yield* faultsOf(located, predictor);
    }
  },

  judge: (faults) => faults,
};

function* faultsOfRuntime(located: Located): Iterable<Fault> {
  const servers = find(containers, located.manifest, []);
  if (servers.length === 0) yield finding.fault('noServer', {}, fieldOf(located, ['spec', 'containers']));
  for (const { value, path } of servers) {
    const container = isObject(value) ? value : {};
    if (container.image === undefined) yield finding.fault('noImage', {}, fieldOf(located, [...path, 'image']));
    for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
      const { [name]: probe } = container;
      if (isObject(probe) && !isProbing(probe)) yield finding.fault('noAction', {}, fieldOf(located, [...path, name]));
    }
  }
}

function isProbing({ exec, ...others }: Fields): boolean {
  if (isObject(exec)) return Array.isArray(exec.command) && exec.command.length > 0;
  return ['grpc', 'httpGet', 'tcpSocket'].some((handler) => others[handler] !== undefined);
}

function* faultsOf(located: Located, predictor: Fields): Iterable<Fault> {
  const { model, minReplicas, maxReplicas } = predictor;
  const served = [...frameworks, 'containers', 'workerSpec'].filter((name) => predictor[name] !== undefined);
  if (served.length === 0) yield finding.fault('noModel', {}, fieldOf(located, ['spec', 'predictor']));
  if (isObject(model) && places.every((place) => model[place] === undefined))
    yield finding.fault('noPlace', {}, fieldOf(located, ['spec', 'predictor', 'model']));
  // No more than nothing is: as many as are needed.
  if (
    typeof minReplicas === 'number' &&
    typeof maxReplicas === 'number' &&
    maxReplicas > 0 &&
    minReplicas > maxReplicas
  )
    yield finding.fault(
      'replicas',
      { got: minReplicas, maxReplicas },
      fieldOf(located, ['spec', 'predictor', 'minReplicas']),
    );
}
