import { agentLabels, agentNamespace, addonName } from '../scoring/framework';
import { clusterUnit, repositoryPath, rootUnit } from '../deliver/names';
import { replicaSetsUnit } from '../deliver/replica-sets-unit';
import type { Fleet } from '../model/fleet';
import type { Position } from '../model/origin';
import type { Ref } from '../model/ref';
import type { Unit } from '../model/unit';
import type { RuleInput } from '../rules/rule-fleet';
import type { RuleSetting } from '../rules/run';
import type { Expansion } from './expand';

/** What the rules may know of an environment besides its manifests. */
export function ruleInput({ fleet, units, directory, rendered, needs, source }: Expansion): RuleInput {
  const present = [
    ...directory.all().filter((ref) => !rendered.has(ref)),
    ...needs.map(({ ref }) => ref),
    ...units.flatMap(broughtByChart),
    ...folders(fleet, units),
  ];
  const agents = present.flatMap(({ kind, name, namespace }) =>
    kind === 'ManagedClusterAddOn' && name === addonName && namespace !== undefined ? [namespace] : [],
  );
  return {
    fleet,
    units,
    present,
    agents,
    pods: agents.map((cluster) => ({ cluster, namespace: agentNamespace, labels: agentLabels })),
    folderOf: ({ cluster, unit }) => repositoryPath(fleet, cluster, unit),
    positionOf: ({ settings }): Position => source.position(settings),
  };
}

/** What a chart's own objects bring that no rendered manifest shows: the kinds that it defines, and its namespace. */
function broughtByChart({ cluster, content }: Unit): Ref[] {
  if (content.type !== 'chart') return [];
  return content.providesGroups.map((name) => ({ cluster, kind: 'APIGroup', name }));
}

/** The folders of this repository that Applications may name. */
function folders(fleet: Fleet, units: readonly Unit[]): Ref[] {
  const { hub, clusters, gitops } = fleet;
  const paths = [
    repositoryPath(fleet, hub.name, rootUnit),
    ...[...clusters.map(({ name }) => name), replicaSetsUnit].map((holder) =>
      repositoryPath(fleet, hub.name, clusterUnit(holder)),
    ),
    ...units.flatMap(({ cluster, name, content, delivery }) =>
      content.type === 'constructs' && delivery !== 'workReplicaSet' ? [repositoryPath(fleet, cluster, name)] : [],
    ),
  ];
  return paths.map((name) => ({ cluster: gitops.repoURL, kind: 'Folder', name }));
}

/** The severities that the environment gives to rules, each with its line. */
export function ruleSettings({ settings, source }: Expansion): Record<string, RuleSetting> {
  return Object.fromEntries(
    Object.entries(settings.rules).flatMap(([code, override]) =>
      override === undefined ? [] : [[code, { ...override, position: source.keyPosition(['rules', code]) }]],
    ),
  );
}
