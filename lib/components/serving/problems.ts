import { findingKind } from '../../model/finding-kind';
import { exposureFault, exposureMessages } from '../../constructs/exposure';
import { externalSecretsGroup, gapFault, secretGaps, secretOperatorMissing } from '../../constructs/secret-backend';
import { groupKind } from '../../kinds/group-kind';
import { outsideApi } from '../../model/group-kind';
import type { Directory } from '../../model/directory';
import { platformOf } from '../../platforms/catalogue';
import type { Context, SettingsFault } from '../component';
import { roleFault } from '../eks/role-account';
import { bucketFault } from '../eks/role-bucket';
import { modeFault, modeUnsupported } from './mode';
import { modelProblems } from './model-problems';
import type { ServingPlan } from './plan';
import { secretRequests } from './requests';
import { modelAccount } from '../../constructs/serving/connection';
import { storageChoice } from './settings/storage';

export const kserveMissing = findingKind({
  code: 'kserve-missing',
  why: 'Models are KServe objects, which a cluster without KServe does not know.',
  fix: 'Add the chart `kserve`, on OpenShift the block `openshift-ai`, or declare the API group external.',
  messages: {
    openshift: 'got {name}, which is OpenShift, without openshift-ai; add openshift-ai: { version: 2 }',
    missing: 'got no KServe on {name}; add charts.kserve: { on: {name} }',
  },
});

export const storageUnreachable = findingKind({
  code: 'storage-exposure',
  why: 'The platform does not support this way of exposing: nothing would serve the rendered objects.',
  fix: 'Choose a way that the message names, or leave it out: the models reach their storage inside the cluster.',
  messages: exposureMessages,
});

/** What the whole environment shows to be wrong with the block. */
export function problems(plans: readonly ServingPlan[], context: Context, directory: Directory): SettingsFault[] {
  return [
    ...plans.flatMap((plan) => [
      ...platformProblems(plan, directory),
      ...storageProblems(plan, context, directory),
      ...modelProblems(plan, directory),
    ]),
    ...secretRequests(plans).flatMap((request) =>
      secretGaps(request, context, directory).map((gap) => ({
        ...gapFault(gap, secretOperatorMissing),
        settings: ['storage'],
        cluster: gap.cluster,
      })),
    ),
  ];
}

const modelMesh = { ...groupKind('apps/Deployment'), namespace: 'modelmesh-serving', name: 'modelmesh-controller' };
const knative = { ...outsideApi('APIGroup'), name: 'serving.knative.dev' };

/** What must be on a cluster for its mode. */
function platformProblems({ cluster, mode, ai, settings }: ServingPlan, directory: Directory): SettingsFault[] {
  const { name } = cluster;
  const modeAt = settings.mode === undefined ? [] : typeof settings.mode === 'object' ? ['mode', name] : ['mode'];
  const atMode = { settings: modeAt, cluster: name };
  const atBlock = { settings: [], cluster: name };
  if (platformOf(cluster).openshiftAi) {
    if (ai === undefined) return [kserveMissing.fault('openshift', { name }, atBlock)];
    const fault = modeFault(mode, ai);
    return fault === undefined ? [] : [{ ...fault, ...atMode }];
  }
  if (mode === 'ModelMesh') {
    if (directory.has({ cluster: name, ...modelMesh })) return [];
    const deployment = `${modelMesh.namespace}/${modelMesh.name}`;
    return [modeUnsupported.fault('modelMesh', { got: mode, name, deployment }, atMode)];
  }
  const missing = directory.has({ cluster: name, ...outsideApi('APIGroup'), name: 'serving.kserve.io' })
    ? []
    : [kserveMissing.fault('missing', { name }, atBlock)];
  if (mode !== 'Knative' || directory.has({ cluster: name, ...knative })) return missing;
  return [...missing, modeUnsupported.fault('knative', { got: mode, name, group: knative.name }, atMode)];
}

function storageProblems(plan: ServingPlan, context: Context, directory: Directory): SettingsFault[] {
  const { cluster, connection, endpoints, mode } = plan;
  const { name } = cluster;
  const { awsRoles, name: platform } = platformOf(cluster);
  const { access } = connection;
  const found: SettingsFault[] = [];
  if (access.type === 'role' && !awsRoles)
    found.push(
      storageChoice.fault('roleOffEks', { name, platform }, { settings: ['storage', 's3', 'role'], cluster: name }),
    );
  else if (access.type === 'role' && mode === 'ModelMesh')
    found.push(
      storageChoice.fault('roleInModelMesh', { name }, { settings: ['storage', 's3', 'role'], cluster: name }),
    );
  else if (access.type === 'role') {
    const account = { cluster: name, namespace: plan.settings.namespace, name: modelAccount };
    const refused = roleFault(access.role, account, context);
    if (refused !== undefined) found.push({ ...refused, settings: ['storage', 's3', 'role'], cluster: name });
    const unread = bucketFault(access.role, connection.bucket, name, context);
    if (unread !== undefined) found.push({ ...unread, settings: ['storage', 'bucket'], cluster: name });
  }
  if (access.type === 'keys' && access.made === 'generated' && !directory.has(externalSecretsGroup(name)))
    found.push(secretOperatorMissing.fault('generated', { name }, { settings: ['storage', 'minio'], cluster: name }));
  for (const { exposure, portName = '' } of endpoints ?? []) {
    const fault = exposureFault(storageUnreachable, exposure, cluster);
    if (fault !== undefined)
      found.push({ ...fault, settings: ['storage', 'minio', 'expose', portName], cluster: name });
  }
  return found;
}
