import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

const finding = findingKind({
  code: 'job-without-deadline',
  why: 'A Job whose program hangs runs forever: later waves never start, and a CronJob that forbids concurrent runs never runs again.',
  fix: 'Set `activeDeadlineSeconds`, generously.',
  messages: {
    missing: 'missing; set the number of seconds after which Kubernetes ends the run',
  },
});

export const jobWithoutDeadline = objectRule({
  ...finding,
  kinds: ['batch/v1/Job', 'batch/v1/CronJob'],
  profile: 'scorewright',
  summary: 'Every Job ends, by itself or by its deadline.',
  turnOff: 'When a Job may take any time and nothing waits for it.',

  *collect(located): Iterable<Fault> {
    const { manifest } = located;
    const isJob = manifest.kind === 'Job';
    const spec = isJob ? manifest.spec : manifest.spec.jobTemplate.spec;
    if (spec?.activeDeadlineSeconds !== undefined) return;
    if (isJob && spec?.template.spec?.activeDeadlineSeconds !== undefined) return;
    const place = isJob ? ['spec'] : ['spec', 'jobTemplate', 'spec'];
    yield finding.fault('missing', {}, fieldOf(located, [...place, 'activeDeadlineSeconds']));
  },

  judge: (faults) => faults,
});
