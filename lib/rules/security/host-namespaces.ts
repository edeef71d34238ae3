import { podKinds, podTemplate } from '../../graph/pod-template';
import { podSecurityReason } from '../../model/marker';
import { faultAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const hostFields = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

export const hostNamespaces: Rule<Fault> = {
  code: 'host-namespaces',
  kinds: podKinds,
  severity: 'error',
  profile: 'scorewright',
  summary: 'No pod uses the network, process or IPC namespace of its node without saying why.',
  why: 'A pod in the network, process or IPC namespace of its node can see and reach what every other such pod can.',
  fix: `Remove the field; if the pod cannot do without, say why in the annotation \`${podSecurityReason}\` of the workload.`,
  turnOff: 'When most workloads are agents of nodes; otherwise the annotation is better.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const template = podTemplate(located);
      const { annotations } = located.manifest.metadata;
      if (!template || (annotations?.[podSecurityReason] ?? template.annotations[podSecurityReason])) continue;
      for (const field of hostFields)
        if (template.spec[field] === true)
          yield faultAt(located, [...template.path, 'spec', field], 'got true; remove the field');
    }
  },

  judge: (faults) => faults,
};
