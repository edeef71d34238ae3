import { below, judged, valueAt, verdict, type Changed, type Fields, type Meaning, type Verdict } from '../changed';

const fix = 'Make a CRD of another group or plural, move the objects, and remove this one in a later commit.';

/** A CRD keeps what its objects are addressed by; a version goes only when nothing is stored in it. */
export const customResourceDefinition: Meaning = {
  kinds: ['apiextensions.k8s.io/CustomResourceDefinition'],
  source: 'apiextensions-apiserver validation.go:254-275, 649-663',

  *judge(changed) {
    yield* judged(changed, [
      { at: 'spec.group', class: 'refused', why: 'a CRD keeps its group', fix },
      { at: 'spec.names.plural', class: 'refused', why: 'a CRD keeps its plural', fix },
      { at: 'spec.scope', class: 'refused', why: 'an established CRD keeps its scope', fix },
      { at: 'spec.names.kind', class: 'refused', why: 'an established CRD keeps its kind', fix },
    ]);
    yield* versions(changed);
  },

  bad: { old: things('Namespaced'), new: things('Cluster'), says: ['refused /spec/scope'] },
  good: {
    old: things('Namespaced'),
    new: { ...things('Namespaced'), metadata: { name: 'things.example.com', labels: { a: 'b' } } },
  },
};

interface Version {
  readonly served: boolean;
  readonly storage: boolean;
}

function* versions(changed: Changed): Iterable<Verdict> {
  const [old, now] = [versionsOf(changed.old), versionsOf(changed.new)];
  for (const [name, version] of old) {
    const field = below(changed, 'spec.versions')[0];
    if (field === undefined || now.has(name)) continue;
    if (version.storage)
      yield verdict(
        {
          class: 'refused',
          why: `objects are stored in ${name}: a version of status.storedVersions cannot be removed`,
          fix: `Store another version first, migrate the objects, take ${name} off status.storedVersions, then remove it.`,
        },
        field,
      );
    else yield verdict({ class: 'danger', why: `${name} is no longer served: whoever uses it fails` }, field);
  }
}

function versionsOf(crd: Fields): Map<string, Version> {
  const versions = valueAt(crd, 'spec.versions');
  const list = Array.isArray(versions) ? (versions as readonly (Version & { name: string })[]) : [];
  return new Map(list.map(({ name, served, storage }) => [name, { served, storage }]));
}

function things(scope: string) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.com' },
    spec: {
      group: 'example.com',
      scope,
      names: { kind: 'Thing', plural: 'things' },
      versions: [{ name: 'v1', served: true, storage: true }],
    },
  };
}
