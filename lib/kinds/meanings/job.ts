import { below, covers, valueAt, verdict, type Changed, type FieldChange, type Meaning } from '../changed';

const fixed = ['selector', 'completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'];

const fix =
  'Give the Job another name, as a hash of its spec in the name does: it then runs anew and the old one is pruned.';

/** A Job runs what it was made with; only its limits change, and of one that is suspended what places its pods. */
export const job: Meaning = {
  kinds: ['batch/Job'],
  source: 'pkg/apis/batch/validation/validation.go:623-676, pkg/registry/batch/job/strategy.go:178-218',

  *judge(changed) {
    for (const field of below(changed, 'spec')) {
      const name = String(field.path[1]);
      if (fixed.includes(name))
        yield verdict({ class: 'refused', why: `spec.${name} of a Job cannot change`, fix }, field);
      if (name === 'completions' && !inTandem(changed) && !isLeftOut(field))
        yield verdict({ class: 'refused', why: 'the completions of a Job cannot change', fix }, field);
      if (name === 'template') yield* ofTemplate(changed, field);
    }
  },

  bad: { old: run('a:1'), new: run('a:2'), says: ['refused /spec/template/spec/containers/0/image'] },
  good: { old: run('a:1'), new: { ...run('a:1'), spec: { ...run('a:1').spec, backoffLimit: 2 } } },
};

/** Of an indexed Job, completions and parallelism may change to one number. */
function inTandem({ new: job }: Changed): boolean {
  return (
    valueAt(job, 'spec.completionMode') === 'Indexed' &&
    valueAt(job, 'spec.completions') === valueAt(job, 'spec.parallelism')
  );
}

/** Nobody said how many completions there are, and the API server keeps the one that it filled in. */
function isLeftOut({ old, new: now }: FieldChange): boolean {
  return now === undefined && old === 1;
}

const placing = [
  'spec.template.metadata.labels',
  'spec.template.metadata.annotations',
  'spec.template.spec.nodeSelector',
  'spec.template.spec.tolerations',
  'spec.template.spec.schedulingGates',
  'spec.template.spec.affinity.nodeAffinity',
];

function* ofTemplate({ old }: Changed, field: FieldChange) {
  const suspended = valueAt(old, 'spec.suspend') === true;
  const ofServer = field.path.length === 4 && field.path[3] === 'labels' && field.new === undefined;
  if (suspended && !ofServer && (placing.some((at) => covers(at, field.path)) || isResource(field)))
    yield verdict({ class: 'next-run', why: 'may change while the Job is suspended and has never started' }, field);
  else yield verdict({ class: 'refused', why: 'the template of a Job cannot change', fix }, field);
}

function isResource({ path }: FieldChange): boolean {
  return /^(initC|c)ontainers$/.test(String(path[3])) && path[5] === 'resources';
}

function run(image: string) {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'train', namespace: 'demo' },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'train', image }] } } },
  };
}
