import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import type { Path } from '../../model/origin';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** Where each kind keeps the deadline. */
const deadlines: Readonly<Record<string, Path>> = {
  'batch/Job': ['spec', 'activeDeadlineSeconds'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'activeDeadlineSeconds'],
};
const podDeadline = parsePattern('spec.template.spec.activeDeadlineSeconds');

export const jobWithoutDeadline: Rule<Fault> = {
  code: 'job-without-deadline',
  kinds: Object.keys(deadlines),
  severity: 'error',
  summary: 'Every Job ends, by itself or by its deadline.',
  why: 'A Job whose program hangs runs forever: later waves never start, and a CronJob that forbids concurrent runs never runs again.',
  fix: 'Set `activeDeadlineSeconds`, generously.',
  turnOff: 'When a Job may take any time and nothing waits for it.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const at = deadlines[kindKey(located.manifest)];
      if (!at || find(parsePattern(at.join('.')), located.manifest, []).length > 0) continue;
      if (find(podDeadline, located.manifest, []).length > 0) continue;
      yield faultOf(located, at, 'got nothing; set the seconds after which the run is given up');
    }
  },

  judge: (faults) => faults,
};
