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

export const argoAnnotationUnknown: Rule<Fault> = {
  code: 'argo-annotation-unknown',
  severity: 'error',
  appliesTo: 'argo-cd',
  summary: 'Every Argo CD annotation has a value that Argo CD understands.',
  why: 'Argo CD ignores a value that it does not know: the hook is not a hook, the object loses its protection, and a wave that is not a number counts as wave 0.',
  fix: 'Use the values of its documentation, in the same case; a wave is a whole number.',
  turnOff: 'When your Argo CD is newer than this program and knows the value.',

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
};

const place = ['metadata', 'annotations'];
