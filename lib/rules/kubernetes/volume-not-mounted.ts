import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { containersOf, podKinds, podTemplate } from '../../graph/pod-template';
import type { Manifest } from '../../model/manifest';
import { faultAt, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const uses = ['volumeMounts[*].name', 'volumeDevices[*].name'].map(parsePattern);

/** Every volume of a pod is mounted by one of its containers. */
export const volumeNotMounted: Rule<Fault> = {
  code: 'volume-not-mounted',
  kinds: podKinds,
  severity: 'warning',
  why: 'A volume that no container mounts is fetched and waited for, and what was meant to read or write it finds an empty folder.',
  fix: 'Mount the volume, or take it out.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const template = podTemplate(located);
      if (!template || kindKey(located.manifest) === 'flux-framework.org/MiniCluster') continue;
      const mounted = new Set(
        containersOf(template).flatMap(({ value }) =>
          uses.flatMap((use) => find(use, value, []).map((found) => found.value)),
        ),
      );
      const volumes: readonly unknown[] = Array.isArray(template.spec.volumes) ? template.spec.volumes : [];
      for (const [index, volume] of volumes.entries())
        if (isObject(volume) && !mounted.has(volume.name)) {
          const at = [...template.path, 'spec', 'volumes', index, 'name'];
          yield faultAt(located, at, `got ${shown(volume.name)}, which no container mounts; mount it or take it out`);
        }
    }
  },

  judge: (faults) => faults,

  bad: {
    units: { 'worker01/demo': [pod([{ name: 'data', mountPath: '/data' }])] },
    findings: ['Pod demo/web spec.volumes[1].name: got tmp, which no container mounts; mount it or take it out'],
  },
  good: {
    'worker01/demo': [
      pod([
        { name: 'data', mountPath: '/data' },
        { name: 'tmp', mountPath: '/tmp' },
      ]),
    ],
  },
};

function pod(volumeMounts: readonly object[]): Manifest {
  const containers = [{ name: 'web', image: 'web:1.0', volumeMounts }];
  const volumes = ['data', 'tmp'].map((name) => ({ name, emptyDir: {} }));
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'demo' }, spec: { containers, volumes } };
}
