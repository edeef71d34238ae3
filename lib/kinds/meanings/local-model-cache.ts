import { judged, type Meaning } from '../changed';

/** A cache holds one model for good. */
export const localModelCache: Meaning = {
  kinds: ['serving.kserve.io/LocalModelCache'],
  source: 'kserve pkg/apis/serving/v1alpha1/local_model_cache_types.go:48',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.sourceModelUri',
        class: 'refused',
        why: 'a cache holds one model for good',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'LocalModelCache',
      metadata: { name: 'llama' },
      spec: { sourceModelUri: 'hf://a', modelSize: '10Gi' },
    },
    new: {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'LocalModelCache',
      metadata: { name: 'llama' },
      spec: { sourceModelUri: 'hf://b', modelSize: '10Gi' },
    },
    says: ['refused /spec/sourceModelUri'],
  },
  good: {
    old: {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'LocalModelCache',
      metadata: { name: 'llama' },
      spec: { sourceModelUri: 'hf://a', modelSize: '10Gi' },
    },
    new: {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'LocalModelCache',
      metadata: { name: 'llama', labels: { a: 'b' } },
      spec: { sourceModelUri: 'hf://a', modelSize: '10Gi' },
    },
  },
};
