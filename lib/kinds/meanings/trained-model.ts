import { judged, type Meaning } from '../changed';

/** The memory of a trained model is fixed. */
export const trainedModel: Meaning = {
  kinds: ['serving.kserve.io/TrainedModel'],
  source: 'kserve pkg/apis/serving/v1alpha1/trainedmodel_webhook.go:41',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.model.memory',
        class: 'refused',
        why: 'the webhook of KServe refuses another size of memory',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'TrainedModel',
      metadata: { name: 'a', namespace: 'demo' },
      spec: { inferenceService: 's', model: { framework: 'sklearn', memory: '1Gi', storageUri: 's3://a' } },
    },
    new: {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'TrainedModel',
      metadata: { name: 'a', namespace: 'demo' },
      spec: { inferenceService: 's', model: { framework: 'sklearn', memory: '2Gi', storageUri: 's3://a' } },
    },
    says: ['refused /spec/model/memory'],
  },
  good: {
    old: {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'TrainedModel',
      metadata: { name: 'a', namespace: 'demo' },
      spec: { inferenceService: 's', model: { framework: 'sklearn', memory: '1Gi', storageUri: 's3://a' } },
    },
    new: {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'TrainedModel',
      metadata: { name: 'a', namespace: 'demo' },
      spec: { inferenceService: 's', model: { framework: 'sklearn', memory: '1Gi', storageUri: 's3://b' } },
    },
  },
};
