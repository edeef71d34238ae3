import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** The words that Argo CD knows in each annotation, which separates them by commas; of an option only the part before `=`. */
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

const finding = findingKind({
  code: 'argo-annotation-unknown',
  why: 'Argo CD ignores a value that it does not know: the hook is not a hook, the object loses its protection, and a wave that is not a number counts as wave 0.',
  fix: 'Use the values of its documentation, in the same case; a wave is a whole number.',
  messages: {
    wave: 'got {got}; a wave is a whole number',
    word: 'got {got}; Argo CD knows {words}',
  },
});

export const argoAnnotationUnknown: Rule<Fault> = {
  ...finding,
  appliesTo: 'argo-cd',
  summary: 'Every Argo CD annotation has a value that Argo CD understands.',
  turnOff: 'When your Argo CD is newer than this program and knows the value.',

  *collect(_, { objects: [outer] }) {
    const { annotations } = outer.manifest.metadata;
    if (!annotations) return;
    const wave = annotations['argocd.argoproj.io/sync-wave'];
    if (wave !== undefined && !/^-?\d+$/.test(wave))
      yield finding.fault('wave', { got: wave }, fieldOf(outer, [...place, 'argocd.argoproj.io/sync-wave']));
    for (const [name, known] of Object.entries(words)) {
      const annotation = `argocd.argoproj.io/${name}`;
      for (const word of annotations[annotation]?.split(',') ?? []) {
        const read = (word.split('=')[0] ?? '').trim();
        if (read !== '' && !known.includes(read))
          yield finding.fault(
            'word',
            { got: read, expected: known, words: known.join(', ') },
            fieldOf(outer, [...place, annotation]),
          );
      }
    }
  },

  judge: (faults) => faults,
};

const place = ['metadata', 'annotations'];
