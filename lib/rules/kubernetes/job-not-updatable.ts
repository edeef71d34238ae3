import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';
import { isHook } from '../argo-cd/unit-order';

/** A hash at the end of a name: ten hexadecimal digits, be they all letters, or what kustomize makes of one. */
const hashed = /-([0-9a-f]{10}|(?=[a-z]*\d)[0-9a-z]{8,})$/;

const finding = findingKind({
  code: 'job-not-updatable',
  why: 'The template of a Job is immutable, so a sync that changes it fails forever. A Job that deletes itself by TTL is created, and run, again by the next sync.',
  fix: 'End the name in a hash of the spec and remove `ttlSecondsAfterFinished`; hooks are exempt, because Argo CD recreates them.',
  messages: {
    name: 'got {got}; end it in a hash of the spec, so that a change makes another Job',
    ttl: 'got {got}, after which the next sync makes the Job again; remove the field',
  },
});

export const jobNotUpdatable = objectRule({
  ...finding,
  kinds: ['batch/v1/Job'],
  appliesTo: 'argo-cd',
  summary: 'Every Job that Argo CD syncs has a name that changes with its spec, and no TTL.',
  turnOff: 'When the Jobs are replaced by `argocd.argoproj.io/sync-options: Replace=true,Force=true`.',

  *collect(located): Iterable<Fault> {
    const { manifest, path, uninstantiated } = located;
    if (uninstantiated || isHook(located)) return;
    const { name } = manifest.metadata;
    if (!hashed.test(name)) yield finding.fault('name', { got: name }, fieldOf(located, ['metadata', 'name']));
    const ttl = manifest.spec?.ttlSecondsAfterFinished;
    // What a ManifestWork carries is judged there.
    if (path.length === 0 && ttl !== undefined)
      yield finding.fault('ttl', { got: ttl }, fieldOf(located, ['spec', 'ttlSecondsAfterFinished']));
  },

  judge: (faults) => faults,
});
