import { podSecurityReason } from '../../model/marker';
import { findingKind } from '../../model/finding-kind';
import { podKinds, podOf } from '../engine/pod';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const hostFields = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

const finding = findingKind({
  code: 'host-namespaces',
  why: 'A pod in the network, process or IPC namespace of its node can see and reach what every other such pod can.',
  fix: `Remove the field; if the pod cannot do without, say why in the annotation \`${podSecurityReason}\` of the workload.`,
  messages: {
    host: 'got true; remove the field',
  },
});

export const hostNamespaces: Rule<Fault> = {
  ...finding,
  kinds: podKinds,
  profile: 'scorewright',
  summary: 'No pod uses the network, process or IPC namespace of its node without saying why.',
  turnOff: 'When most workloads are agents of nodes; otherwise the annotation is better.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const pod = podOf(located);
      const { annotations } = located.manifest.metadata;
      if (!pod || (annotations?.[podSecurityReason] ?? pod.annotations[podSecurityReason])) continue;
      for (const field of hostFields)
        if (pod.spec[field] === true) yield finding.fault('host', {}, fieldAt(located, [...pod.path, 'spec', field]));
    }
  },

  judge: (faults) => faults,
};
