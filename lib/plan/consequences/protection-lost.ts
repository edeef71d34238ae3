import type { Manifest } from '../../model/manifest';
import type { Consequence } from '../consequence';
import { syncOptionsOf } from '../running-object';

const meanings: Readonly<Record<string, string>> = {
  'Prune=false': 'Argo CD prunes it from now on, once it is in the tree no more',
  'Delete=false': 'it goes with its Application from now on',
  'Prune=confirm': 'Argo CD prunes it without asking from now on',
  'Delete=confirm': 'it goes with its Application without asking from now on',
};

/** A mark that kept an object is taken off: nothing happens now, and the next removal takes it. */
export const protectionLost: Consequence = {
  code: 'protection-lost',
  why: 'Annotations decide what a later commit deletes; taking one off changes nothing that anybody sees.',

  *judge({ changes }) {
    for (const change of changes) {
      if (change.old === undefined || change.new === undefined) continue;
      const kept = new Set(syncOptionsOf(change.new.manifest));
      for (const option of syncOptionsOf(change.old.manifest)) {
        const why = meanings[option];
        if (why === undefined || kept.has(option)) continue;
        yield {
          change,
          reason: {
            class: 'in-place',
            field: '/metadata/annotations/argocd.argoproj.io~1sync-options',
            old: option,
            why,
            fix: `Keep ${option}, unless the object is meant to go.`,
          },
        };
      }
    }
  },

  bad: {
    base: { 'worker01/namespaces': [demo('Prune=false')] },
    head: { 'worker01/namespaces': [demo('ServerSideApply=true')] },
    says: ['in-place Namespace demo on worker01 /metadata/annotations/argocd.argoproj.io~1sync-options'],
  },
  good: {
    base: { 'worker01/namespaces': [demo('ServerSideApply=true')] },
    head: { 'worker01/namespaces': [demo('Prune=false')] },
  },
};

function demo(options: string): Manifest {
  const annotations = { 'argocd.argoproj.io/sync-options': options };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo', annotations } };
}
