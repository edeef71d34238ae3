import { modelAccount } from '../../constructs/serving/connection';
import type { InferenceServiceProps, ModelLocation } from '../../constructs/serving/inference-service';
import { placementOf } from '../../constructs/pod-settings';
import type { Job } from '../../constructs/job';
import { byStorageKey, type PlannedModel, type ServingPlan } from './plan';

/** A model of the block as its InferenceService wants it. */
export function modelProps(plan: ServingPlan, model: PlannedModel, upload?: Job): InferenceServiceProps {
  const { name, settings, runtime } = model;
  const resources = settings.resources ?? runtime?.form.resources;
  const [protocol] = runtime?.form.protocols ?? [];
  return {
    name,
    namespace: plan.settings.namespace,
    format: settings.format,
    runtime: settings.runtime,
    model: location(plan, model),
    platform: plan.cluster.platform,
    mode: plan.mode,
    ...(!byStorageKey(plan) && { serviceAccount: modelAccount }),
    ...(settings.replicas !== undefined && { replicas: settings.replicas }),
    ...(resources && { resources }),
    ...placementOf(settings),
    ...(protocol !== undefined && { protocol }),
    ...(settings.displayName !== undefined && { displayName: settings.displayName }),
    ...(upload && { after: upload }),
  };
}

function location(plan: ServingPlan, { settings: { source }, stored }: PlannedModel): ModelLocation {
  const { uri, key, path: own = '' } = source;
  if (uri !== undefined) return { uri };
  const path = stored?.path ?? own;
  const { name, bucket } = plan.connection;
  if (key === undefined && !byStorageKey(plan)) return { uri: `s3://${bucket}/${path}` };
  return { key: key ?? name, path };
}
