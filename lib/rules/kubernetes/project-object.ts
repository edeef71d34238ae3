import { groupOf } from '../../model/manifest';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** No OpenShift Project is rendered. */
export const projectObject: Rule<Fault> = {
  code: 'project-object',
  severity: 'error',
  why: 'A Project cannot be created by server-side apply, and it refuses every later change of its labels.',
  fix: 'Render a Namespace with the same labels and `openshift.io/display-name`; OpenShift shows it as a Project.',

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

  bad: {
    units: {
      'worker01/demo': [{ apiVersion: 'project.openshift.io/v1', kind: 'Project', metadata: { name: 'serving' } }],
    },
    findings: ['Project serving: got a Project, which server-side apply cannot create; render a Namespace'],
  },
  good: { 'worker01/demo': [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'serving' } }] },
};
