import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { containersOf, podTemplate } from '../../graph/pod-template';
import type { Manifest } from '../../model/manifest';
import { faultAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const words = ['args[*]', 'command[*]', 'env[*].value'].map(parsePattern);
/** A point in time anywhere in the text, or a date as a word of its own. */
const date = /\b20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d[0-9:.Z+-]*|(?<![\w.:/-])20\d\d-[01]\d-[0-3]\d(?![\w.:-])/;

/** No Job works on a day that somebody once wrote down. */
export const jobLiteralDate: Rule<Fault> = {
  code: 'job-literal-date',
  kinds: ['batch/Job', 'batch/CronJob'],
  severity: 'warning',
  why: 'A Job with a literal date asks for data of that day, which its sources no longer have when it runs later.',
  fix: 'Compute the time when the Job runs, as in `date -u -d "-1 hour" +%FT%TZ`.',

  *collect(_, { objects }) {
    for (const located of objects) {
      if (!['batch/Job', 'batch/CronJob'].includes(kindKey(located.manifest))) continue;
      const template = podTemplate(located);
      for (const container of template ? containersOf(template) : [])
        for (const { value, path } of words.flatMap((word) => find(word, container.value, container.path))) {
          const literal = typeof value === 'string' ? date.exec(value)?.[0] : undefined;
          if (literal !== undefined)
            yield faultAt(located, path, `got the date ${literal}; compute it when the Job runs`);
        }
    }
  },

  judge: (faults) => faults,

  bad: {
    units: { 'worker01/demo': [job(['--start', '2025-09-01T10:00:00Z', '--day=2025-09-01'])] },
    findings: [
      'Job demo/label spec.template.spec.containers[0].args[1]: got the date 2025-09-01T10:00:00Z; compute it when the Job runs',
      'Job demo/label spec.template.spec.containers[0].args[2]: got the date 2025-09-01; compute it when the Job runs',
    ],
  },
  good: { 'worker01/demo': [job(['--since', '1h', '--release', 'RELEASE.2023-06-19T19-52-50Z'])] },
};

function job(args: readonly string[]): Manifest {
  const spec = { template: { spec: { containers: [{ name: 'label', image: 'label:1.0', args }] } } };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'label', namespace: 'demo' }, spec };
}
