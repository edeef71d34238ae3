import type { z } from 'zod';
import { claimSchema, type ClaimSettings } from '../../constructs/pvc';
import { platforms } from '../../environment/platforms';
import { refuse } from '../../environment/refusal';
import type { FindingKind } from '../../model/finding';
import type { Cluster } from '../../model/fleet';

export const claimAccess: FindingKind = {
  code: 'claim-access',
  why: 'Training writes the volume while the predictor reads it; a volume for one pod, or for readers only, leaves one of them waiting for ever.',
  fix: 'Use ReadWriteOnce, which keeps all pods on one node, or ReadWriteMany.',
};

export const claimClass: FindingKind = {
  code: 'claim-class',
  why: 'The usual class of every platform gives block volumes, which one node mounts; a ReadWriteMany claim of it stays Pending for ever.',
  fix: 'Name the class of a shared file system in `class`, or use ReadWriteOnce.',
};

export const claimNodes: FindingKind = {
  code: 'claim-nodes',
  why: 'A ReadWriteOnce volume is mounted on one node; pods that are told to run on another wait for it for ever.',
  fix: 'Give every part the same nodeSelector, or use ReadWriteMany with a class that provides it.',
};

/** Classes that give a volume to one node only. */
const blockClasses = new Set(Object.values(platforms).map(({ storageClass }) => storageClass));

/** `storage:` of the block. */
export const storageSchema = claimSchema
  .superRefine(({ access, class: name }, context) => {
    if (access === 'ReadWriteOncePod' || access === 'ReadOnlyMany') {
      const message = 'several pods share the volume and one of them writes it; use ReadWriteOnce or ReadWriteMany';
      refuse(context, { code: claimAccess.code, message }, ['access']);
    }
    if (access === 'ReadWriteMany' && (name === undefined || blockClasses.has(name))) {
      const got = name === undefined ? 'the usual class' : `class ${name}`;
      const message = `${got} mounts a volume on one node only; name the class of a shared file system, or use ReadWriteOnce`;
      refuse(context, { code: claimClass.code, message }, ['access']);
    }
  })
  .prefault({ size: '5Gi' })
  .meta({ description: 'The volume that holds the models; ReadWriteOnce keeps all its pods on one node.' });

export type NodeSelector = Readonly<Record<string, string>> | undefined;

/** Refuses parts of one ReadWriteOnce volume that are told to run on different nodes. Each part comes with its path. */
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
  const message =
    `${against.path.join('.')} asks for ${text(against.nodeSelector) || 'any node'}, and a ReadWriteOnce volume is on one; ` +
    'give both the same nodeSelector';
  refuse(context, { code: claimNodes.code, message }, [...at.path, 'nodeSelector']);
}

function text(nodeSelector: NodeSelector): string {
  const entries = Object.entries(nodeSelector ?? {}).map(([key, value]) => `${key}=${value}`);
  return entries.sort().join(',');
}

/** The claim as it is rendered on a platform: the class is always named, for not every platform has a default one. */
export function claimOn({ platform }: Cluster, settings: ClaimSettings): ClaimSettings & { readonly class: string } {
  return { ...settings, class: settings.class ?? platforms[platform].storageClass };
}
