import fc from 'fast-check';
import type { Manifest } from '../../lib/model/manifest';
import { changesBetween } from '../../lib/plan/compare';
import { EnvironmentSide } from '../../lib/plan/environment-side';
import type { Tree } from '../../lib/plan/tree';
import { exampleTree, treeOf } from './example-tree';

const object = fc.record({
  unit: fc.constantFrom('worker01/a', 'worker01/b', 'worker02/a', 'hub01/a'),
  kind: fc.constantFrom('ConfigMap', 'ServiceAccount', 'Secret'),
  name: fc.constantFrom('a', 'b', 'c'),
  data: fc.constantFrom({}, { key: 'YQ==' }, { key: 'Yg==' }),
  inWork: fc.boolean(),
});
type Drawn = typeof object extends fc.Arbitrary<infer T> ? T : never;

const objects = fc.uniqueArray(object, {
  selector: ({ unit, kind, name }) => `${unit.split('/')[0]} ${kind} ${name}`,
  maxLength: 12,
});

/** A tree with these objects, each in a file of its own or in the work of its unit. */
function tree(drawn: readonly Drawn[], id: string): Tree {
  const units = new Map<string, Manifest[]>();
  for (const { unit, kind, name, data, inWork } of drawn) {
    const manifest: Manifest = {
      apiVersion: 'v1',
      kind,
      metadata: { name, namespace: 'demo' },
      ...(kind !== 'ServiceAccount' && { data }),
    };
    const [cluster = ''] = unit.split('/');
    const work = inWork && cluster !== 'hub01';
    const folder = work ? `${unit}-work` : unit;
    const carrier: Manifest = {
      apiVersion: 'work.open-cluster-management.io/v1',
      kind: 'ManifestWork',
      metadata: { name: `${unit.split('/')[1] ?? ''}-${kind}-${name}`.toLowerCase(), namespace: cluster },
      spec: { workload: { manifests: [manifest] } },
    };
    units.set(folder, [...(units.get(folder) ?? []), work ? carrier : manifest]);
  }
  return treeOf(exampleTree({ 'hub01/z': [], ...Object.fromEntries(units) }), id);
}

function keys(base: Tree, head: Tree): Record<'added' | 'removed' | 'changed', string[]> {
  const changes = changesBetween(new EnvironmentSide(base, 'example'), new EnvironmentSide(head, 'example'));
  const of = (fits: (change: (typeof changes)[number]) => boolean) => changes.filter(fits).map(({ key }) => key);
  return {
    added: of(({ old }) => old === undefined),
    removed: of(({ new: now }) => now === undefined),
    changed: of(({ old, new: now }) => old !== undefined && now !== undefined),
  };
}

test('what one direction adds the other removes, and what changes changes in both', () => {
  fc.assert(
    fc.property(objects, objects, (one, other) => {
      const [base, head] = [tree(one, 'base'), tree(other, 'head')];
      const [there, back] = [keys(base, head), keys(head, base)];
      expect(back).toEqual({ added: there.removed, removed: there.added, changed: there.changed });
      expect(keys(base, tree(one, 'head'))).toEqual({ added: [], removed: [], changed: [] });
    }),
    { numRuns: 100 },
  );
});
