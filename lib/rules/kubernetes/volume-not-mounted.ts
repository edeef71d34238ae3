import { findingKind } from '../../model/finding-kind';
import { podKinds, podOf } from '../engine/pod';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

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
      const pod = podOf(located);
      if (!pod) continue;
      const mounted = new Set(
        pod.containers.flatMap(({ value: { volumeMounts = [], volumeDevices = [] } }) =>
          [...volumeMounts, ...volumeDevices].map(({ name }) => name),
        ),
      );
      for (const [index, { name: got }] of (pod.spec.volumes ?? []).entries())
        if (!mounted.has(got))
          yield finding.fault('idle', { got }, fieldAt(located, [...pod.path, 'spec', 'volumes', index, 'name']));
    }
  },

  judge: (faults) => faults,
};
