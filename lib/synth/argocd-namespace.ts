import type { EnvironmentSource } from '../environment/environment-source';
import { isKind } from '../kinds/group-kind';
import { findingAt, type Finding } from '../model/finding';
import { findingKind } from '../model/finding-kind';
import { groupOf, label, type Manifest } from '../model/manifest';
import { causeOf } from '../model/origin';
import type { Rendered } from '../model/unit';

export const argocdNamespace = findingKind({
  code: 'argocd-namespace',
  why: 'Anyone who may write into the namespace of Argo CD can gain all of its permissions on every cluster.',
  fix: 'Put the object into another namespace, or apply it by hand where Argo CD itself is set up.',
  messages: {
    inside: 'got {object}, which is in the namespace of Argo CD; move it to another, or apply it by hand',
  },
});

/** Findings about the user's own objects on the hub that are in Argo CD's namespace, or are that namespace. */
export function inArgocdNamespace(
  rendered: readonly Rendered[],
  namespace: string,
  source: EnvironmentSource,
): Finding[] {
  return rendered.flatMap(({ manifest, origin }) => {
    if (!isIn(manifest, namespace)) return [];
    const { settings, position } = causeOf(origin, ['metadata', 'namespace']);
    return [
      findingAt(argocdNamespace.fault('inside', { object: label(manifest) }), {
        position: position ?? source.position(settings),
        path: label(manifest),
        cluster: origin.cluster,
      }),
    ];
  });
}

function isIn({ apiVersion, kind, metadata }: Manifest, namespace: string): boolean {
  if (isKind('/Namespace', { group: groupOf(apiVersion), kind })) return metadata.name === namespace;
  return metadata.namespace === namespace;
}
