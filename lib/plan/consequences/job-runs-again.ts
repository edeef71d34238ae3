import type { Manifest } from '../../model/manifest';
import type { Change } from '../change';
import type { Consequence } from '../consequence';
import { kindOf, type RunningObject } from '../running-object';

/** A hash of what a Job runs ends its name: a changed Job is another one, which runs anew. */
export const jobRunsAgain: Consequence = {
  code: 'job-runs-again',
  why: 'A Job cannot change, so that its name carries a hash of its spec: the new one runs, and the old one is pruned.',

  *judge({ changes }) {
    const gone = new Map(
      changes.flatMap(({ old, new: now }): [string, RunningObject][] =>
        old !== undefined && now === undefined && kindOf(old) === 'batch/Job' ? [[stemOf(old), old]] : [],
      ),
    );
    for (const change of changes.filter(isNewJob)) {
      const old = change.new && gone.get(stemOf(change.new));
      if (old === undefined) continue;
      const why = `runs again in place of ${old.manifest.metadata.name}: what it runs has changed`;
      yield { change, reason: { class: 'add', field: '', why } };
    }
  },

  bad: {
    base: { 'worker01/demo': [train('0123456789')] },
    head: { 'worker01/demo': [train('abcdef0123')] },
    says: ['add Job demo/train-abcdef0123 on worker01'],
  },
  good: { base: { 'worker01/demo': [] }, head: { 'worker01/demo': [train('abcdef0123')] } },
};

function isNewJob({ old, new: now }: Change): boolean {
  return old === undefined && now !== undefined && kindOf(now) === 'batch/Job';
}

function stemOf({ cluster, manifest: { metadata } }: RunningObject): string {
  return `${cluster} ${metadata.namespace ?? ''} ${metadata.name.replace(/-[0-9a-f]{8,}$/, '')}`;
}

function train(hash: string): Manifest {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: `train-${hash}`, namespace: 'demo' },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'train', image: hash }] } } },
  };
}
