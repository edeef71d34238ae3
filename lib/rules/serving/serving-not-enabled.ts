import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import { formatRef, refKey } from '../../model/ref';
import { faultOf, shown } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Own = Omit<Located, 'manifest'>;
type Fact =
  | { readonly model: Own; readonly meshed: boolean }
  | { readonly namespace: Own; readonly label: string | undefined }
  | { readonly platform: Own; readonly kserve: unknown; readonly modelmesh: unknown };

const mode = 'serving.kserve.io/deploymentMode';
const label = 'modelmesh-enabled';
const kserve = parsePattern('spec.components.kserve.managementState');
const modelmesh = parsePattern('spec.components.modelmeshserving.managementState');

export const servingNotEnabled: Rule<Fact> = {
  code: 'serving-not-enabled',
  kinds: ['serving.kserve.io/InferenceService', '/Namespace', 'datasciencecluster.opendatahub.io/DataScienceCluster'],
  severity: 'error',
  profile: 'scorewright',
  summary: "OpenShift AI's operator installs what the models of a cluster need.",
  why: "OpenShift AI's operator installs only components that are Managed, and ModelMesh serves only namespaces that are labelled for it: without either, a model waits forever.",
  fix: 'Set the component to `managementState: Managed` in the DataScienceCluster, and label the Namespace `modelmesh-enabled: "true"` for ModelMesh only.',
  turnOff: 'When another DataScienceCluster, not rendered here, enables the component.',

  *collect(_, { objects }) {
    for (const { manifest, ...own } of objects) {
      const { annotations, labels } = manifest.metadata;
      switch (own.uninstantiated ? '' : kindKey(manifest)) {
        case 'serving.kserve.io/InferenceService':
          yield { model: own, meshed: annotations?.[mode] === 'ModelMesh' };
          break;
        case '/Namespace':
          yield { namespace: own, label: labels?.[label] };
          break;
        case 'datasciencecluster.opendatahub.io/DataScienceCluster':
          yield {
            platform: own,
            kserve: find(kserve, manifest, [])[0]?.value,
            modelmesh: find(modelmesh, manifest, [])[0]?.value,
          };
      }
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
          yield faultOf(
            fact.namespace,
            ['metadata', 'labels', label],
            `got ${shown(fact.label)}, and ${formatRef(user.model.ref)} is served ${user.meshed ? '' : 'not '}by ModelMesh`,
          );
      }
      if (!('platform' in fact)) continue;
      for (const [component, state, meshed] of [
        ['kserve', fact.kserve, false],
        ['modelmeshserving', fact.modelmesh, true],
      ] as const) {
        const user = models.get(`${fact.platform.ref.cluster} ${meshed}`);
        if (user && state !== 'Managed' && state !== 'Unmanaged')
          yield faultOf(
            fact.platform,
            ['spec', 'components', component, 'managementState'],
            `got ${shown(state)}, and ${formatRef(user.model.ref)} is served by it; Managed is right`,
          );
      }
    }
  },
};

function isFirst({ ref }: Own, other: Own | undefined): boolean {
  return other === undefined || refKey(ref) < refKey(other.ref);
}
