import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { containersOf, podTemplate } from '../../graph/pod-template';
import { findingKind } from '../../model/finding-kind';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const words = ['args[*]', 'command[*]', 'env[*].value'].map(parsePattern);
/** A point in time anywhere in the text, or a date as a word of its own. */
const date = /\b20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d[0-9:.Z+-]*|(?<![\w.:/-])20\d\d-[01]\d-[0-3]\d(?![\w.:-])/;

const finding = findingKind({
  code: 'job-literal-date',
  severity: 'warning',
  why: 'A Job with a literal date asks for the data of that day, which its sources no longer have when the Job runs later.',
  fix: 'Compute the date when the Job runs, as in `date -u -d "-1 hour" +%FT%TZ`.',
  messages: {
    date: 'got the date {got}; compute it when the Job runs',
  },
});

export const jobLiteralDate: Rule<Fault> = {
  ...finding,
  kinds: ['batch/Job', 'batch/CronJob'],
  profile: 'scorewright',
  summary: 'No Job works on a date that is written into it.',
  turnOff: 'When the data of that very day is what the Job is for.',

  *collect(_, { objects }) {
    for (const located of objects) {
      if (!['batch/Job', 'batch/CronJob'].includes(kindKey(located.manifest))) continue;
      const template = podTemplate(located);
      for (const container of template ? containersOf(template) : [])
        for (const { value, path } of words.flatMap((word) => find(word, container.value, container.path))) {
          const literal = typeof value === 'string' ? date.exec(value)?.[0] : undefined;
          if (literal !== undefined) yield finding.fault('date', { got: literal }, fieldAt(located, path));
        }
    }
  },

  judge: (faults) => faults,
};
