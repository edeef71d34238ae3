import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import type { Located } from '../../graph/located';
import { containersOf, podKinds, podTemplate } from '../../graph/pod-template';
import { groupKind } from '../../kinds/group-kind';
import type { Path } from '../../model/origin';
import { formatRef, type Ref } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { fieldAt } from '../engine/fault';
import type { Rule } from '../engine/rule';

/** A path in a container's command, arguments or environment, below a mount of a ConfigMap or Secret. */
interface Fact extends Pick<Located, 'ref' | 'origin'> {
  readonly at: Path;
  readonly text: string;
  /** The file as the volume names it. */
  readonly file: string;
  readonly volume: Volume;
}

interface Volume {
  readonly from: Ref;
  /** File names that the volume gives to keys; undefined where each key is a file of its own name. */
  readonly files: readonly string[] | undefined;
}

const said = ['command[*]', 'args[*]', 'env[*].value'].map(parsePattern);
const mounts = parsePattern('volumeMounts[*]');
const volumes = parsePattern('spec.volumes[*]');

const finding = findingKind({
  code: 'mounted-file-missing',
  why: 'Kubernetes mounts whatever keys there are: a script or certificate under another name is missing only when the container starts.',
  fix: 'Rename the key to the file name that the command, argument or variable uses below the mount, or correct that path.',
  messages: {
    missing: 'got {got}, which is not a file of {from}; its files are {expected}',
  },
});

export const mountedFileMissing: Rule<Fact> = {
  ...finding,
  kinds: podKinds,
  ofAbsence: true,
  summary: 'Every file that a container is told to read from a ConfigMap or Secret is a key of it.',
  turnOff: 'When the container writes the file into the mount by itself.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { ref, origin, uninstantiated } = located;
      const template = uninstantiated ? undefined : podTemplate(located);
      if (!template) continue;
      const known = new Map(find(volumes, template, []).flatMap(({ value }) => volumeOf(value, ref)));
      if (known.size === 0) continue;
      for (const { value: container, path } of containersOf(template)) {
        const folders = find(mounts, container, []).flatMap(({ value }) => mountOf(value, known));
        for (const { value, path: inner } of said.flatMap((where) => find(where, container, []))) {
          const text = String(value);
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
      const found = fleet.find(volume.from);
      const files = found.length === 0 ? undefined : (volume.files ?? fleet.offers.keys(found));
      if (files && !files.includes(file))
        yield finding.fault(
          'missing',
          { got: text, from: formatRef(volume.from), expected: files },
          fieldAt({ ref, origin }, at),
        );
    }
  },
};

function volumeOf(value: unknown, { cluster, namespace = '' }: Ref): [string, Volume][] {
  if (!isObject(value)) return [];
  const { configMap, secret } = value;
  const [kind, source, name] = isObject(configMap)
    ? ([groupKind('/ConfigMap'), configMap, configMap.name] as const)
    : ([groupKind('/Secret'), secret, isObject(secret) ? secret.secretName : undefined] as const);
  if (!isObject(source) || typeof name !== 'string' || source.optional === true) return [];
  const items: readonly unknown[] | undefined = Array.isArray(source.items) ? source.items : undefined;
  const files = items?.map((item) => (isObject(item) ? String(item.path) : ''));
  return [[String(value.name), { from: { cluster, ...kind, namespace, name }, files }]];
}

/** Where a volume is mounted. A single file, or a folder of something else, hides what lies around it. */
function mountOf(value: unknown, known: ReadonlyMap<string, Volume>): { at: string; volume: Volume | undefined }[] {
  if (!isObject(value) || typeof value.mountPath !== 'string') return [];
  const at = value.mountPath.replace(/\/+$/, '');
  return [{ at, volume: value.subPath === undefined ? known.get(String(value.name)) : undefined }];
}
