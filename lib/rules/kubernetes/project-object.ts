import { groupOf } from '../../model/manifest';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const finding = findingKind({
  code: 'project-object',
  why: 'Server-side apply cannot create a Project, and a Project rejects every later change of its labels.',
  fix: 'Render a Namespace with the same labels and `openshift.io/display-name`; OpenShift shows it as a Project.',
  messages: {
    project: 'got a {got}, which server-side apply cannot create; render a Namespace',
  },
});

export const projectObject: Rule<Fault> = {
  ...finding,
  profile: 'gitops',
  summary: 'No OpenShift Project is rendered.',
  turnOff: 'Never: a Namespace does the same and can be synced.',

  *collect(_, { objects }) {
    for (const located of objects)
      if (groupOf(located.manifest.apiVersion) === 'project.openshift.io')
        yield finding.fault('project', { got: located.manifest.kind }, fieldOf(located, []));
  },

  judge: (faults) => faults,
};
