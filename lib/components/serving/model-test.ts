import type { HttpCheck } from '../../constructs/http-check';
import { serviceUrl } from '../../constructs/endpoint';
import type { Cluster } from '../../model/fleet';
import { platformOf } from '../../platforms/catalogue';
import { knownTest } from './known-models';
import type { PlannedModel, ServingPlan } from './plan';
import type { Mode } from '../../constructs/serving/mode';

/**
 * Where a model answers inside its cluster. ModelMesh has one REST proxy for all of them. Under OpenShift AI the Service of a
 * RawDeployment is headless, which leads to the pods: there the server's own port is the one to ask.
 */
function modelUrl(name: string, namespace: string, mode: Mode, cluster: Pick<Cluster, 'platform'>): string {
  if (mode === 'ModelMesh') return serviceUrl({ service: 'modelmesh-serving', namespace, port: 8008 });
  const port = mode === 'RawDeployment' && platformOf(cluster).openshiftAi ? 8080 : 80;
  return serviceUrl({ service: `${name}-predictor`, namespace, port });
}

/**
 * What a model is asked after each sync: its test, or where nobody wrote one whether it is ready. ModelMesh has no such
 * question.
 */
export function modelChecks({ settings, mode, cluster }: ServingPlan, model: PlannedModel): HttpCheck[] {
  const { name } = model;
  const url = `${modelUrl(name, settings.namespace, mode, cluster)}/v2/models/${name}`;
  const test = model.settings.test ?? knownTest(model.settings.source.sha256);
  if (test === undefined) return mode === 'ModelMesh' ? [] : [{ name: `model ${name} is ready`, url: `${url}/ready` }];
  return [
    {
      name: `model ${name} answers`,
      url: `${url}/infer`,
      method: 'POST',
      json: { inputs: test.inputs },
      fields: test.outputs.flatMap(({ shape, datatype }, index) => [
        { path: ['outputs', index, 'datatype'], equals: datatype },
        { path: ['outputs', index, 'shape'], equals: shape },
      ]),
      timeoutSeconds: 30,
    },
  ];
}
