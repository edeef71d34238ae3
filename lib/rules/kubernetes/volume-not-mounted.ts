import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { containersOf, podKinds, podTemplate } from '../../graph/pod-template';
import { faultAt, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const uses = ['volumeMounts[*].name', 'volumeDevices[*].name'].map(parsePattern);

export const volumeNotMounted: Rule<Fault> = {
  code: 'volume-not-mounted',
  kinds: podKinds,
  severity: 'warning',
  profile: 'scorewright',
  summary: 'Every volume of a pod is mounted by one of its containers.',
  why: 'A pod waits for each of its volumes, even for one that no container mounts; and the container that was meant to use it finds an empty folder.',
  fix: 'Mount the volume, or remove it.',
  turnOff: 'When something adds the mount at admission.',

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
          yield faultAt(located, at, `got ${shown(volume.name)}, which no container mounts; mount it or remove it`);
        }
    }
  },

  judge: (faults) => faults,
};
