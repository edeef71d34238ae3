import type { Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import type { Path } from '../../model/origin';
import { formatRef, type Ref } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { fieldAt } from '../engine/fault';
import { podKinds, podOf } from '../engine/pod';
import type { Rule } from '../engine/rule';

/** A single key that a container mounts. */
interface Fact extends Pick<Located, 'ref' | 'origin'> {
  readonly at: Path;
  readonly from: Ref;
  readonly file: string;
  /** File names that the volume gives to keys; undefined where each key is a file of its own name. */
  readonly files: readonly string[] | undefined;
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
      for (const { value: container, path } of pod?.containers ?? [])
        for (const [index, { name, subPath }] of (container.volumeMounts ?? []).entries()) {
          const volume = pod?.spec.volumes?.find((each) => each.name === name);
          const source = volume?.configMap ?? volume?.secret;
          const target = volume?.configMap ? volume.configMap.name : volume?.secret?.secretName;
          if (!subPath || !source || target === undefined || source.optional === true) continue;
          const kind = groupKind(volume?.configMap ? '/ConfigMap' : '/Secret');
          const from: Ref = { cluster: ref.cluster, ...kind, namespace: ref.namespace ?? '', name: target };
          const files = source.items?.map((item) => item.path);
          yield { ref, origin, at: [...path, 'volumeMounts', index, 'subPath'], from, file: subPath, files };
        }
    }
  },

  *judge(facts, fleet) {
    for (const { ref, origin, at, from, file, files } of facts) {
      const found = fleet.find(from);
      const expected = found.length === 0 ? undefined : (files ?? fleet.offers.keys(found));
      if (expected && !expected.some((known) => known === file || known.startsWith(`${file}/`)))
        yield finding.fault('missing', { got: file, from: formatRef(from), expected }, fieldAt({ ref, origin }, at));
    }
  },
};
