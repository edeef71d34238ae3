import fc from 'fast-check';
import type { ContainerProps } from '../../lib/constructs/container';
import { CronJob, type CronJobProps } from '../../lib/constructs/cron-job';
import { Job, type JobProps } from '../../lib/constructs/job';
import type { Manifest } from '../../lib/model/manifest';
import { restrictedViolations } from './pod-security';
import { at, rendered, renderedOne } from './rendered';

const resources = { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } };
const container: ContainerProps = { name: 'train', image: 'quay.io/acme/energetiscope:1', resources };
const run = {
  name: 'train',
  namespace: 'energy',
  component: 'training',
  partOf: 'energetiscope',
  platform: 'kind',
  containers: [container],
  restartPolicy: 'Never',
  backoffLimit: 2,
  activeDeadlineSeconds: 3600,
} as const satisfies JobProps;

const labels = {
  'app.kubernetes.io/name': 'train',
  'app.kubernetes.io/component': 'training',
  'app.kubernetes.io/part-of': 'energetiscope',
  'app.kubernetes.io/managed-by': 'scorewright',
};
const podSpec = {
  automountServiceAccountToken: false,
  containers: [
    {
      name: 'train',
      image: 'quay.io/acme/energetiscope:1',
      imagePullPolicy: 'IfNotPresent',
      resources,
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      volumeMounts: [{ name: 'tmp-train', mountPath: '/tmp' }],
    },
  ],
  restartPolicy: 'Never',
  securityContext: { runAsNonRoot: true, runAsUser: 65532 },
  volumes: [{ name: 'tmp-train', emptyDir: {} }],
};

function job(props: Partial<JobProps> = {}): Manifest {
  return renderedOne((scope) => new Job(scope, 'train', { ...run, ...props }));
}

function name(props: Partial<JobProps> = {}): string {
  return job(props).metadata.name;
}

test('a Job holds what is asked for and nothing that cdk8s-plus adds', () => {
  const manifest = job();
  expect(manifest).toEqual({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      annotations: { 'scorewright.dev/hashed-name': 'train' },
      name: expect.stringMatching(/^train-[0-9a-f]{10}$/) as string,
      namespace: 'energy',
      labels,
    },
    spec: { activeDeadlineSeconds: 3600, backoffLimit: 2, template: { metadata: { labels }, spec: podSpec } },
  });
  expect(restrictedViolations(at(manifest, 'spec', 'template', 'spec'))).toEqual([]);
});

test('an indexed Job runs so often', () => {
  expect(job({ indexed: { completions: 30, parallelism: 1 } }).spec).toMatchObject({
    completions: 30,
    parallelism: 1,
    completionMode: 'Indexed',
  });
});

describe('the hash in its name', () => {
  test('is the same for the same Job, whatever its construct is called', () => {
    expect(renderedOne((scope) => new Job(scope, 'renamed', run)).metadata.name).toBe(name());
  });

  const changes: [string, Partial<JobProps>][] = [
    ['its image', { containers: [{ ...container, image: 'quay.io/acme/energetiscope:2' }] }],
    ['an argument', { containers: [{ ...container, args: ['--neighbors', '5'] }] }],
    [
      'the content of a ConfigMap',
      { containers: [{ ...container, mounts: [{ path: '/c', configMap: { name: 'c', contentHash: 'x' } }] }] },
    ],
    ['the uid', { user: 10001 }],
    ['the word that asks for another run', { again: 'august' }],
    ['the number of runs', { indexed: { completions: 3, parallelism: 1 } }],
  ];

  test.each(changes)('changes with %s', (_, props) => {
    expect(name(props)).not.toBe(name());
  });

  const same: [string, Partial<JobProps>][] = [
    ['the deadline', { activeDeadlineSeconds: 1 }],
    ['the number of tries', { backoffLimit: 0 }],
    ['annotations of the Job', { annotations: { why: 'because' } }],
  ];

  test.each(same)('stays with another value of %s, which Kubernetes lets one change', (_, props) => {
    expect(name(props)).toBe(name());
  });

  test('stays with another parallelism', () => {
    const two = name({ indexed: { completions: 30, parallelism: 2 } });
    expect(two).toBe(name({ indexed: { completions: 30, parallelism: 1 } }));
  });
});

describe('a chain of steps', () => {
  function chain(image: string, last: Partial<JobProps> = {}): Manifest[] {
    return rendered((scope) => {
      const collect = new Job(scope, 'collect', { ...run, name: 'collect', containers: [{ ...container, image }] });
      const join = new Job(scope, 'join', { ...run, name: 'join', after: collect });
      new Job(scope, 'train', { ...run, after: join, ...last });
    });
  }

  test('says which step comes before which', () => {
    const [collect, join, train] = chain('image:1');
    const after = (step: Manifest | undefined) => step?.metadata.annotations?.['scorewright.dev/after'];
    expect(after(collect)).toBeUndefined();
    expect(after(join)).toBe(`Job/${collect!.metadata.name}`);
    expect(after(train)).toBe(`Job/${join!.metadata.name}`);
  });

  test('runs again from the step that changed', () => {
    const names = (manifests: Manifest[]): string[] => manifests.map(({ metadata }) => metadata.name);
    const before = names(chain('image:1'));
    const firstChanged = names(chain('image:2'));
    expect(firstChanged.filter((each) => before.includes(each))).toEqual([]);
    const lastChanged = names(chain('image:1', { again: 'august' }));
    expect(lastChanged.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(lastChanged[2]).not.toBe(before[2]);
  });
});

test('a name that its pods could not carry is rejected', () => {
  expect(() => job({ name: 'a'.repeat(53) })).toThrow(
    /got the name a{53}-\w{10} of 64 characters; a Job has at most 63/,
  );
  expect(job({ name: 'a'.repeat(52) }).metadata.name).toHaveLength(63);
});

describe('a CronJob', () => {
  function cronJob(props: Partial<CronJobProps> = {}): Manifest {
    return renderedOne((scope) => new CronJob(scope, 'train', { ...run, schedule: '0 3 * * *', ...props }));
  }

  test('holds what is asked for, never overlaps and does not miss a run by ten seconds', () => {
    expect(cronJob()).toEqual({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'train', namespace: 'energy', labels },
      spec: {
        schedule: '0 3 * * *',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 600,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
        jobTemplate: {
          spec: { activeDeadlineSeconds: 3600, backoffLimit: 2, template: { metadata: { labels }, spec: podSpec } },
        },
      },
    });
  });

  test('takes a time zone and limits', () => {
    const props = { timeZone: 'Europe/Paris', startingDeadlineSeconds: 60, history: { successful: 0, failed: 5 } };
    expect(cronJob({ ...props, schedule: '*/15 1-5 * jan MON' }).spec).toMatchObject({
      schedule: '*/15 1-5 * jan MON',
      timeZone: 'Europe/Paris',
      startingDeadlineSeconds: 60,
      successfulJobsHistoryLimit: 0,
      failedJobsHistoryLimit: 5,
    });
  });

  test('has a name with room for the time that Kubernetes appends', () => {
    expect(() => cronJob({ name: 'a'.repeat(53) })).toThrow(/of 53 characters; a CronJob has at most 52: shorten it/);
  });

  test('satisfies Pod Security restricted with any schedule', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 59 }),
        fc.constantFrom('kind' as const, 'openshift' as const),
        (minute, platform) => {
          const manifest = cronJob({ platform, schedule: `${minute} * * * *` });
          expect(restrictedViolations(at(manifest, 'spec', 'jobTemplate', 'spec', 'template', 'spec'))).toEqual([]);
          expect(JSON.stringify(manifest)).not.toContain('cdk8s');
        },
      ),
      { numRuns: 10 },
    );
  });
});
