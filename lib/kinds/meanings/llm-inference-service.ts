import { judged, type Meaning } from '../changed';

/** How a model is spread over devices is fixed. */
export const llmInferenceService: Meaning = {
  kinds: ['serving.kserve.io/LLMInferenceService'],
  source: 'kserve pkg/apis/serving/v1alpha1/llm_inference_service_validation.go:266',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.parallelism',
        class: 'refused',
        why: 'how a model is spread over devices cannot change',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
      {
        at: 'spec.worker.parallelism',
        class: 'refused',
        why: 'how a model is spread over devices cannot change',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
      { at: 'spec', class: 'roll', why: 'the pods that serve the model are replaced; each loads it anew' },
    ]),
  bad: {
    old: {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'LLMInferenceService',
      metadata: { name: 'llama', namespace: 'demo' },
      spec: { parallelism: { tensor: 1 }, model: { uri: 'hf://a' } },
    },
    new: {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'LLMInferenceService',
      metadata: { name: 'llama', namespace: 'demo' },
      spec: { parallelism: { tensor: 2 }, model: { uri: 'hf://a' } },
    },
    says: ['refused /spec/parallelism/tensor'],
  },
  good: {
    old: {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'LLMInferenceService',
      metadata: { name: 'llama', namespace: 'demo' },
      spec: { parallelism: { tensor: 1 }, model: { uri: 'hf://a' } },
    },
    new: {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'LLMInferenceService',
      metadata: { name: 'llama', namespace: 'demo', labels: { a: 'b' } },
      spec: { parallelism: { tensor: 1 }, model: { uri: 'hf://a' } },
    },
  },
};
