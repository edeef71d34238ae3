import { kindKey, type Located } from '../../graph/located';
import { jsonSize } from '../../model/json-size';
import { fieldsOf } from '../../model/json';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';
import { applicationOf, sourcesOf } from './applications';

interface Large extends Omit<Located, 'manifest'> {
  readonly bytes: number;
}

type Fact = { readonly large: Large } | { readonly path: string; readonly bySide: boolean };

/** The bytes that all annotations of an object may have together. */
const most = 262_144;
const option = 'argocd.argoproj.io/sync-options';

const finding = findingKind({
  code: 'apply-too-large',
  why: 'Client-side apply writes the whole object into one of its annotations, and the API server rejects annotations of more than 262,144 bytes.',
  fix: 'Set the sync option ServerSideApply=true on the Application or on the object.',
  messages: {
    large: 'got {got} bytes; an annotation holds at most {most}: set ServerSideApply=true on the Application or here',
  },
});

export const applyTooLarge: Rule<Fact> = {
  ...finding,
  appliesTo: 'argo-cd',
  summary: 'No object that Argo CD applies on the client side is larger than an annotation can be.',
  turnOff: 'When Argo CD replaces the object instead.',

  *collect({ origin }, { objects: [outer] }) {
    const { manifest, ref, path, uninstantiated } = outer;
    if (kindKey(manifest) === 'argoproj.io/Application') {
      const application = applicationOf(manifest);
      const options: unknown = fieldsOf(application?.spec.syncPolicy).syncOptions;
      const bySide =
        Array.isArray(options) && options.some((each) => each === 'ServerSideApply=true' || each === 'Replace=true');
      for (const { source } of application ? sourcesOf(application) : [])
        if (typeof source.path === 'string') yield { path: source.path.replace(/^(\.?\/)+|\/+$/g, ''), bySide };
      return;
    }
    if (/ServerSideApply=true|Replace=true/.test(manifest.metadata.annotations?.[option] ?? '')) return;
    const bytes = jsonSize(manifest);
    if (bytes > most) yield { large: { ref, path, uninstantiated, origin, bytes } };
  },

  *judge(facts, { input: { folderOf } }) {
    for (const fact of facts) {
      if (!('large' in fact)) continue;
      const { large } = fact;
      const folder = folderOf?.(large.origin) ?? large.origin.unit;
      const readers = facts.filter(
        (other) =>
          'path' in other &&
          (other.path === folder || folder.endsWith(`/${other.path}`) || other.path.endsWith(`/${folder}`)),
      );
      if (readers.some((reader) => 'path' in reader && !reader.bySide))
        yield finding.fault('large', { got: large.bytes, most }, fieldOf(large, []));
    }
  },
};
