import type { Located } from '../../graph/located';
import type { Path } from '../../model/origin';
import { formatRef } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { fieldAt } from '../engine/fault';
import { podKinds, podOf } from '../engine/pod';
import type { Rule } from '../engine/rule';
import { filesOf, volumesOf, type Volume } from './mounted-volumes';

/** A single key that a container mounts. */
interface Fact extends Pick<Located, 'ref' | 'origin'> {
  readonly at: Path;
  readonly file: string;
  readonly volume: Volume;
}

const finding = findingKind({
  code: 'mounted-key-missing',
  why: 'If the ConfigMap or Secret lacks the key that subPath names, the kubelet mounts an empty folder in its place, and the program finds no file.',
  fix: 'Set subPath to a key of the ConfigMap or Secret.',
  messages: {
    missing: 'got {got}, which is not a file of {from}; its files are {expected}',
  },
});

export const mountedKeyMissing: Rule<Fact> = {
  ...finding,
  kinds: podKinds,
  ofAbsence: true,
  summary: 'Every subPath of a mounted ConfigMap or Secret is one of its keys.',
  turnOff: 'When something else adds the key before the pod starts.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { ref, origin, uninstantiated } = located;
      const pod = uninstantiated ? undefined : podOf(located);
      const known = volumesOf(pod, ref);
      for (const { value: container, path } of pod?.containers ?? [])
        for (const [index, { name, subPath }] of (container.volumeMounts ?? []).entries()) {
          const volume = known.get(name);
          if (subPath && volume)
            yield { ref, origin, at: [...path, 'volumeMounts', index, 'subPath'], file: subPath, volume };
        }
    }
  },

  *judge(facts, fleet) {
    for (const { ref, origin, at, file, volume } of facts) {
      const expected = filesOf(volume, fleet);
      if (expected && !expected.some((known) => known === file || known.startsWith(`${file}/`)))
        yield finding.fault(
          'missing',
          { got: file, from: formatRef(volume.from), expected },
          fieldAt({ ref, origin }, at),
        );
    }
  },
};
