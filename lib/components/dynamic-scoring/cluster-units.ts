import { groupKind } from '../../kinds/group-kind';
import { ScorerDeployment } from '../../constructs/scoring/scorer-deployment';
import { SecretToken, type SecretTokenProps } from '../../constructs/secret-token';
import { settingsOn } from '../../environment/differences/variants';
import { prometheusService } from '../../environment/prometheus';
import { outsideApi } from '../../model/group-kind';
import type { Directory } from '../../model/directory';
import { platformOf } from '../../platforms/catalogue';
import type { Cluster, Fleet } from '../../model/fleet';
import { atSetting } from '../../model/setting';
import { constructs, defineUnit, type NamespaceNeed, type Need, type Unit } from '../../model/unit';
import { agentNamespace, agentNamespaceNeed } from '../../scoring/framework';
import { AgentMetrics, ClusterResources } from './agent-metrics';
import { ClusterPrometheus } from './cluster-prometheus/cluster-prometheus';
import { prometheusWay } from './cluster-prometheus/way';
import { component, scorerSetting, scorersUnit } from './names';
import { scorerNamespace, type PlannedScorer, type ScorerSite, type ScoringPlan } from './plan';
import { scorerProps } from './scorer-props';
import type { DynamicScoringSettings } from './settings';
import { issuedTokens } from './tokens';

/** What each cluster runs beside the agent that the add-on brings: its metrics, its tokens, and the scorers placed there. */
export function clusterUnits(plan: ScoringPlan, { clusters }: Fleet, directory: Directory): Unit[] {
  const agents = new Set(plan.agents);
  const tokens = new Map<string, SecretTokenProps[]>();
  for (const { cluster, token } of issuedTokens(plan)) tokens.set(cluster, [...(tokens.get(cluster) ?? []), token]);
  const sites = new Map<string, PlacedScorer[]>();
  for (const { id, settings, sites: its } of plan.scorers)
    for (const site of its)
      sites.set(site.cluster.name, [
        ...(sites.get(site.cluster.name) ?? []),
        { id, settings: settingsOn(settings, site.cluster), site },
      ]);
  return clusters.flatMap((cluster) => {
    const scorers = sites.get(cluster.name) ?? [];
    const agent = agents.has(cluster);
    if (scorers.length === 0 && !agent) return [];
    const content = { cluster, scorers, tokens: tokens.get(cluster.name) ?? [], agent };
    return [clusterUnit(plan.settings, directory, content)];
  });
}

/** A scorer on one of its clusters. */
interface PlacedScorer extends Pick<PlannedScorer, 'id' | 'settings'> {
  readonly site: ScorerSite;
}

interface ClusterContent {
  readonly cluster: Cluster;
  readonly scorers: readonly PlacedScorer[];
  readonly tokens: readonly SecretTokenProps[];
  /** Whether the add-on installs an agent there. */
  readonly agent: boolean;
}

function clusterUnit(block: DynamicScoringSettings, directory: Directory, content: ClusterContent): Unit {
  const { cluster, scorers, tokens, agent } = content;
  const { delivery } = settingsOn(block, cluster);
  const operator = directory.has({ cluster: cluster.name, ...outsideApi('APIGroup'), name: 'monitoring.coreos.com' });
  const prometheus = operator && directory.has(prometheusService(cluster.name));
  const namespaces = scorers.map(({ site }) => scorerNamespace(site));
  const isPlain = scorers.length === 0 && tokens.length === 0 && block.prometheus !== 'cluster';
  return defineUnit({
    name: scorersUnit(cluster),
    component,
    cluster: cluster.name,
    delivery: cluster.role === 'hub' ? 'argo' : delivery,
    needs: agent ? [...(operator ? monitorsNeed(cluster) : []), ...authorityNeed(cluster, block)] : [],
    namespaces: [...new Set([...(agent ? [agentNamespace] : []), ...namespaces])].map(namespaceNeed),
    content: constructs(
      (scope) => {
        for (const { id, site, settings } of scorers)
          atSetting(
            scope,
            scorerSetting(id),
            () => new ScorerDeployment(scope, site.workload.name, scorerProps(site, settings)),
          );
        for (const token of tokens) new SecretToken(scope, token.name, token);
        if (agent && block.prometheus === 'cluster')
          atSetting(
            scope,
            [component, 'prometheus'],
            () => new ClusterPrometheus(scope, 'cluster-prometheus', cluster),
          );
        if (agent) new AgentMetrics(scope, 'agent-metrics', cluster, operator);
        if (agent && prometheus) new ClusterResources(scope, 'cluster-resources', cluster.name);
      },
      isPlain ? { alike: JSON.stringify({ platform: cluster.platform, agent, operator, prometheus }) } : {},
    ),
  });
}

/** A platform's own Prometheus may read the monitors of its own namespaces only, unless it is configured otherwise. */
function monitorsNeed(cluster: Cluster): Need[] {
  const need = platformOf(cluster).monitoring?.monitorsNeed;
  if (need === undefined) return [];
  const { namespace, configMap: name, why } = need;
  return [{ ref: { cluster: cluster.name, ...groupKind('/ConfigMap'), namespace, name }, why }];
}

/** The ConfigMap with the certificate authority of a Prometheus that the cluster names. */
function authorityNeed(cluster: Cluster, { prometheus }: DynamicScoringSettings): Need[] {
  const { ca } = cluster.prometheus === undefined ? {} : prometheusWay(cluster);
  if (prometheus !== 'cluster' || ca === undefined) return [];
  const ref = { cluster: cluster.name, ...groupKind('/ConfigMap'), namespace: agentNamespace, ...ca };
  return [{ ref, why: 'by it the certificate of its Prometheus is checked' }];
}

function namespaceNeed(name: string): NamespaceNeed {
  return name === agentNamespace ? agentNamespaceNeed : { name, podSecurity: 'restricted' };
}
