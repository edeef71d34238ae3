import { valueAt } from '../../kinds/changed';
import { label, type Manifest } from '../../model/manifest';
import { objectOf } from '../change';
import type { Consequence } from '../consequence';
import { keyOf, kindOf } from '../running-object';

const runtimes = ['serving.kserve.io/ServingRuntime', 'serving.kserve.io/ClusterServingRuntime'];

/** A runtime is written into the Deployment of every model that it serves. */
export const runtimeRollsModels: Consequence = {
  code: 'runtime-rolls-models',
  why: 'KServe reconciles a runtime into the Deployments of the InferenceServices that use it: each of them rolls and loads its model anew.',

  *judge({ changes, head, byKey }) {
    for (const change of changes) {
      if (change.new === undefined || change.changed === undefined || change.new.inTemplate) continue;
      if (!runtimes.includes(kindOf(change.new)) || !change.changed.fields.some(({ path }) => path[0] === 'spec'))
        continue;
      const { cluster, manifest } = change.new;
      for (const service of head.objectsOn(cluster)) {
        if (service.manifest.kind !== 'InferenceService' || !uses(service.manifest, manifest)) continue;
        const known = byKey.get(keyOf(service));
        yield {
          change: known ?? { key: keyOf(service), old: service, new: service, reasons: [] },
          reason: {
            class: 'roll',
            field: '',
            why: `because ${label(objectOf(change).manifest)} changes: its predictor is replaced and loads the model anew`,
          },
        };
      }
    }
  },

  bad: {
    base: { 'worker01/serving': [runtime('triton:1'), model()] },
    head: { 'worker01/serving': [runtime('triton:2'), model()] },
    says: ['roll InferenceService demo/fraud on worker01'],
  },
  good: {
    base: { 'worker01/serving': [runtime('triton:1')], 'worker02/serving': [model()] },
    head: { 'worker01/serving': [runtime('triton:2')], 'worker02/serving': [model()] },
  },
};

function uses({ metadata, spec }: Manifest, runtime: Manifest): boolean {
  const namespaced = runtime.metadata.namespace === undefined || runtime.metadata.namespace === metadata.namespace;
  return namespaced && valueAt(spec, 'predictor.model.runtime') === runtime.metadata.name;
}

function runtime(image: string): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind: 'ServingRuntime',
    metadata: { name: 'triton', namespace: 'demo' },
    spec: { containers: [{ name: 'kserve-container', image }], supportedModelFormats: [{ name: 'onnx' }] },
  };
}

function model(): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'fraud', namespace: 'demo' },
    spec: { predictor: { model: { modelFormat: { name: 'onnx' }, runtime: 'triton', storageUri: 's3://a' } } },
  };
}
