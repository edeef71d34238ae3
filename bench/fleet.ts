import { stringify } from 'yaml';

/** A fleet to measure with. */
export interface FleetSize {
  /** Managed clusters, besides the hub. */
  readonly clusters: number;
  /** The same seed gives the same fleet. */
  readonly seed: number;
  /** The cluster of EKS, counted from 0, whose power is measured or not against what the seed says. @default - none */
  readonly changed?: number;
}

interface Cluster {
  readonly platform: string;
  readonly role?: string;
  readonly nodes: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** The text of an environment file and of the inventory file that it names, by the files' names. */
export type FleetFiles = Readonly<Record<'fleet.yaml' | 'inventory.yaml', string>>;

/**
 * An EKS hub that runs a scorer, and clusters of differing size and region: most of OpenShift, whose own monitoring
 * is the source, and the others of EKS with Prometheus, half of which measure their power.
 */
export function fleet({ clusters, seed, changed }: FleetSize): FleetFiles {
  const random = generator(seed);
  const managed = Array.from({ length: clusters }, (_, at): [string, Cluster] => {
    const platform = random() < 0.42 ? 'eks' : 'openshift';
    const isMeasured = (platform === 'eks' && random() < 1 / 2) !== (at === changed);
    const labels = {
      prometheus: platform === 'eks' ? 'chart' : 'platform',
      power: isMeasured ? 'measured' : 'unknown',
    };
    return [clusterName(at), { platform, nodes: 1 + Math.floor(random() * 9), labels }];
  });
  const hub: [string, Cluster] = ['fleet-hub', { platform: 'eks', role: 'hub', nodes: 3 }];
  const scorer = (name: string) => ({
    on: 'fleet-hub',
    image: `registry.example.com/scorers/${name}:v1.4.0`,
    expose: { loadBalancer: 'internal', host: `${name}.fleet.example.com` },
  });
  const environment = {
    environment: 'fleet',
    gitops: { repoURL: 'https://github.com/acme/fleet.git', revision: 'refs/heads/main', path: 'dist' },
    clusters: { file: 'inventory.yaml' },
    charts: {
      kepler: { on: { labels: { power: 'measured' } } },
      'kube-prometheus-stack': { on: { labels: { prometheus: 'chart' } } },
    },
    'dynamic-scoring': {
      on: 'managed',
      scorers: { static: scorer('static') },
      masks: managed.slice(0, 20).map(([cluster]) => ({ cluster, score: 'example_performance_score' })),
    },
  };
  const inventory = [hub, ...managed].map(([name, cluster]) => `${name}: ${JSON.stringify(cluster)}\n`);
  return { 'fleet.yaml': stringify(environment), 'inventory.yaml': inventory.join('') };
}

export function clusterName(at: number): string {
  return `edge-${String(at).padStart(5, '0')}`;
}

/** Mulberry32: small, and the same on every machine. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
