import type { Construct } from 'constructs';
import { DataConnection } from '../../constructs/serving/data-connection';
import { InferenceService } from '../../constructs/serving/inference-service';
import { Minio, type MinioProps } from '../../constructs/serving/minio';
import { RuntimeTemplate, ServingRuntime } from '../../constructs/serving/runtimes/serving-runtime';
import { SmokeTest } from '../../constructs/smoke-test';
import { groupKind } from '../../kinds/group-kind';
import type { Cluster } from '../../model/fleet';
import type { Ref } from '../../model/ref';
import { atSetting } from '../../model/setting';
import { constructs, defineUnit, unitKey, type NamespaceNeed, type Need, type Unit } from '../../model/unit';
import { platformOf } from '../../platforms/catalogue';
import { connectionProps } from './data-connection';
import { modelProps } from './model-props';
import { modelChecks } from './model-test';
import { distributions } from './openshift-ai/distribution';
import { OpenShiftAi } from './openshift-ai/operator';
import { byStorageKey, type PlannedModel, type ServingPlan } from './plan';
import type { MinioSettings } from './settings/storage';
import { UploadJob, UploadScript } from './upload-job';

const component = 'serving';

/** KServe puts a container of its own into every predictor, which asks for no security context. */
const storageInitializer =
  "KServe's storage-initializer, which it puts into every predictor, sets no security context of its own";

function projectNamespace({ settings: chosen, mode, cluster }: ServingPlan): NamespaceNeed {
  const { namespace, displayName, description } = chosen;
  if (!platformOf(cluster).openshiftAi)
    return mode === 'ModelMesh'
      ? { name: namespace, podSecurity: 'restricted', labels: { 'modelmesh-enabled': 'true' } }
      : { name: namespace, podSecurity: 'baseline', why: storageInitializer };
  return {
    name: namespace,
    // OpenShift itself fills in every container's security context.
    podSecurity: 'restricted',
    labels: { 'modelmesh-enabled': String(mode === 'ModelMesh'), 'opendatahub.io/dashboard': 'true' },
    annotations: {
      'openshift.io/display-name': displayName ?? namespace,
      ...(description !== undefined && { 'openshift.io/description': description }),
    },
  };
}

/** What brings KServe to an OpenShift cluster that does not have it. */
export function openShiftAiUnit(plan: ServingPlan): Unit[] {
  const { cluster, ai, mode } = plan;
  if (ai === undefined || ai.installed) return [];
  const { title, operator } = distributions[ai.distribution];
  const namespace: NamespaceNeed = {
    name: operator.namespace,
    podSecurity: 'baseline',
    why: 'the operator comes from a catalogue: nobody here sees its pods',
    labels: { 'openshift.io/cluster-monitoring': 'true' },
    annotations: { 'openshift.io/display-name': title },
  };
  return [
    defineUnit({
      component,
      name: 'openshift-ai',
      cluster: cluster.name,
      stage: 'charts',
      settings: [component, 'openshift-ai'],
      namespaces: [namespace],
      content: constructs((scope) => {
        new OpenShiftAi(scope, 'openshift-ai', ai, mode);
      }),
    }),
  ];
}

/** Storage, runtimes and models of one cluster. */
export function servingUnit(plan: ServingPlan, needs: readonly Need[]): Unit {
  return defineUnit({
    component,
    cluster: plan.cluster.name,
    namespaces: [projectNamespace(plan)],
    needs,
    routes: dashboardRoutes(plan),
    content: constructs((scope) => {
      buildStorage(scope, plan);
      buildRuntimes(scope, plan);
      buildModels(scope, plan);
    }),
  });
}

function dashboardRoutes({ cluster, ai }: ServingPlan): Ref[] {
  if (ai === undefined || ai.version === 3) return [];
  const { applications: namespace, dashboard: name } = distributions[ai.distribution];
  return [{ cluster: cluster.name, ...groupKind('route.openshift.io/Route'), namespace, name }];
}

function buildStorage(scope: Construct, plan: ServingPlan): void {
  const { settings: chosen, cluster, connection } = plan;
  const { namespace, storage } = chosen;
  atSetting(scope, [component, 'storage'], () => {
    if (storage.minio) new Minio(scope, 'minio', minioProps(storage.minio, namespace, cluster));
    if (!byStorageKey(plan) && plan.models.length > 0)
      new DataConnection(scope, 'account', { ...connectionProps(connection, namespace), serviceAccount: true });
  });
}

function minioProps(settings: MinioSettings, namespace: string, { platform, appsDomain }: Cluster): MinioProps {
  const { size, class: storageClass, image, expose } = settings;
  return {
    ...{ namespace, platform, size, image, expose },
    ...(appsDomain !== undefined && { appsDomain }),
    ...(storageClass !== undefined && { class: storageClass }),
  };
}

function buildRuntimes(scope: Construct, { settings: { namespace }, runtimes, ai, mode }: ServingPlan): void {
  for (const use of runtimes) {
    const { name } = use.runtime;
    atSetting(scope, use.setting, () => {
      const { entry, platform } = use;
      const settings = typeof entry === 'string' ? { name: entry } : entry;
      new ServingRuntime(scope, `runtime-${name}`, { ...settings, namespace, platform, mode });
      if (ai) new RuntimeTemplate(scope, `template-${name}`, use, distributions[ai.distribution].applications);
    });
  }
}

function buildModels(scope: Construct, plan: ServingPlan): void {
  const { namespace } = plan.settings;
  const script = plan.models.some(({ stored }) => stored) ? new UploadScript(scope, 'script', namespace) : undefined;
  for (const model of plan.models) {
    atSetting(scope, [component, 'models', model.name], () => {
      const upload = script && uploadOf(scope, plan, model, script);
      new InferenceService(scope, `model-${model.name}`, modelProps(plan, model, upload?.job));
    });
  }
}

function uploadOf(
  scope: Construct,
  plan: ServingPlan,
  { name, settings: chosen, stored }: PlannedModel,
  script: UploadScript,
) {
  const { url, sha256 } = chosen.source;
  if (stored === undefined || url === undefined || sha256 === undefined) return undefined;
  return new UploadJob(scope, `upload-${name}`, {
    model: name,
    namespace: plan.settings.namespace,
    platform: plan.cluster.platform,
    connection: plan.connection,
    script,
    source: { url, sha256 },
    object: stored.object,
  });
}

/** The tests of the models of one cluster; none where no model has one. */
export function smokeUnit(plan: ServingPlan): Unit[] {
  const { settings: chosen, cluster, models } = plan;
  const [first, ...others] = models.flatMap((model) => modelChecks(plan, model));
  if (first === undefined) return [];
  const test = (scope: Construct) => {
    new SmokeTest(scope, 'models', {
      name: 'smoke-models',
      namespace: chosen.namespace,
      partOf: component,
      platform: cluster.platform,
      checks: [first, ...others],
    });
  };
  const tests = [unitKey({ cluster: cluster.name, name: component })];
  return [
    defineUnit({
      component,
      name: 'smoke',
      cluster: cluster.name,
      stage: 'smoke',
      settings: [component, 'models'],
      namespaces: [projectNamespace(plan)],
      content: constructs(test, { tests }),
    }),
  ];
}
