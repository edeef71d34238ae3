import type { Mode } from '../../constructs/serving/mode';
import type { Fault } from '../../model/finding';
import { findingKind } from '../../model/finding-kind';
import type { Cluster } from '../../model/fleet';
import { platformOf } from '../../platforms/catalogue';
import type { OpenShiftAiSettings } from './settings/openshift-ai';
import type { ServingSettings } from './settings/settings';

export const modeUnsupported = findingKind({
  code: 'mode-unsupported',
  why: 'KServe accepts the annotation of a mode that nothing on the cluster serves, and the model never becomes ready.',
  fix: 'Choose a mode that the message names, or declare what brings it under `external`.',
  messages: {
    notServed: 'got {got} on {product} {version}.x{dropped}; choose {expected}',
    modelMesh:
      'got ModelMesh on {name}, where nothing serves it; choose RawDeployment, or declare Deployment {deployment} external',
    knative:
      'got Knative on {name}, where nothing serves it; choose RawDeployment, or declare APIGroup {group} external',
  },
});

/** The modes of each major version of OpenShift AI; the first is the one that it was made for. */
const served: Readonly<Record<OpenShiftAiSettings['version'], readonly [Mode, ...Mode[]]>> = {
  1: ['ModelMesh'],
  2: ['ModelMesh', 'RawDeployment', 'Knative'],
  3: ['RawDeployment'],
};

/** The deployment mode on a cluster: what the environment says, else what its platform is made for. */
export function modeOf({ mode, 'openshift-ai': ai }: ServingSettings, cluster: Cluster): Mode {
  // A cluster may be called `constructor`.
  const { name } = cluster;
  const said = typeof mode !== 'object' ? mode : Object.hasOwn(mode, name) ? mode[name] : undefined;
  if (said !== undefined) return said;
  return platformOf(cluster).openshiftAi && ai !== undefined ? served[ai.version][0] : 'RawDeployment';
}

/** The fault of a mode that does nothing on an OpenShift cluster; `undefined` where it works. */
export function modeFault(mode: Mode, { distribution, version }: OpenShiftAiSettings): Fault | undefined {
  const modes = served[version];
  if (modes.includes(mode)) return undefined;
  const product = distribution === 'rhoai' ? 'OpenShift AI' : 'Open Data Hub';
  const dropped = version === 3 && mode === 'ModelMesh' ? ', which dropped it' : '';
  return modeUnsupported.fault('notServed', { got: mode, product, version, dropped, expected: modes.join(' or ') });
}
