import { reject } from '../environment/rejection';
import { findingKind } from '../model/finding-kind';
import { platforms } from '../platforms/catalogue';
import { claimSchema } from './pvc';

export const claimAccess = findingKind({
  code: 'claim-access',
  why: 'Several pods share the volume and one of them writes it; a volume for one pod, or for readers only, leaves one of them waiting forever.',
  fix: 'Use ReadWriteOnce, which keeps all pods on one node, or ReadWriteMany.',
  messages: {
    readOnly:
      'got {got:json}; several pods share the volume and one of them writes it; use ReadWriteOnce or ReadWriteMany',
  },
});

export const claimClass = findingKind({
  code: 'claim-class',
  why: 'The usual class of every platform gives block volumes, which one node mounts; a ReadWriteMany claim of it stays Pending forever.',
  fix: 'Name the class of a shared file system in `class`, or use ReadWriteOnce.',
  messages: {
    oneNode:
      'got {got:json}; {storageClass} mounts a volume on one node only; name the class of a shared file system, or use ReadWriteOnce',
  },
});

/** Classes that give a volume to one node only. */
const blockClasses = new Set(Object.values(platforms).map(({ storage }) => storage.class));

/** A claim that several pods mount and one of them writes. */
export const sharedClaimSchema = claimSchema.superRefine(({ access, class: name }, context) => {
  if (access === 'ReadWriteOncePod' || access === 'ReadOnlyMany') {
    reject(context, (got) => claimAccess.fault('readOnly', { got }), ['access']);
  }
  if (access === 'ReadWriteMany' && (name === undefined || blockClasses.has(name))) {
    const storageClass = name === undefined ? 'the usual class' : `class ${name}`;
    reject(context, (got) => claimClass.fault('oneNode', { got, storageClass }), ['access']);
  }
});
