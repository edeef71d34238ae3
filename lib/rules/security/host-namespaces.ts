import { podKinds, podTemplate } from '../../graph/pod-template';
import type { Manifest } from '../../model/manifest';
import { podSecurityReason } from '../../model/marker';
import { faultAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const hostFields = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

/** No pod shares the namespaces of its node, unless its workload says why. */
export const hostNamespaces: Rule<Fault> = {
  code: 'host-namespaces',
  kinds: podKinds,
  severity: 'error',
  why: 'A pod in the network, process or IPC namespace of its node sees and reaches what every other pod there does.',
  fix: `Leave the field out; where the pod cannot do without, say why in the workload's annotation \`${podSecurityReason}\`.`,

  *collect(_, { objects }) {
    for (const located of objects) {
      const template = podTemplate(located);
      const { annotations } = located.manifest.metadata;
      if (!template || (annotations?.[podSecurityReason] ?? template.annotations[podSecurityReason])) continue;
      for (const field of hostFields)
        if (template.spec[field] === true)
          yield faultAt(located, [...template.path, 'spec', field], 'got true; leave the field out');
    }
  },

  judge: (faults) => faults,

  bad: {
    units: { 'worker01/demo': [pod({}, { hostNetwork: true, hostPID: true, hostIPC: false })] },
    findings: [
      'Pod demo/meter spec.hostNetwork: got true; leave the field out',
      'Pod demo/meter spec.hostPID: got true; leave the field out',
    ],
  },
  good: { 'worker01/demo': [pod({ [podSecurityReason]: 'reads the processes of the node' }, { hostPID: true })] },
};

function pod(annotations: Record<string, string>, spec: object): Manifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'meter', namespace: 'demo', annotations }, spec };
}
