import { findingKind } from '../../model/finding-kind';
import { podKinds, podOf } from '../engine/pod';
import { platformOf } from '../../platforms/catalogue';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** By it a workload asks for a security context constraint other than the one that every account has. */
const otherConstraint = 'openshift.io/required-scc';

const finding = findingKind({
  code: 'openshift-fixed-user',
  why: "OpenShift's SCC restricted-v2 gives each namespace its own range of uid and fsGroup, and rejects pods that fix one.",
  fix: `Remove the field; if the pods need an SCC that allows it, name that SCC in the annotation \`${otherConstraint}\` of their template.`,
  messages: {
    fixed: 'got {got}, but OpenShift assigns it from the range of the namespace; remove the field',
  },
});

export const openshiftFixedUser: Rule<Fault> = {
  ...finding,
  kinds: podKinds,
  summary: 'No pod on OpenShift fixes its uid or fsGroup.',
  turnOff:
    'When the namespace has been given an SCC that allows fixed ids; the annotation says the same of one workload.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const pod = podOf(located);
      if (!pod || (pod.annotations[otherConstraint] ?? 'restricted-v2') !== 'restricted-v2') continue;
      const { runAsUser, fsGroup } = pod.spec.securityContext ?? {};
      const fixed = [
        { ids: { runAsUser, fsGroup }, at: [...pod.path, 'spec'] },
        ...pod.containers.map(({ value, path }) => ({
          ids: { runAsUser: value.securityContext?.runAsUser },
          at: path,
        })),
      ];
      for (const { ids, at } of fixed)
        for (const [field, got] of Object.entries(ids))
          if (got !== undefined)
            yield finding.fault('fixed', { got }, fieldAt(located, [...at, 'securityContext', field]));
    }
  },

  *judge(faults, { input: { fleet } }) {
    const assigned = new Set(
      fleet.clusters.flatMap((cluster) => (platformOf(cluster).assignsUids ? [cluster.name] : [])),
    );
    for (const fault of faults) if (assigned.has(fault.cluster)) yield fault;
  },
};
