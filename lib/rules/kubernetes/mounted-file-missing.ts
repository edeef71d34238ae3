import type { Located } from '../../graph/located';
import type { Path } from '../../model/origin';
import { formatRef } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import type { VolumeMount } from '../../../imports/objects/k8s';
import { podKinds, podOf, textsOf } from '../engine/pod';
import { fieldAt } from '../engine/fault';
import type { Rule } from '../engine/rule';
import { filesOf, volumesOf, type Volume } from './mounted-volumes';

/** A path in a container's command, arguments or environment, below a mount of a ConfigMap or Secret. */
interface Fact extends Pick<Located, 'ref' | 'origin'> {
  readonly at: Path;
  readonly text: string;
  /** The file as the volume names it. */
  readonly file: string;
  readonly volume: Volume;
}

const finding = findingKind({
  code: 'mounted-file-missing',
  why: 'Kubernetes mounts the keys that exist: a script or certificate under another name is found missing only when the container starts.',
  fix: 'Rename the key to the file name that the command, argument or variable uses below the mount, or correct that path.',
  messages: {
    missing: 'got {got}, which is not a file of {from}; its files are {expected}',
  },
});

export const mountedFileMissing: Rule<Fact> = {
  ...finding,
  kinds: podKinds,
  ofAbsence: true,
  summary: 'Every file that a container reads from a ConfigMap or Secret is one of its keys.',
  turnOff: 'When the container writes the file into the mount by itself.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { ref, origin, uninstantiated } = located;
      const pod = uninstantiated ? undefined : podOf(located);
      const known = volumesOf(pod, ref);
      if (!pod || known.size === 0) continue;
      for (const { value: container, path } of pod.containers) {
        const folders = (container.volumeMounts ?? []).map((mount) => mountOf(mount, known));
        for (const { text, at: inner } of textsOf(container)) {
          // The longest mount has the file.
          const folder = folders
            .filter(({ at }) => text.startsWith(`${at}/`))
            .sort((a, b) => b.at.length - a.at.length)[0];
          const file = folder && text.slice(folder.at.length + 1);
          // What has no ending may be a folder, or the beginning of several names.
          if (!folder?.volume || file === undefined || !/^[\w-]+(\.[\w-]+)+$/.test(file)) continue;
          yield { ref, origin, at: [...path, ...inner], text, file, volume: folder.volume };
        }
      }
    }
  },

  *judge(facts, fleet) {
    for (const { ref, origin, at, text, file, volume } of facts) {
      const files = filesOf(volume, fleet);
      if (files && !files.includes(file))
        yield finding.fault(
          'missing',
          { got: text, from: formatRef(volume.from), expected: files },
          fieldAt({ ref, origin }, at),
        );
    }
  },
};

/** Where a volume is mounted. A single file, or a folder of something else, hides what lies around it. */
function mountOf(
  { name, mountPath, subPath }: VolumeMount,
  known: ReadonlyMap<string, Volume>,
): { at: string; volume: Volume | undefined } {
  return { at: mountPath.replace(/\/+$/, ''), volume: subPath === undefined ? known.get(name) : undefined };
}
