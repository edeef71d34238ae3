import { Construct } from 'constructs';
import { InferenceService } from '../../../imports/serving.kserve.io';
import type { Job } from '../../constructs/job';
import { standardLabels } from '../../constructs/labels';
import { markers } from '../../model/marker';
import { byStorageKey, type PlannedModel, type ServingPlan } from './plan';
import { resourceAmounts } from './runtimes/serving-runtime';
import { modelAccount } from './storage/data-connection';

/** A model that is served. It comes after the upload of what it serves. */
export class ModelService extends Construct {
  public constructor(scope: Construct, id: string, plan: ServingPlan, model: PlannedModel, upload?: Job) {
    super(scope, id);
    const { namespace } = plan.settings;
    const { name, settings } = model;
    new InferenceService(this, 'service', {
      metadata: {
        name,
        namespace,
        labels: {
          ...standardLabels({ name, component: 'model', partOf: 'serving' }),
          ...(plan.cluster.platform === 'openshift' && { 'opendatahub.io/dashboard': 'true' }),
        },
        annotations: {
          'serving.kserve.io/deploymentMode': plan.mode,
          ...(plan.cluster.platform === 'openshift' && { 'openshift.io/display-name': settings.displayName ?? name }),
          ...(upload && { [markers.after]: `Job/${upload.name}` }),
        },
      },
      spec: { predictor: predictor(plan, model) },
    });
  }
}

function predictor(plan: ServingPlan, { settings, format, runtime, stored }: PlannedModel) {
  const { source, replicas = 1 } = settings;
  const shared = { modelFormat: { ...format }, runtime: settings.runtime, ...location(plan, source, stored?.path) };
  // ModelMesh places models in the pods of the runtime, so a model has no pods of its own.
  if (plan.mode === 'ModelMesh') return { model: shared };
  const resources = settings.resources ?? runtime?.form.resources;
  return {
    minReplicas: replicas,
    maxReplicas: replicas,
    ...(!byStorageKey(plan) && { serviceAccountName: modelAccount }),
    model: {
      ...shared,
      // Without it KServe asks the runtime for v1, and its own resources take the place of the runtime's.
      ...(runtime && { protocolVersion: runtime.form.protocols[0] }),
      ...(resources && { resources: resourceAmounts(resources) }),
    },
  };
}

function location(plan: ServingPlan, { uri, key, path: own }: PlannedModel['settings']['source'], stored?: string) {
  if (uri !== undefined) return { storageUri: uri };
  const path = stored ?? own ?? '';
  const { name, bucket } = plan.connection;
  if (key === undefined && !byStorageKey(plan)) return { storageUri: `s3://${bucket}/${path}` };
  return { storage: { key: key ?? name, path } };
}
