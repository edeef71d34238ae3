import { isObject } from '../../model/json';
import { containersOf, podKinds, podTemplate } from '../../graph/pod-template';
import type { Path } from '../../model/origin';
import { findingKind } from '../../model/finding-kind';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** By it a workload asks for a security context constraint other than the one that every account has. */
const otherConstraint = 'openshift.io/required-scc';

const finding = findingKind({
  code: 'openshift-fixed-user',
  why: "OpenShift's SCC restricted-v2 gives each namespace its own range of uid and fsGroup, and refuses pods that fix one.",
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
            yield finding.fault('fixed', { got: value[field] }, fieldAt(located, [...at, 'securityContext', field]));
    }
  },

  *judge(faults, { input: { fleet } }) {
    const openshift = new Set(fleet.clusters.flatMap(({ name, platform }) => (platform === 'openshift' ? [name] : [])));
    for (const fault of faults) if (openshift.has(fault.cluster)) yield fault;
  },
};
