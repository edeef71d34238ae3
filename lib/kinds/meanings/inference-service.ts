import { below, valueAt, verdict, type Fields, type Meaning } from '../changed';

const mode = 'serving.kserve.io/deploymentMode';

/** KServe's webhook keeps the way in which a model is deployed; any other change of the predictor loads it anew. */
export const inferenceService: Meaning = {
  kinds: ['serving.kserve.io/InferenceService'],
  source: 'kserve pkg/apis/serving/v1beta1/inference_service_validation.go:687-703',

  *judge(changed) {
    const noted = changed.fields.find(
      ({ path }) =>
        path[0] === 'metadata' &&
        (path[2] === mode || path[1] === 'annotations') &&
        modeOf(changed.old) !== modeOf(changed.new),
    );
    if (noted)
      yield verdict(
        {
          class: 'refused',
          why: 'update rejected: deploymentMode cannot be changed, not even to the other name of the same mode',
          fix: 'Make an InferenceService of another name, move its callers, and remove this one in the next commit.',
        },
        noted,
      );
    const moved =
      valueAt(changed.old, 'spec.predictor.model.storageUri') !==
      valueAt(changed.new, 'spec.predictor.model.storageUri');
    for (const field of below(changed, 'spec')) {
      if (field.path.join('.') === 'spec.predictor.name' && !moved)
        yield verdict({ class: 'refused', why: 'the name of the predictor changes only with its storageUri' }, field);
      else if (field.path.at(-1) === 'minReplicas' || field.path.at(-1) === 'maxReplicas')
        yield verdict({ class: 'in-place', why: 'scales' }, field);
      else
        yield verdict(
          { class: 'roll', why: 'the predictor is replaced and loads its model anew, which takes minutes' },
          field,
        );
    }
  },

  bad: {
    old: fraud('RawDeployment', 's3://a'),
    new: fraud('Standard', 's3://b'),
    says: ['refused /metadata/annotations/serving.kserve.io~1deploymentMode', 'roll /spec/predictor/model/storageUri'],
  },
  good: { old: fraud('RawDeployment', 's3://a'), new: { ...fraud('RawDeployment', 's3://a'), status: {} } },
};

function modeOf(service: Fields): unknown {
  return (valueAt(service, 'metadata.annotations') as Fields | undefined)?.[mode];
}

function fraud(deploymentMode: string, storageUri: string) {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'fraud', namespace: 'demo', annotations: { [mode]: deploymentMode } },
    spec: { predictor: { model: { modelFormat: { name: 'onnx' }, storageUri } } },
  };
}
