import { isObject } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { faultOf, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { isHook } from '../argo-cd/unit-order';

/** A hash at the end of a name: ten hexadecimal digits, be they all letters, or what kustomize makes of one. */
const hashed = /-([0-9a-f]{10}|(?=[a-z]*\d)[0-9a-z]{8,})$/;

/** Every Job that Argo CD syncs can be changed later: another spec is another Job, and a finished one stays. */
export const jobNotUpdatable: Rule<Fault> = {
  code: 'job-not-updatable',
  kinds: ['batch/Job'],
  severity: 'error',
  appliesTo: 'argo-cd',
  why: "A Job's template cannot be changed: a sync that changes it fails for ever. And one that removes itself by TTL is made, and run, again.",
  fix: 'Let the name end in a hash of the spec, and leave `ttlSecondsAfterFinished` out; a hook is made anew each time.',

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

  bad: {
    units: { 'worker01/demo': [job('train', {}), job('label-0a1b2c3d4e', { ttlSecondsAfterFinished: 60 })] },
    findings: [
      'Job demo/train metadata.name: got train; let it end in a hash of the spec, so that a change makes another Job',
      'Job demo/label-0a1b2c3d4e spec.ttlSecondsAfterFinished: got 60, after which it would be made again; leave the field out',
    ],
  },
  good: {
    'worker01/demo': [
      job('train-0a1b2c3d4e', {}),
      job('compare-cbaeccfdab', {}),
      job('smoke', {}, { 'argocd.argoproj.io/hook': 'PostSync' }),
    ],
  },
};

function job(name: string, spec: object, annotations: Record<string, string> = {}): Manifest {
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name, namespace: 'demo', annotations }, spec };
}
