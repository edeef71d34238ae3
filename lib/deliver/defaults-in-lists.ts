import { groupOf, type Manifest } from '../model/manifest';
import type { IgnoredDifference } from '../model/unit';

const group = 'work.open-cluster-management.io';

/**
 * Fields that a hub fills in inside lists without keys, and that nothing here renders. Beside server-side apply Argo CD compares
 * such a list as a whole and knows no defaults of custom resources (argo-cd 11139): the unit would be out of sync, and be
 * synced, forever. To render them instead would be refused by a hub whose definition has no such field yet.
 */
const filledIn: readonly (IgnoredDifference & { readonly group: string })[] = [
  { group, kind: 'ManifestWork', jqPathExpressions: ['.spec.manifestConfigs[]?.feedbackScrapeType'] },
  {
    group,
    kind: 'ManifestWorkReplicaSet',
    jqPathExpressions: [
      '.spec.manifestWorkTemplate.manifestConfigs[]?.feedbackScrapeType',
      '.spec.placementRefs[]?.rolloutStrategy.all.maxFailures',
      '.spec.placementRefs[]?.rolloutStrategy.all.minSuccessTime',
      '.spec.placementRefs[]?.rolloutStrategy.progressive.minSuccessTime',
    ],
  },
];

/** What the Application of a unit with these files passes over when it compares. */
export function defaultsInLists(files: readonly Manifest[]): IgnoredDifference[] {
  const kinds = new Set(files.map(({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`));
  return filledIn.filter((one) => kinds.has(`${one.group}/${one.kind}`));
}
