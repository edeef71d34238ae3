import { secretNeeds } from '../../constructs/secret-backend';
import { placed } from '../../environment/placement';
import type { Directory } from '../../model/directory';
import type { Cluster, Fleet } from '../../model/fleet';
import { unitKey, type Constructs, type Need, type Unit } from '../../model/unit';
import { hostOf, originOf } from '../../scoring/endpoint';
import { agentNamespaceNeed, hubNamespace } from '../../scoring/framework';
import type { Context } from '../component';
import { addressesOf, skupperSites } from './addresses';
import { Addon } from './hub/addon';
import { AddonController } from './hub/addon-controller';
import { frameworkCrds } from './hub/crds';
import { frameworkChart } from './hub/framework-chart';
import { ResourceController } from './hub/resource-controller';
import { component, scorersUnit } from './names';
import type { PlannedScorer } from './plan';
import { EngineRegistration, MaskConfig } from './registration';
import { requestsOf } from './requests';
import type { DynamicScoringSettings } from './settings';
import { smokeTest, type Asked } from './smoke';

/** What the hub runs: upstream's chart or what is rendered of it, the engines and masks, and the test of the scorers. */
export function hubUnits(
  settings: DynamicScoringSettings,
  context: Context,
  directory: Directory,
  planned: readonly PlannedScorer[],
): Unit[] {
  const { fleet } = context;
  const sites = skupperSites(fleet, directory);
  const asked = planned.map((scorer) => ({ scorer, addresses: addressesOf(scorer, fleet, sites) }));
  const agents = placed(settings.on, fleet);
  const needs = [
    ...ocmNeeds(fleet, agents),
    ...certificateNeeds(fleet, asked),
    ...outsideNeeds(fleet, asked),
    ...secretNeeds(requestsOf(settings, context, planned), context, directory),
  ];
  return [
    installation(settings, fleet.hub),
    registrations(settings, fleet, agents, asked, needs),
    ...smoke(fleet, asked),
  ];
}

function unit(hub: Cluster, parts: Pick<Unit, 'name' | 'stage' | 'content'> & Partial<Unit>): Unit {
  return { component, cluster: hub.name, delivery: 'argo', settings: [component], namespaces: [], needs: [], ...parts };
}

function constructs(build: Constructs['build'], tests: readonly string[] = []): Constructs {
  return { type: 'constructs', tests, build };
}

function installation({ hub }: DynamicScoringSettings, cluster: Cluster): Unit {
  return hub === 'chart'
    ? unit(cluster, { name: 'dynamic-scoring-framework', stage: 'charts', content: frameworkChart })
    : unit(cluster, { name: `${component}-crds`, stage: 'charts', content: frameworkCrds });
}

function registrations(
  settings: DynamicScoringSettings,
  { hub, clusters }: Fleet,
  agents: readonly Cluster[],
  asked: readonly Asked[],
  needs: readonly Need[],
): Unit {
  const everywhere = clusters.every((cluster) => cluster.role === 'hub' || agents.includes(cluster));
  const names = agents.map(({ name }) => name);
  const content = constructs((scope) => {
    if (settings.hub === 'rendered') {
      new ResourceController(scope, 'resource-controller', hub);
      new AddonController(scope, 'addon-controller', hub);
      new Addon(scope, 'addon', everywhere ? undefined : names);
    }
    new MaskConfig(scope, 'masks', settings.masks, names);
    for (const { scorer, addresses } of asked)
      for (const engine of scorer.engines) new EngineRegistration(scope, engine.name, engine, addresses);
  });
  return unit(hub, { name: component, stage: 'workloads', needs, content });
}

function smoke({ hub }: Fleet, asked: readonly Asked[]): Unit[] {
  if (asked.length === 0) return [];
  const sites = asked.flatMap(({ scorer: { site } }) => (site === undefined ? [] : [site.cluster]));
  const tested = [
    unitKey({ cluster: hub.name, name: component }),
    ...sites.map((cluster) => unitKey({ cluster: cluster.name, name: scorersUnit(cluster) })),
  ];
  const content = constructs(
    (scope) => {
      smokeTest(scope, hub, asked);
    },
    [...new Set(tested)],
  );
  return [unit(hub, { name: 'smoke', stage: 'smoke', namespaces: [agentNamespaceNeed], content })];
}

/** What `clusteradm` makes: the hub's own namespace, and each cluster joined under its name. */
function ocmNeeds({ hub }: Fleet, agents: readonly Cluster[]): Need[] {
  return [
    {
      ref: { cluster: hub.name, kind: 'Namespace', name: hubNamespace },
      why: 'Open Cluster Management: clusteradm init makes it',
    },
    ...agents.map(({ name }) => ({
      ref: { cluster: hub.name, kind: 'ManagedCluster', name },
      why: 'clusteradm join and accept make it',
    })),
  ];
}

/** Scorers that run somewhere else, which nothing here starts. */
function outsideNeeds({ hub }: Fleet, asked: readonly Asked[]): Need[] {
  return asked.flatMap(({ scorer: { site, id, endpoint } }) =>
    site === undefined && 'url' in endpoint
      ? [
          {
            ref: { cluster: hub.name, kind: 'Scorer', name: endpoint.url },
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
    ref: { cluster: hub.name, kind: 'Public certificate', name },
    why: 'hub and agents ask the scorer by https and trust public authorities only; with another it stays Inactive',
  }));
}
