import type { SecretRequest } from '../../constructs/secret';
import type { SecretTokenProps } from '../../constructs/secret-token';
import { standardLabels } from '../../constructs/labels';
import type { Cluster } from '../../model/fleet';
import { platformOf } from '../../platforms/catalogue';
import { agentNamespace } from '../../scoring/framework';
import { maskedScores, type ScoringPlan } from './plan';

type TokenSide = 'source' | 'scoring';

/** A key of a Secret that agents send as a bearer token, and the clusters that read it. */
interface TokenUse {
  readonly side: TokenSide;
  readonly name: string;
  readonly key: string;
  readonly clusters: readonly Cluster[];
}

/** Every token that an engine asks for, on the clusters whose agents ask that engine. */
function tokenUses({ masks, scorers }: ScoringPlan): TokenUse[] {
  const masked = maskedScores({ masks });
  return scorers.flatMap(({ engines, viewers }) =>
    engines.flatMap((engine) => {
      const clusters = viewers.filter(({ name }) => !masked(name, engine));
      const source = engine.source.type === 'None' ? undefined : engine.source.auth;
      const sides = { source, scoring: engine.scoring.auth } as const;
      return (['source', 'scoring'] as const).flatMap((side) => {
        const token = sides[side];
        return token === undefined ? [] : [{ side, ...token, clusters }];
      });
    }),
  );
}

/** Where the platform's monitoring answers ServiceAccounts, the cluster issues the token itself: nobody needs to know it. */
function issuingRole({ side, key }: TokenUse, cluster: Cluster): string | undefined {
  return side === 'source' && key === 'token' ? platformOf(cluster).monitoring?.readerRole : undefined;
}

/** The token Secrets that clusters issue for their own metrics. */
export function issuedTokens(plan: ScoringPlan): { readonly cluster: string; readonly token: SecretTokenProps }[] {
  const byObject = new Map<string, { cluster: string; token: SecretTokenProps }>();
  for (const use of tokenUses(plan)) {
    for (const cluster of use.clusters) {
      const clusterRole = issuingRole(use, cluster);
      if (clusterRole === undefined) continue;
      byObject.set(`${cluster.name} ${use.name}`, {
        cluster: cluster.name,
        token: {
          name: use.name,
          namespace: agentNamespace,
          labels: standardLabels({ name: use.name, component: 'source-token', partOf: 'dynamic-scoring' }),
          // One account for each Secret: two engines may read by different ones.
          serviceAccount: `${use.name}-reader`,
          clusterRole,
        },
      });
    }
  }
  return [...byObject.values()];
}

/** The tokens that the secret backend brings: each Secret once, with all of its keys, the same on all of its clusters. */
export function tokenRequests(plan: ScoringPlan): SecretRequest[] {
  const byName = new Map<string, { keys: Set<string>; clusters: Set<string>; sides: Set<TokenSide> }>();
  const issued = issuedTokens(plan);
  for (const use of tokenUses(plan)) {
    const clusters = use.clusters.filter((cluster) => issuingRole(use, cluster) === undefined).map(({ name }) => name);
    if (clusters.length === 0) continue;
    const known = byName.get(use.name) ?? { keys: new Set(), clusters: new Set(), sides: new Set() };
    known.keys.add(use.key);
    known.sides.add(use.side);
    for (const cluster of clusters) known.clusters.add(cluster);
    byName.set(use.name, known);
  }
  return [...byName.keys()].sort().flatMap((name) => {
    const { keys, clusters, sides } = byName.get(name) ?? { keys: [], clusters: [], sides: new Set() };
    const [first, ...others] = [...keys].sort();
    if (first === undefined) return [];
    const to = sides.has('scoring') ? 'scorers' : 'Prometheus';
    const why = `agents send it to ${to} as a bearer token`;
    const madeOn = issued.flatMap(({ cluster, token }) => (token.name === name ? [cluster] : []));
    return [{ name, namespace: agentNamespace, keys: [first, ...others], clusters: [...clusters].sort(), madeOn, why }];
  });
}
