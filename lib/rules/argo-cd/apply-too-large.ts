import { kindKey, type Located } from '../../graph/located';
import { jsonSize } from '../../model/json-size';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';
import { applicationOf, folderOf, sourcesOf, syncOptionsOf } from './applications';

interface Large extends Omit<Located, 'manifest'> {
  readonly bytes: number;
}

/** A large object, or a folder that an Application applies on the client side. */
type Fact = { readonly large: Large } | { readonly folder: string };

/** The bytes that all annotations of an object may have together. */
const most = 262_144;
const option = 'argocd.argoproj.io/sync-options';
/** The sync options with which no annotation is written. */
const otherWays: ReadonlySet<unknown> = new Set(['ServerSideApply=true', 'Replace=true']);

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
      if (!application || syncOptionsOf(application).some((each) => otherWays.has(each))) return;
      for (const { source } of sourcesOf(application))
        if (typeof source.path === 'string') yield { folder: folderOf(source.path) };
      return;
    }
    if (/ServerSideApply=true|Replace=true/.test(manifest.metadata.annotations?.[option] ?? '')) return;
    const bytes = jsonSize(manifest);
    if (bytes > most) yield { large: { ref, path, uninstantiated, origin, bytes } };
  },

  *judge(facts, { input: { folderOf: unitFolder } }) {
    const applied = facts.flatMap((fact) => ('folder' in fact ? [fact.folder] : []));
    for (const fact of facts) {
      if (!('large' in fact)) continue;
      const { large } = fact;
      const own = unitFolder?.(large.origin) ?? large.origin.unit;
      if (applied.some((folder) => folder === own || own.endsWith(`/${folder}`) || folder.endsWith(`/${own}`)))
        yield finding.fault('large', { got: large.bytes, most }, fieldOf(large, []));
    }
  },
};
