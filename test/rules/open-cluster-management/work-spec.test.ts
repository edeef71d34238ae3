import type { Manifest } from '../../../lib/model/manifest';
import { manifestWorkTooLarge } from '../../../lib/rules/open-cluster-management/manifest-work-too-large';
import { manifestWorkUnfit } from '../../../lib/rules/open-cluster-management/manifest-work-unfit';
import { manifestWorkUnmatched } from '../../../lib/rules/open-cluster-management/manifest-work-unmatched';
import { pruningDeletesData } from '../../../lib/rules/argo-cd/pruning-deletes-data';
import { findings } from '../example-fleet';
import { examplesOf, type Units } from '../examples';

const rules = [manifestWorkTooLarge, manifestWorkUnfit, manifestWorkUnmatched, pruningDeletesData];

function isWork({ kind }: Manifest): boolean {
  return kind === 'ManifestWork';
}

/** The same works, made by a ManifestWorkReplicaSet for each cluster that its Placement chooses. */
function byReplicaSet(units: Units): Units {
  const made = ({ metadata, spec }: Manifest): Manifest => ({
    apiVersion: 'work.open-cluster-management.io/v1alpha1',
    kind: 'ManifestWorkReplicaSet',
    metadata,
    spec: { manifestWorkTemplate: spec, placementRefs: [{ name: 'all' }] },
  });
  return Object.fromEntries(
    Object.entries(units).map(([unit, manifests]) => [unit, manifests.filter(isWork).map(made)]),
  );
}

describe('a work that a ManifestWorkReplicaSet makes', () => {
  test.each(rules.map((rule) => [rule.code, rule] as const))('is held to %s like any other', (_, rule) => {
    for (const { units } of examplesOf(rule.code)) {
      const works = Object.fromEntries(Object.entries(units).map(([unit, all]) => [unit, all.filter(isWork)]));
      const moved = findings(rule, works).map((line) =>
        line
          .replace(/^ManifestWork /, 'ManifestWorkReplicaSet ')
          .replace(/ spec\.(?=workload|manifestConfigs)/, ' spec.manifestWorkTemplate.'),
      );
      expect(findings(rule, byReplicaSet(units))).toEqual(moved);
    }
  });

  test('may have no spec at all', () => {
    const empty: Manifest = {
      apiVersion: 'work.open-cluster-management.io/v1',
      kind: 'ManifestWork',
      metadata: { name: 'empty', namespace: 'worker01' },
    };
    expect(findings(manifestWorkUnfit, { 'hub01/demo': [empty] })).toEqual([
      'ManifestWork worker01/empty spec.workload.manifests: got an empty list; remove the ManifestWork',
    ]);
  });
});
