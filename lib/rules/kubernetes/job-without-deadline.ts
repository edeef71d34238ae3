import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import type { Path } from '../../model/origin';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** Where each kind keeps the deadline. */
const deadlines: Readonly<Record<string, Path>> = {
  'batch/Job': ['spec', 'activeDeadlineSeconds'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'activeDeadlineSeconds'],
};
const podDeadline = parsePattern('spec.template.spec.activeDeadlineSeconds');

/** Every Job ends, by itself or by its deadline. */
export const jobWithoutDeadline: Rule<Fault> = {
  code: 'job-without-deadline',
  kinds: Object.keys(deadlines),
  severity: 'error',
  why: 'A Job whose program hangs runs for ever: the waves behind it never start, and a CronJob that forbids two runs at once never runs again.',
  fix: 'Set `activeDeadlineSeconds`, generously.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const at = deadlines[kindKey(located.manifest)];
      if (!at || find(parsePattern(at.join('.')), located.manifest, []).length > 0) continue;
      if (find(podDeadline, located.manifest, []).length > 0) continue;
      yield faultOf(located, at, 'got nothing; set the seconds after which the run is given up');
    }
  },

  judge: (faults) => faults,

  bad: {
    units: {
      'worker01/demo': [
        job('train', {}),
        {
          apiVersion: 'batch/v1',
          kind: 'CronJob',
          metadata: { name: 'collect', namespace: 'demo' },
          spec: { schedule: '@hourly', jobTemplate: { spec: { template: { spec: {} } } } },
        },
      ],
    },
    findings: [
      'Job demo/train spec.activeDeadlineSeconds: got nothing; set the seconds after which the run is given up',
      'CronJob demo/collect spec.jobTemplate.spec.activeDeadlineSeconds: got nothing; set the seconds after which the run is given up',
    ],
  },
  good: { 'worker01/demo': [job('train', { activeDeadlineSeconds: 3600 })] },
};

function job(name: string, spec: object): Manifest {
  const metadata = { name, namespace: 'demo' };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { ...spec, template: { spec: {} } } };
}
