import { isObject } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { faultOf, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { isHook } from '../argo-cd/unit-order';

/** A hash at the end of a name: ten hexadecimal digits, be they all letters, or what kustomize makes of one. */
const hashed = /-([0-9a-f]{10}|(?=[a-z]*\d)[0-9a-z]{8,})$/;

export const jobNotUpdatable: Rule<Fault> = {
  code: 'job-not-updatable',
  kinds: ['batch/Job'],
  severity: 'error',
  appliesTo: 'argo-cd',
  summary: 'Every Job that Argo CD syncs has a name that changes with its spec, and no TTL.',
  why: 'The template of a Job is immutable, so a sync that changes it fails forever. A Job that deletes itself by TTL is created, and run, again by the next sync.',
  fix: 'End the name in a hash of the spec and remove `ttlSecondsAfterFinished`; hooks are exempt, because Argo CD recreates them.',
  turnOff: 'When the Jobs are replaced by `argocd.argoproj.io/sync-options: Replace=true,Force=true`.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest, uninstantiated } = located;
      if (kindKey(manifest) !== 'batch/Job' || uninstantiated || isHook(located)) continue;
      if (!hashed.test(manifest.metadata.name))
        yield faultOf(
          located,
          ['metadata', 'name'],
          `got ${manifest.metadata.name}; let it end in a hash of the spec, so that a change makes another Job`,
        );
      // What a ManifestWork carries is told there.
      if (located.path.length === 0 && isObject(manifest.spec) && manifest.spec.ttlSecondsAfterFinished !== undefined)
        yield faultOf(
          located,
          ['spec', 'ttlSecondsAfterFinished'],
          `got ${shown(manifest.spec.ttlSecondsAfterFinished)}, after which it would be made again; leave the field out`,
        );
    }
  },

  judge: (faults) => faults,
};
