import { findingKind } from '../../model/finding-kind';
import { kindKey, type Located } from '../../graph/located';
import { podOf, textsOf } from '../engine/pod';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

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
      for (const { value, path } of isJob(located) ? (podOf(located)?.containers ?? []) : [])
        for (const { text, at } of textsOf(value)) {
          const got = date.exec(text)?.[0];
          if (got !== undefined) yield finding.fault('date', { got }, fieldAt(located, [...path, ...at]));
        }
    }
  },

  judge: (faults) => faults,
};

function isJob({ manifest }: Located): boolean {
  return ['batch/Job', 'batch/CronJob'].includes(kindKey(manifest));
}
