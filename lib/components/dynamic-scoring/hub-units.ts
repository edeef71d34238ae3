import type { Construct } from 'constructs';
import { secretNeeds } from '../../constructs/secret-backend';
import { DynamicScorer } from '../../constructs/scoring/dynamic-scorer';
import { DynamicScoringConfig } from '../../constructs/scoring/dynamic-scoring-config';
import { groupKind } from '../../kinds/group-kind';
import { outsideApi } from '../../model/group-kind';
import type { Directory } from '../../model/directory';
import type { Cluster, Fleet } from '../../model/fleet';
import { atSetting } from '../../model/setting';
import { constructs, defineUnit, unitKey, type Constructs, type Need, type Unit } from '../../model/unit';
import { hostOf, originOf } from '../../scoring/endpoint';
import { agentNamespaceNeed, hubNamespace } from '../../scoring/framework';
import type { Context } from '../component';
import { addressesOf, scorerAddress, skupperSites } from './addresses';
import { Addon } from './hub/addon';
import { AddonController } from './hub/addon-controller';
import { frameworkCrds } from './hub/crds';
import { frameworkChart } from './hub/framework-chart';
import { ResourceController } from './hub/resource-controller';
import { component, scorerSetting, scorersUnit } from './names';
import type { ScoringPlan } from './plan';
import { secretRequests } from './requests';
import type { DynamicScoringSettings } from './settings';
import { smokeTest, type Asked } from './smoke';

/** What the hub runs: upstream's chart or what is rendered of it, the engines and masks, and the test of the scorers. */
export function hubUnits(plan: ScoringPlan, context: Context, directory: Directory): Unit[] {
  const { fleet } = context;
  const sites = skupperSites(fleet, directory);
  const asked = plan.scorers.map((scorer) => ({ scorer, addresses: addressesOf(scorer, fleet, sites) }));
  const needs = [
    ...ocmNeeds(fleet, plan.agents),
    ...certificateNeeds(fleet, asked),
    ...outsideNeeds(fleet, asked),
    ...secretNeeds(secretRequests(plan, fleet.hub), context, directory),
  ];
  const cluster = fleet.hub.name;
  return [
    installation(plan.settings, cluster),
    defineUnit({ component, cluster, needs, content: registrations(plan, fleet, asked) }),
    ...smoke(fleet, asked),
  ];
}

function installation({ hub }: DynamicScoringSettings, cluster: string): Unit {
  const [name, content] =
    hub === 'chart' ? ['dynamic-scoring-framework', frameworkChart] : [`${component}-crds`, frameworkCrds];
  return defineUnit({ component, cluster, name, stage: 'charts', content });
}

function registrations(
  { settings, agents, masks }: ScoringPlan,
  { hub, clusters }: Fleet,
  asked: readonly Asked[],
): Constructs {
  const everywhere = clusters.every((cluster) => cluster.role === 'hub' || agents.includes(cluster));
  const names = agents.map(({ name }) => name);
  return constructs((scope) => {
    if (settings.hub === 'rendered') {
      new ResourceController(scope, 'resource-controller', hub);
      new AddonController(scope, 'addon-controller', hub);
      new Addon(scope, 'addon', everywhere ? undefined : names);
    }
    atSetting(
      scope,
      [component, 'masks'],
      () =>
        new DynamicScoringConfig(scope, 'masks', {
          masks: masks.map(({ cluster, score }) => ({ cluster, score })),
          agents: names,
        }),
    );
    for (const { scorer, addresses } of asked)
      atSetting(scope, scorerSetting(scorer.id), () => {
        const address = scorerAddress(addresses);
        for (const engine of scorer.engines) new DynamicScorer(scope, engine.name, { engine, address });
      });
  });
}

function smoke({ hub }: Fleet, asked: readonly Asked[]): Unit[] {
  if (asked.length === 0) return [];
  const sites = asked.flatMap(({ scorer }) =>
    scorer.sites.map(({ cluster }) => cluster).filter(({ role }) => !scorer.eachItsOwn || role === 'hub'),
  );
  const tested = [
    unitKey({ cluster: hub.name, name: component }),
    ...sites.map((cluster) => unitKey({ cluster: cluster.name, name: scorersUnit(cluster) })),
  ];
  const test = (scope: Construct) => {
    smokeTest(scope, hub, asked);
  };
  return [
    defineUnit({
      component,
      name: 'smoke',
      cluster: hub.name,
      stage: 'smoke',
      namespaces: [agentNamespaceNeed],
      content: constructs(test, { tests: [...new Set(tested)] }),
    }),
  ];
}

/** What `clusteradm` makes: the hub's own namespace, and each cluster joined under its name. */
function ocmNeeds({ hub }: Fleet, agents: readonly Cluster[]): Need[] {
  return [
    {
      ref: { cluster: hub.name, ...groupKind('/Namespace'), name: hubNamespace },
      why: 'Open Cluster Management: clusteradm init makes it',
    },
    ...agents.map(({ name }) => ({
      ref: { cluster: hub.name, ...groupKind('cluster.open-cluster-management.io/ManagedCluster'), name },
      why: 'clusteradm join and accept make it',
    })),
  ];
}

/** Scorers that run somewhere else, which nothing here starts. */
function outsideNeeds({ hub }: Fleet, asked: readonly Asked[]): Need[] {
  return asked.flatMap(({ scorer: { id, endpoint } }) =>
    'url' in endpoint
      ? [
          {
            ref: { cluster: hub.name, ...outsideApi('Scorer'), name: endpoint.url },
            why: `${id} runs outside the fleet; hub and agents must reach it, and it is Inactive until it answers`,
          },
        ]
      : [],
  );
}

/** Hub and agents trust the public authorities only: what a scorer shows under an https address must come from one of them. */
function certificateNeeds({ hub }: Fleet, asked: readonly Asked[]): Need[] {
  const urls = asked.flatMap(({ addresses }) =>
    [addresses.hub, addresses.agents].flatMap((reach) => ('url' in reach ? [reach.url] : [])),
  );
  const hosts = urls.filter((url) => originOf(url)?.startsWith('https:')).flatMap((url) => hostOf(url) ?? []);
  return [...new Set(hosts)].map((name) => ({
    ref: { cluster: hub.name, ...outsideApi('Public certificate'), name },
    why: 'hub and agents ask the scorer by https and trust public authorities only; with another it stays Inactive',
  }));
}
