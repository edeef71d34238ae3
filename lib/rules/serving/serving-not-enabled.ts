import { type Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import { formatRef, refKey } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

type Own = Omit<Located, 'manifest'>;
type Fact =
  | { readonly model: Own; readonly meshed: boolean }
  | { readonly namespace: Own; readonly label: string | undefined }
  | { readonly platform: Own; readonly kserve: string | undefined; readonly modelmesh: string | undefined };

const mode = 'serving.kserve.io/deploymentMode';
const label = 'modelmesh-enabled';

const finding = findingKind({
  code: 'serving-not-enabled',
  why: "OpenShift AI's operator installs only components that are Managed, and ModelMesh serves only namespaces that are labeled for it: without either, a model waits forever.",
  fix: 'Set the component to `managementState: Managed` in the DataScienceCluster, and label the Namespace `modelmesh-enabled: "true"` for ModelMesh only.',
  messages: {
    meshed: 'got {got}, but {model} is served by ModelMesh',
    notMeshed: 'got {got}, but {model} is not served by ModelMesh',
    component: 'got {got}, but {model} is served by it; set Managed',
  },
});

export const servingNotEnabled = objectRule({
  ...finding,
  kinds: [
    'serving.kserve.io/v1beta1/InferenceService',
    'v1/Namespace',
    'datasciencecluster.opendatahub.io/v1/DataScienceCluster',
    'datasciencecluster.opendatahub.io/v2/DataScienceCluster',
  ],
  profile: 'scorewright',
  summary: "OpenShift AI's operator installs what the models of a cluster need.",
  turnOff: 'When another DataScienceCluster, not rendered here, enables the component.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    if (own.uninstantiated) return;
    const { annotations, labels } = manifest.metadata;
    if (manifest.kind === 'InferenceService') {
      yield { model: own, meshed: annotations?.[mode] === 'ModelMesh' };
    } else if (manifest.kind === 'Namespace') {
      yield { namespace: own, label: labels?.[label] };
    } else {
      const kserve = manifest.spec?.components?.kserve?.managementState;
      // Version 2 has no ModelMesh.
      const isFirstVersion = manifest.apiVersion === 'datasciencecluster.opendatahub.io/v1';
      const modelmesh = isFirstVersion ? manifest.spec?.components?.modelmeshserving?.managementState : undefined;
      yield { platform: own, kserve, modelmesh };
    }
  },

  *judge(facts) {
    // The first model of each cluster and mode, and of each namespace, speaks for all.
    const models = new Map<string, { readonly model: Own; readonly meshed: boolean }>();
    for (const fact of facts) {
      if (!('model' in fact)) continue;
      const { cluster, namespace = '' } = fact.model.ref;
      for (const key of [`${cluster} ${fact.meshed}`, refKey({ cluster, ...groupKind('/Namespace'), name: namespace })])
        if (isFirst(fact.model, models.get(key)?.model)) models.set(key, fact);
    }
    for (const fact of facts) {
      if ('namespace' in fact) {
        const user = models.get(refKey(fact.namespace.ref));
        if (user && (fact.label === 'true') !== user.meshed && (user.meshed || fact.label !== undefined))
          yield finding.fault(
            user.meshed ? 'meshed' : 'notMeshed',
            { got: fact.label, model: formatRef(user.model.ref) },
            fieldOf(fact.namespace, ['metadata', 'labels', label]),
          );
      }
      if (!('platform' in fact)) continue;
      for (const [component, state, meshed] of [
        ['kserve', fact.kserve, false],
        ['modelmeshserving', fact.modelmesh, true],
      ] as const) {
        const user = models.get(`${fact.platform.ref.cluster} ${meshed}`);
        if (user && state !== 'Managed' && state !== 'Unmanaged')
          yield finding.fault(
            'component',
            { got: state, expected: 'Managed', model: formatRef(user.model.ref) },
            fieldOf(fact.platform, ['spec', 'components', component, 'managementState']),
          );
      }
    }
  },
});

function isFirst({ ref }: Own, other: Own | undefined): boolean {
  return other === undefined || refKey(ref) < refKey(other.ref);
}
