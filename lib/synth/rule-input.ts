import { groupKind, isKind } from '../kinds/group-kind';
import { platformOf } from '../platforms/catalogue';
import { accountOf } from '../deliver/argocd-rights';
import { outsideApi } from '../model/group-kind';
import { scoringPlan } from '../components/dynamic-scoring/plan';
import { expectedScores } from '../components/strategies/expected-scores';
import { agentLabels, agentNamespace, addonName } from '../scoring/framework';
import { clusterUnit, repositoryPath, rootUnit } from '../deliver/names';
import { replicaSetsUnit } from '../deliver/replica-sets-unit';
import type { Fleet } from '../model/fleet';
import { causeOf, type Position } from '../model/origin';
import type { Ref } from '../model/ref';
import type { Unit } from '../model/unit';
import type { RuleInput } from '../rules/engine/rule-fleet';
import type { RuleSetting } from '../rules/engine/run';
import type { Expansion } from './expand';

/** What the rules may know of an environment besides its manifests. */
export function ruleInput({
  settings,
  fleet,
  units,
  directory,
  rendered,
  needs,
  source,
  context,
}: Expansion): RuleInput {
  const scoring = scoringPlan(context);
  const present = [
    ...directory.all().filter((ref) => !rendered.has(ref)),
    ...needs.map(({ ref }) => ref),
    ...units.flatMap(broughtByChart),
    ...controllerOf(fleet),
  ];
  const folders = new Set(foldersOf(fleet, units));
  const agents = present.flatMap((ref) =>
    isKind('addon.open-cluster-management.io/ManagedClusterAddOn', ref) && ref.name === addonName
      ? (ref.namespace ?? [])
      : [],
  );
  return {
    fleet,
    units,
    present,
    agents,
    pods: agents.map((cluster) => ({ cluster, namespace: agentNamespace, labels: agentLabels })),
    mayExist: (ref) =>
      (ref.kind === 'Folder' && ref.cluster === fleet.gitops.repoURL && folders.has(ref.name)) ||
      // Pods of every namespace name it; needs.md lists the namespaces.
      (isKind('/Secret', ref) && ref.name === settings.images.pullSecret),
    ...(scoring && { expectedScore: expectedScores(scoring) }),
    folderOf: ({ cluster, unit }) => repositoryPath(fleet, cluster, unit),
    positionOf: (origin, at): Position => {
      const { position, settings } = causeOf(origin, at);
      return position ?? source.position(settings);
    },
  };
}

/** The account of Argo CD, where an operator makes it. */
function controllerOf({ hub, gitops }: Fleet): Ref[] {
  const { namespace, configuredBy } = platformOf(hub).argocd;
  const { instance } = gitops.argocd ?? {};
  if (configuredBy !== 'operator') return [];
  const account = accountOf({ namespace, ...(instance !== undefined && { instance }) });
  return [{ cluster: hub.name, ...groupKind('/ServiceAccount'), ...account }];
}

/** What a chart's own objects bring that no rendered manifest shows: the kinds that it defines, and its namespace. */
function broughtByChart({ cluster, content }: Unit): Ref[] {
  if (content.type !== 'chart') return [];
  return content.providesGroups.map((name) => ({ cluster, ...outsideApi('APIGroup'), name }));
}

/** The folders of this repository that Applications may name. */
export function foldersOf(fleet: Fleet, units: readonly Unit[]): string[] {
  const { hub, clusters } = fleet;
  return [
    repositoryPath(fleet, hub.name, rootUnit),
    ...[...clusters.map(({ name }) => name), replicaSetsUnit].map((holder) =>
      repositoryPath(fleet, hub.name, clusterUnit(holder)),
    ),
    ...units.flatMap(({ cluster, name, content, delivery }) =>
      content.type === 'constructs' && delivery !== 'workReplicaSet' ? [repositoryPath(fleet, cluster, name)] : [],
    ),
  ];
}

/** The severities that the environment gives to rules, each with its line. */
export function ruleSettings({ settings, source }: Expansion): Record<string, RuleSetting> {
  return Object.fromEntries(
    Object.entries(settings.rules).flatMap(([code, override]) =>
      override === undefined ? [] : [[code, { ...override, position: source.keyPosition(['rules', code]) }]],
    ),
  );
}
