import { frameworks } from '../../graph/pod-references';
import { findingKind } from '../../model/finding-kind';
import type { Located } from '../../graph/located';
import { objectRule, type KnownKind, type ObjectOf } from '../engine/object-rule';
import type { Fault } from '../engine/rule';
import { fieldOf } from '../engine/fault';

/** What tells a model server where the model lies, besides an image or arguments of its own. */
const places = ['storageUri', 'storage', 'image', 'args', 'env', 'command'] as const;

const finding = findingKind({
  code: 'model-incomplete',
  why: "KServe's webhook rejects a predictor that serves nothing or whose minReplicas exceed its maxReplicas; a model without a location, or a runtime without an image, makes pods that never start.",
  fix: 'Give the predictor a model with `storageUri` or `storage`, and each container of the runtime an image.',
  messages: {
    noServer: 'missing; name the server and its image',
    noImage: 'missing; name the image of the server',
    noAction: 'got no action; set a command or a port',
    noModel: 'got nothing to serve; give it a model',
    noPlace: 'got no place; name it by storageUri or storage',
    address: 'got {got}; write a scheme, such as s3:// or pvc://, or an absolute path',
    canary: 'got {got}; a share of the traffic is 0 to 100',
    replicas: 'got {got}, more than maxReplicas {maxReplicas}',
  },
});

export const modelIncomplete = objectRule({
  ...finding,
  kinds: [
    'serving.kserve.io/v1alpha1/ServingRuntime',
    'serving.kserve.io/v1alpha1/ClusterServingRuntime',
    'serving.kserve.io/v1beta1/InferenceService',
  ],
  summary: 'Every model and serving runtime has what KServe needs to start it.',
  turnOff: 'When a policy on the cluster adds the missing field.',

  *collect({ manifest, ...own }): Iterable<Fault> {
    if (manifest.kind === 'InferenceService') yield* faultsOf(own, manifest.spec?.predictor ?? {});
    else yield* faultsOfRuntime(own, manifest.spec?.containers ?? []);
  },

  judge: (faults) => faults,
});

type Own = Omit<Located, 'manifest'>;
type Spec<Kind extends KnownKind> = ObjectOf<Kind> extends { readonly spec?: infer S } ? NonNullable<S> : never;
type Containers = Spec<'serving.kserve.io/v1alpha1/ServingRuntime'>['containers'];
type Predictor = Partial<Spec<'serving.kserve.io/v1beta1/InferenceService'>['predictor']>;

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

function* faultsOfRuntime(own: Own, containers: Containers): Iterable<Fault> {
  if (containers.length === 0) yield finding.fault('noServer', {}, fieldOf(own, ['spec', 'containers']));
  for (const [at, container] of containers.entries()) {
    const path = ['spec', 'containers', at];
    if (container.image === undefined) yield finding.fault('noImage', {}, fieldOf(own, [...path, 'image']));
    for (const name of probes) {
      const probe = container[name];
      if (probe && !isProbing(probe)) yield finding.fault('noAction', {}, fieldOf(own, [...path, name]));
    }
  }
}

function isProbing({ exec, grpc, httpGet, tcpSocket }: NonNullable<Containers[number]['livenessProbe']>): boolean {
  if (exec) return (exec.command ?? []).length > 0;
  return (grpc ?? httpGet ?? tcpSocket) !== undefined;
}

function* faultsOf(own: Own, predictor: Predictor): Iterable<Fault> {
  const { model, minReplicas: got, maxReplicas = 0 } = predictor;
  const at = ['spec', 'predictor'];
  const isServing = [...frameworks, 'containers', 'workerSpec'].some((name) => name in predictor);
  if (!isServing) yield finding.fault('noModel', {}, fieldOf(own, at));
  const isPlaced = predictor.storageUris !== undefined || places.some((place) => model?.[place] !== undefined);
  if (model && !isPlaced) yield finding.fault('noPlace', {}, fieldOf(own, [...at, 'model']));
  const { storageUri, canaryTrafficPercent: share } = { canaryTrafficPercent: undefined, ...model, ...predictor };
  if (storageUri !== undefined && storageUri !== '' && !/^(\/|[a-z][\w+.-]*:\/\/)/i.test(storageUri))
    yield finding.fault('address', { got: storageUri }, fieldOf(own, [...at, 'model', 'storageUri']));
  if (share !== undefined && (share < 0 || share > 100))
    yield finding.fault('canary', { got: share }, fieldOf(own, [...at, 'canaryTrafficPercent']));
  // No more than nothing is: as many as are needed.
  if (got !== undefined && maxReplicas > 0 && got > maxReplicas)
    yield finding.fault('replicas', { got, maxReplicas }, fieldOf(own, [...at, 'minReplicas']));
}
