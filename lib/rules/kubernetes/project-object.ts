import { groupOf } from '../../model/manifest';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

export const projectObject: Rule<Fault> = {
  code: 'project-object',
  severity: 'error',
  profile: 'gitops',
  summary: 'No OpenShift Project is rendered.',
  why: 'Server-side apply cannot create a Project, and a Project refuses every later change of its labels.',
  fix: 'Render a Namespace with the same labels and `openshift.io/display-name`; OpenShift shows it as a Project.',
  turnOff: 'Never: a Namespace does the same and can be synced.',

  *collect(_, { objects }) {
    for (const located of objects)
      if (groupOf(located.manifest.apiVersion) === 'project.openshift.io')
        yield faultOf(
          located,
          [],
          `got a ${located.manifest.kind}, which server-side apply cannot create; render a Namespace`,
        );
  },

  judge: (faults) => faults,
};
