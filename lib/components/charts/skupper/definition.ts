import { findingKind } from '../../../model/finding-kind';
import { ConfigMap } from '../../../constructs/config-map';
import { standardLabels } from '../../../constructs/labels';
import type { SecretRequest } from '../../../constructs/secret';
import { gapFault, lackingMessage, secretGaps, secretNeeds, secretUnits } from '../../../constructs/secret-backend';
import { skupperNamespace, skupperSite } from '../../../environment/skupper';
import type { Cluster } from '../../../model/fleet';
import { constructs, defineUnit, type Need, type Unit } from '../../../model/unit';
import type { RenderedDefinition } from '../chart-definition';
import { agentNamespaceNeed } from '../../../scoring/framework';
import { controllerNamespace, SiteController } from './site-controller';
import { hasAddress, siteSettings } from './site';

export const skupperHub = findingKind({
  code: 'skupper-hub',
  why: 'Every site links to the site of the hub; without it, or without an address that the others can reach, there is no network.',
  fix: 'Put Skupper on the hub too, and give a hub without load balancers an address.',
  messages: {
    noSite: 'got no site on the hub, {hub}, to which the others link; put it there too: on: all',
    noAddress:
      'got a site on {hub} behind a NodePort of no address; add address: IP to the cluster, that of one of its nodes',
  },
});

export const skupperLinkMissing = findingKind({
  code: 'skupper-link-missing',
  why: 'A site without a link token stays isolated: the addresses of the others never appear there.',
  fix: 'Bring the token Secret to every site but the hub.',
  messages: { lacking: lackingMessage },
});

/** Skupper 1, as the dynamic scoring document uses it: a site on every cluster, each linked to the hub's. */
export const skupper: RenderedDefinition = {
  name: 'skupper',
  description: 'Skupper 1: addresses of one cluster that appear as Services on all of its clusters.',
  provides: (cluster) => [skupperSite(cluster)],
  problems: (clusters, context, directory) => {
    const { hub } = context.fleet;
    const where = { settings: ['on'] };
    const unlinked = clusters.every(({ name }) => name !== hub.name)
      ? [skupperHub.fault('noSite', { hub: hub.name }, where)]
      : hasAddress(hub)
        ? []
        : [skupperHub.fault('noAddress', { hub: hub.name }, where)];
    const gaps = linkRequests(clusters).flatMap((request) => secretGaps(request, context, directory));
    return [
      ...unlinked,
      ...gaps.map((gap) => ({ ...gapFault(gap, skupperLinkMissing), ...where, cluster: gap.cluster })),
    ];
  },
  units: (clusters, context, directory) => {
    const requests = linkRequests(clusters);
    const needs = secretNeeds(requests, context, directory);
    return [
      ...clusters.map((cluster) =>
        siteUnit(
          cluster,
          needs.filter(({ ref }) => ref.cluster === cluster.name),
        ),
      ),
      ...secretUnits(requests, context, {
        component: 'charts',
        unit: 'skupper',
        settings: ['charts', 'skupper'],
        delivery: 'argo',
        // The token exists only once the hub's site runs: nothing else may wait for it.
        stage: 'workloads',
      }),
    ];
  },
};

function siteUnit(cluster: Cluster, needs: readonly Need[]): Unit {
  return defineUnit({
    name: 'skupper',
    component: 'charts',
    cluster: cluster.name,
    stage: 'charts',
    settings: ['charts', 'skupper'],
    namespaces: [{ name: controllerNamespace, podSecurity: 'restricted' }, agentNamespaceNeed],
    needs,
    content: constructs((scope) => {
      new SiteController(scope, 'site-controller', cluster);
      const { name, namespace = skupperNamespace } = skupperSite(cluster.name);
      const labels = standardLabels({ name, component: 'site', partOf: 'skupper' });
      new ConfigMap(scope, 'site', { name, namespace, labels, data: siteSettings(cluster) });
    }),
  });
}

/** The link of each site to the hub's: one token, made there, serves them all. */
function linkRequests(clusters: readonly Cluster[]): SecretRequest[] {
  const linked = clusters.filter(({ role }) => role === 'managed').map(({ name }) => name);
  if (linked.length === 0) return [];
  return [
    {
      name: 'skupper-connection-secret',
      namespace: skupperNamespace,
      keys: ['ca.crt', 'tls.crt', 'tls.key'],
      clusters: linked,
      why: "token by which Skupper links the site to the hub's, which makes it: docs/dynamic-scoring.md",
      type: 'kubernetes.io/tls',
      labels: { 'skupper.io/type': 'connection-token' },
      annotations: {
        'edge-host': 'edge-host',
        'edge-port': 'edge-port',
        'inter-router-host': 'inter-router-host',
        'inter-router-port': 'inter-router-port',
        'skupper.io/generated-by': 'generated-by',
      },
    },
  ];
}
