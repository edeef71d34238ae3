import { isObject } from '../../graph/field-pattern';
import { containersOf, podKinds, podTemplate } from '../../graph/pod-template';
import type { Manifest } from '../../model/manifest';
import type { Path } from '../../model/origin';
import { faultAt, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** By it a workload asks for a security context constraint other than the one that every account has. */
const otherConstraint = 'openshift.io/required-scc';

/** On OpenShift the namespace has a range of user ids, and the cluster chooses from it. */
export const openshiftFixedUser: Rule<Fault> = {
  code: 'openshift-fixed-user',
  kinds: podKinds,
  severity: 'error',
  why: 'The restricted-v2 SCC gives each namespace of OpenShift its own range of uid and fsGroup: it refuses pods that fix one.',
  fix: `Leave the field out; where the pods need an SCC that allows it, name it in the annotation \`${otherConstraint}\` of their template.`,

  *collect(_, { objects }) {
    for (const located of objects) {
      const template = podTemplate(located);
      if (!template || (template.annotations[otherConstraint] ?? 'restricted-v2') !== 'restricted-v2') continue;
      const pod: Path = [...template.path, 'spec'];
      const contexts = [
        { value: template.spec.securityContext, at: pod, fields: ['runAsUser', 'fsGroup'] },
        ...containersOf(template).map(({ value, path }) => ({
          value: value.securityContext,
          at: path,
          fields: ['runAsUser'],
        })),
      ];
      for (const { value, at, fields } of contexts)
        for (const field of fields)
          if (isObject(value) && value[field] !== undefined)
            yield faultAt(
              located,
              [...at, 'securityContext', field],
              `got ${shown(value[field])}, but OpenShift chooses it from the range of the namespace; leave the field out`,
            );
    }
  },

  *judge(faults, { input: { fleet } }) {
    const openshift = new Set(fleet.clusters.flatMap(({ name, platform }) => (platform === 'openshift' ? [name] : [])));
    for (const fault of faults) if (openshift.has(fault.cluster)) yield fault;
  },

  bad: {
    units: {
      'ocp01/demo': [pod({ securityContext: { runAsUser: 1000, fsGroup: 1000 } }, { runAsUser: 1001 })],
    },
    findings: [
      'Pod demo/web spec.securityContext.runAsUser: got 1000, but OpenShift chooses it from the range of the namespace; leave the field out',
      'Pod demo/web spec.securityContext.fsGroup: got 1000, but OpenShift chooses it from the range of the namespace; leave the field out',
      'Pod demo/web spec.containers[0].securityContext.runAsUser: got 1001, but OpenShift chooses it from the range of the namespace; leave the field out',
    ],
  },
  good: {
    'worker01/demo': [pod({ securityContext: { runAsUser: 1000, fsGroup: 1000 } }, {})],
    'ocp01/demo': [
      pod({ securityContext: { runAsNonRoot: true } }, { runAsNonRoot: true }),
      pod({ securityContext: { runAsUser: 1000 } }, {}, { [otherConstraint]: 'nonroot-v2' }),
    ],
  },
};

function pod(spec: object, securityContext: object, annotations: Record<string, string> = {}): Manifest {
  const containers = [{ name: 'web', image: 'web:1', securityContext }];
  const name = Object.keys(annotations).length === 0 ? 'web' : 'other';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'demo', annotations },
    spec: { ...spec, containers },
  };
}
