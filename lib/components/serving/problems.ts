import { findingKind } from '../../model/finding-kind';
import { exposureFault } from '../../constructs/exposure';
import { externalSecretsGroup, secretGaps, secretOperatorMissing } from '../../constructs/secret-backend';
import { groupKind } from '../../kinds/group-kind';
import { outsideApi } from '../../model/group-kind';
import type { Code } from '../../model/codes';
import type { Directory } from '../../model/directory';
import type { Context, Problem } from '../component';
import { roleAccount, roleFault } from '../eks/role-account';
import { bucketFault, roleBucket } from '../eks/role-bucket';
import { modeFault, modeUnsupported } from './mode';
import { modelProblems } from './model-problems';
import type { ServingPlan } from './plan';
import { secretRequests } from './requests';
import { modelAccount } from './storage/data-connection';
import { storageChoice } from './settings/storage';

export const kserveMissing = findingKind({
  code: 'kserve-missing',
  why: 'Models are KServe objects, which a cluster without KServe does not know.',
  fix: 'Add the chart `kserve`, on OpenShift the block `openshift-ai`, or declare the API group external.',
  messages: {},
});

export const storageUnreachable = findingKind({
  code: 'storage-exposure',
  why: 'A way of exposing that the platform does not have renders objects that nothing serves.',
  fix: 'Choose a way that the message names, or leave it out: the models reach their storage inside the cluster.',
  messages: {},
});

/** What the whole environment shows to be wrong with the block. */
export function problems(plans: readonly ServingPlan[], context: Context, directory: Directory): Problem[] {
  return [
    ...plans.flatMap((plan) => [
      ...platformProblems(plan, directory),
      ...storageProblems(plan, context, directory),
      ...modelProblems(plan, directory),
    ]),
    ...secretRequests(plans).flatMap((request) =>
      secretGaps(request, context, directory).map(({ cluster, message }) => ({
        code: secretOperatorMissing.code,
        settings: ['storage'],
        message,
        cluster,
      })),
    ),
  ];
}

const modelMesh = { ...groupKind('apps/Deployment'), namespace: 'modelmesh-serving', name: 'modelmesh-controller' };
const knative = { ...outsideApi('APIGroup'), name: 'serving.knative.dev' };

/** What must be on a cluster for its mode. */
function platformProblems({ cluster, mode, ai, settings }: ServingPlan, directory: Directory): Problem[] {
  const { name, platform } = cluster;
  const problem = (code: Code, at: string[], message: string): Problem => ({
    code,
    settings: at,
    message,
    cluster: name,
  });
  const modeAt = settings.mode === undefined ? [] : typeof settings.mode === 'object' ? ['mode', name] : ['mode'];
  if (platform === 'openshift') {
    if (ai === undefined)
      return [
        problem(
          kserveMissing.code,
          [],
          `got ${name}, which is OpenShift, without openshift-ai; add openshift-ai: { version: 2 }`,
        ),
      ];
    const fault = modeFault(mode, ai);
    return fault === undefined ? [] : [problem(modeUnsupported.code, modeAt, fault)];
  }
  if (mode === 'ModelMesh') {
    if (directory.has({ cluster: name, ...modelMesh })) return [];
    const message = `got ModelMesh on ${name}, where nothing serves it; choose RawDeployment, or declare Deployment ${modelMesh.namespace}/${modelMesh.name} external`;
    return [problem(modeUnsupported.code, modeAt, message)];
  }
  const missing = directory.has({ cluster: name, ...outsideApi('APIGroup'), name: 'serving.kserve.io' })
    ? []
    : [problem(kserveMissing.code, [], `got no KServe on ${name}; add charts.kserve: { on: ${name} }`)];
  if (mode !== 'Knative' || directory.has({ cluster: name, ...knative })) return missing;
  const message = `got Knative on ${name}, where nothing serves it; choose RawDeployment, or declare APIGroup ${knative.name} external`;
  return [...missing, problem(modeUnsupported.code, modeAt, message)];
}

function storageProblems(plan: ServingPlan, context: Context, directory: Directory): Problem[] {
  const { cluster, connection, endpoints, mode } = plan;
  const { name, platform } = cluster;
  const { access } = connection;
  const found: Problem[] = [];
  if (access.type === 'role' && platform !== 'eks')
    found.push(
      storageChoice.fault('roleOffEks', { name, platform }, { settings: ['storage', 's3', 'role'], cluster: name }),
    );
  else if (access.type === 'role' && mode === 'ModelMesh')
    found.push(
      storageChoice.fault('roleInModelMesh', { name }, { settings: ['storage', 's3', 'role'], cluster: name }),
    );
  else if (access.type === 'role') {
    const account = { cluster: name, namespace: plan.settings.namespace, name: modelAccount };
    const message = roleFault(access.role, account, context);
    if (message !== undefined)
      found.push({ code: roleAccount.code, settings: ['storage', 's3', 'role'], message, cluster: name });
    const unread = bucketFault(access.role, connection.bucket, name, context);
    if (unread !== undefined)
      found.push({ code: roleBucket.code, settings: ['storage', 'bucket'], message: unread, cluster: name });
  }
  if (access.type === 'keys' && access.made === 'generated' && !directory.has(externalSecretsGroup(name)))
    found.push(secretOperatorMissing.fault('generated', { name }, { settings: ['storage', 'minio'], cluster: name }));
  for (const { exposure, portName = '' } of endpoints ?? []) {
    const fault = exposureFault(exposure, cluster);
    if (fault !== undefined)
      found.push({
        code: storageUnreachable.code,
        settings: ['storage', 'minio', 'expose', portName],
        message: fault,
        cluster: name,
      });
  }
  return found;
}
