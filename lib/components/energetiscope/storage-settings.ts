import type { z } from 'zod';
import { reject } from '../../environment/rejection';
import { findingKind } from '../../model/finding-kind';
import type { NodeSelector } from '../../constructs/energetiscope/pod';
import type { ClaimSettings } from '../../constructs/pvc';
import { sharedClaimSchema } from '../../constructs/shared-claim';
import { storageClassOn } from '../../environment/storage-class';
import type { Cluster } from '../../model/fleet';

export const claimNodes = findingKind({
  code: 'claim-nodes',
  why: 'A ReadWriteOnce volume is mounted on one node; pods that must run on another node wait for it forever.',
  fix: 'Give every part the same nodeSelector, or use ReadWriteMany with a class that provides it.',
  messages: {
    otherNodes:
      'got {got:json}; {path} asks for {text}, and a ReadWriteOnce volume is on one; give both the same nodeSelector',
  },
});

/** `storage:` of the block. */
export const storageSchema = sharedClaimSchema
  .prefault({ size: '5Gi' })
  .meta({ description: 'The volume that holds the models; ReadWriteOnce keeps all its pods on one node.' });

/** Refuses parts of one ReadWriteOnce volume whose settings place them on different nodes. Each part comes with its path. */
export function refuseTwoNodes(
  context: z.RefinementCtx,
  { access }: ClaimSettings,
  parts: readonly { readonly path: [string, ...string[]]; readonly nodeSelector: NodeSelector }[],
): void {
  if (access !== 'ReadWriteOnce') return;
  const [first, ...others] = parts;
  const other = others.find(({ nodeSelector }) => text(nodeSelector) !== text(first?.nodeSelector));
  if (first === undefined || other === undefined) return;
  const at = other.nodeSelector === undefined ? first : other;
  const against = at === first ? other : first;
  reject(
    context,
    (got) =>
      claimNodes.fault('otherNodes', {
        got,
        path: against.path.join('.'),
        text: text(against.nodeSelector) || 'any node',
      }),
    [...at.path, 'nodeSelector'],
  );
}

function text(nodeSelector: NodeSelector): string {
  const entries = Object.entries(nodeSelector ?? {}).map(([key, value]) => `${key}=${value}`);
  return entries.sort().join(',');
}

/** The claim as it is rendered on a platform: the class is named wherever it is known: not every platform has a default one. */
export function claimOn(cluster: Cluster, settings: ClaimSettings): ClaimSettings {
  const name = storageClassOn(cluster, settings.class);
  return { ...settings, ...(name !== undefined && { class: name }) };
}
