import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { frameworks } from '../../graph/pod-references';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

type Fields = Readonly<Record<string, unknown>>;

const containers = parsePattern('spec.containers[*]');
const runtimes: ReadonlySet<string> = new Set([
  'serving.kserve.io/ClusterServingRuntime',
  'serving.kserve.io/ServingRuntime',
]);
/** What tells a model server where the model lies, besides an image or arguments of its own. */
const places = ['storageUri', 'storageUris', 'storage', 'image', 'args', 'env', 'command'];

export const modelIncomplete: Rule<Fault> = {
  code: 'model-incomplete',
  kinds: [...runtimes, 'serving.kserve.io/InferenceService'],
  severity: 'error',
  summary: 'Every model and serving runtime has what KServe needs to start it.',
  why: "KServe's webhook refuses a predictor that serves nothing or whose minReplicas exceed its maxReplicas; a model without a location, or a runtime without an image, makes pods that never start.",
  fix: 'Give the predictor a model with `storageUri` or `storage`, and each container of the runtime an image.',
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
  if (servers.length === 0) yield faultOf(located, ['spec', 'containers'], 'missing; name the server and its image');
  for (const { value, path } of servers) {
    const container = isObject(value) ? value : {};
    if (container.image === undefined)
      yield faultOf(located, [...path, 'image'], 'missing; name the image of the server');
    for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
      const { [name]: probe } = container;
      if (isObject(probe) && !isProbing(probe))
        yield faultOf(located, [...path, name], 'got no action; set a command or a port');
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
  if (served.length === 0) yield faultOf(located, ['spec', 'predictor'], 'got nothing to serve; give it a model');
  if (isObject(model) && places.every((place) => model[place] === undefined))
    yield faultOf(located, ['spec', 'predictor', 'model'], 'got no place; name it by storageUri or storage');
  // No more than nothing is: as many as are needed.
  if (
    typeof minReplicas === 'number' &&
    typeof maxReplicas === 'number' &&
    maxReplicas > 0 &&
    minReplicas > maxReplicas
  )
    yield faultOf(
      located,
      ['spec', 'predictor', 'minReplicas'],
      `got ${minReplicas}, more than maxReplicas ${maxReplicas}`,
    );
}
