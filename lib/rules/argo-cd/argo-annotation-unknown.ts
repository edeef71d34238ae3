import type { Manifest } from '../../model/manifest';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** What Argo CD reads of each annotation; of an option the part before `=`. Words stand between commas. */
const words: Readonly<Record<string, readonly string[]>> = {
  hook: ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'PreDelete', 'PostDelete', 'Skip'],
  'hook-delete-policy': ['HookSucceeded', 'HookFailed', 'BeforeHookCreation'],
  'sync-options': [
    'Prune',
    'Delete',
    'Validate',
    'SkipDryRunOnMissingResource',
    'Replace',
    'Force',
    'ServerSideApply',
    'ClientSideApplyMigration',
  ],
  'compare-options': ['IgnoreExtraneous', 'ServerSideDiff', 'IncludeMutationWebhook'],
};

/** Every annotation for Argo CD says something that it understands. */
export const argoAnnotationUnknown: Rule<Fault> = {
  code: 'argo-annotation-unknown',
  severity: 'error',
  appliesTo: 'argo-cd',
  why: 'Argo CD passes over a word that it does not know: a hook becomes no hook, an object loses its protection, and a wave that is no number is the first that comes.',
  fix: 'Use the words of its documentation, in their own upper and lower case; a wave is a whole number.',

  *collect(_, { objects: [outer] }) {
    const { annotations } = outer.manifest.metadata;
    if (!annotations) return;
    const wave = annotations['argocd.argoproj.io/sync-wave'];
    if (wave !== undefined && !/^-?\d+$/.test(wave))
      yield faultOf(outer, [...place, 'argocd.argoproj.io/sync-wave'], `got ${wave}; a wave is a whole number`);
    for (const [name, known] of Object.entries(words)) {
      const annotation = `argocd.argoproj.io/${name}`;
      for (const word of annotations[annotation]?.split(',') ?? []) {
        const read = (word.split('=')[0] ?? '').trim();
        if (read !== '' && !known.includes(read))
          yield faultOf(outer, [...place, annotation], `got ${read}; Argo CD knows ${known.join(', ')}`);
      }
    }
  },

  judge: (faults) => faults,

  bad: {
    units: {
      'worker01/demo': [
        marked('a', { 'argocd.argoproj.io/hook': 'Postsync', 'argocd.argoproj.io/sync-wave': 'last' }),
        marked('b', { 'argocd.argoproj.io/sync-options': 'Prune=false,Delte=false' }),
      ],
    },
    findings: [
      'ConfigMap demo/a metadata.annotations["argocd.argoproj.io/sync-wave"]: got last; a wave is a whole number',
      'ConfigMap demo/a metadata.annotations["argocd.argoproj.io/hook"]: got Postsync; Argo CD knows PreSync, Sync, PostSync, SyncFail, PreDelete, PostDelete, Skip',
      'ConfigMap demo/b metadata.annotations["argocd.argoproj.io/sync-options"]: got Delte; Argo CD knows Prune, Delete, Validate, SkipDryRunOnMissingResource, Replace, Force, ServerSideApply, ClientSideApplyMigration',
    ],
  },
  good: {
    'worker01/demo': [
      marked('a', { 'argocd.argoproj.io/hook': 'PreSync,PostSync', 'argocd.argoproj.io/sync-wave': '-1' }),
      marked('b', { 'argocd.argoproj.io/sync-options': 'Prune=false, Delete=false' }),
    ],
  },
};

const place = ['metadata', 'annotations'];

function marked(name: string, annotations: Readonly<Record<string, string>>): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'demo', annotations } };
}
