import type { Manifest } from '../../model/manifest';
import { compare } from '../../model/compare';
import type { Consequence } from '../consequence';
import { renamedClusters } from '../renames';
import { kindOf } from '../running-object';

/** A renamed cluster has other Applications: Argo CD deletes everything of the old ones and makes it again. */
export const clusterRenamed: Consequence = {
  code: 'cluster-renamed',
  why: 'The name of an Application contains the name of its cluster. Argo CD deletes the Applications of the old name with all their objects, whether or not the new name is the same cluster.',

  *judge({ changes, base, head }) {
    const renamed = [...renamedClusters(base, head)].sort(([a], [b]) => compare(a, b));
    for (const [now, old] of renamed)
      for (const change of changes) {
        if (change.old === undefined || change.new !== undefined) continue;
        if (kindOf(change.old) !== 'argoproj.io/Application' || change.old.unit !== `applications-${old}`) continue;
        yield {
          change,
          reason: {
            class: 'danger',
            field: '',
            old,
            new: now,
            why: `${old} leaves and ${now} joins with the same objects: if both are the same cluster, all of them are deleted and made again`,
            fix: 'Rename in several commits: the Applications of the old name first let go of their objects, those of the new name take them over, and only then are the old ones removed (plan --stages).',
          },
        };
      }
  },

  bad: {
    base: { 'worker01/demo': [account()] },
    head: { 'edge01/demo': [account()] },
    says: ['danger Application argocd/example.worker01.demo on hub01'],
  },
  good: {
    base: { 'worker01/demo': [account()], 'worker02/demo': [account()] },
    head: { 'worker02/demo': [account()] },
  },
};

function account(): Manifest {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'demo' } };
}
