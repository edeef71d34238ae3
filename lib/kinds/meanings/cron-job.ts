import { judged, type Meaning } from '../changed';

/** A CronJob makes its next Job from what then stands in it; Jobs that run keep the old template. */
export const cronJob: Meaning = {
  kinds: ['batch/CronJob'],
  source: 'pkg/apis/batch/validation/validation.go:772',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.jobTemplate',
        class: 'next-run',
        why: 'takes effect at the next scheduled run; a Job that runs keeps the old template',
      },
      { at: 'spec.schedule', class: 'next-run', why: 'takes effect at the next scheduled run' },
      { at: 'spec.timeZone', class: 'next-run', why: 'takes effect at the next scheduled run' },
    ]),
  bad: {
    old: {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'nightly', namespace: 'demo' },
      spec: {
        schedule: '0 3 * * *',
        jobTemplate: {
          spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } } },
        },
      },
    },
    new: {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'nightly', namespace: 'demo' },
      spec: {
        schedule: '0 4 * * *',
        jobTemplate: {
          spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } } },
        },
      },
    },
    says: ['next-run /spec/schedule'],
  },
  good: {
    old: {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'nightly', namespace: 'demo' },
      spec: {
        schedule: '0 3 * * *',
        jobTemplate: {
          spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } } },
        },
      },
    },
    new: {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'nightly', namespace: 'demo' },
      spec: {
        schedule: '0 3 * * *',
        jobTemplate: {
          spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } } },
        },
        successfulJobsHistoryLimit: 5,
      },
    },
  },
};
