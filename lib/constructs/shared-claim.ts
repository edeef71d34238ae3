import { platforms } from '../environment/platforms';
import { refuse } from '../environment/refusal';
import type { FindingKind } from '../model/finding';
import { claimSchema } from './pvc';

export const claimAccess: FindingKind = {
  code: 'claim-access',
  why: 'Several pods share the volume and one of them writes it; a volume for one pod, or for readers only, leaves one of them waiting for ever.',
  fix: 'Use ReadWriteOnce, which keeps all pods on one node, or ReadWriteMany.',
};

export const claimClass: FindingKind = {
  code: 'claim-class',
  why: 'The usual class of every platform gives block volumes, which one node mounts; a ReadWriteMany claim of it stays Pending for ever.',
  fix: 'Name the class of a shared file system in `class`, or use ReadWriteOnce.',
};

/** Classes that give a volume to one node only. */
const blockClasses = new Set(Object.values(platforms).map(({ storageClass }) => storageClass));

/** A claim that several pods mount, of which one writes. */
export const sharedClaimSchema = claimSchema.superRefine(({ access, class: name }, context) => {
  if (access === 'ReadWriteOncePod' || access === 'ReadOnlyMany') {
    const message = 'several pods share the volume and one of them writes it; use ReadWriteOnce or ReadWriteMany';
    refuse(context, { code: claimAccess.code, message }, ['access']);
  }
  if (access === 'ReadWriteMany' && (name === undefined || blockClasses.has(name))) {
    const got = name === undefined ? 'the usual class' : `class ${name}`;
    const message = `${got} mounts a volume on one node only; name the class of a shared file system, or use ReadWriteOnce`;
    refuse(context, { code: claimClass.code, message }, ['access']);
  }
});
