import { findingKind } from '../../model/finding-kind';
import { workLimitBytes } from '../../model/work-limit';
import { workBytes } from '../config-map';
import type { Telling } from '../controller';
import type { EngineFault } from '../engine-fault';

export const summariesTooLarge = findingKind({
  code: 'summaries-too-large',
  why:
    'All summaries of a cluster travel in one ManifestWork; when one is rejected, the controller ends its round, and the ' +
    'clusters after that one get nothing either.',
  fix: 'Mask engines on the cluster, or shorten their queries.',
  messages: {
    tooLarge: 'got {got} bytes of summaries; a ManifestWork holds {workLimitBytes}: mask engines or shorten queries',
  },
});

/** Whether what one cluster is to be told fits into its ManifestWork. */
export function checkSize(cluster: string, tellings: readonly Telling[]): readonly EngineFault[] {
  const bytes = workBytes(tellings);
  if (bytes <= workLimitBytes) return [];
  return [summariesTooLarge.fault('tooLarge', { got: bytes, workLimitBytes }, { path: [], cluster })];
}
