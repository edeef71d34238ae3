import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { containersOf, podKinds, podTemplate } from '../../graph/pod-template';
import { findingKind } from '../../model/finding-kind';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const uses = ['volumeMounts[*].name', 'volumeDevices[*].name'].map(parsePattern);

const finding = findingKind({
  code: 'volume-not-mounted',
  severity: 'warning',
  why: 'A pod waits for each of its volumes, even for one that no container mounts; and the container that was meant to use it finds an empty folder.',
  fix: 'Mount the volume, or remove it.',
  messages: {
    idle: 'got {got}, which no container mounts; mount it or remove it',
  },
});

export const volumeNotMounted: Rule<Fault> = {
  ...finding,
  kinds: podKinds,
  profile: 'scorewright',
  summary: 'Every volume of a pod is mounted by one of its containers.',
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
          yield finding.fault('idle', { got: volume.name }, fieldAt(located, at));
        }
    }
  },

  judge: (faults) => faults,
};
