import { label, type Manifest } from '../../model/manifest';
import { worstOf } from '../change';
import type { Consequence } from '../consequence';
import type { EnvironmentSide } from '../environment-side';
import { edgesFrom } from '../graph-of';
import type { RunningObject } from '../running-object';

/** The clusters of a large fleet are alike, so only this many are searched. */
const mostClusters = 50;

/** The hub and its clusters share one credential: if only one side changes its Secret, the two may no longer match. */
export const credentialOnOneSide: Consequence = {
  code: 'credential-on-one-side',
  why: 'The hub and the clusters read a token or certificate from Secrets of one name. If only one side changes to another Secret, the two may differ, and calls between them are rejected.',

  *judge({ changes, head }) {
    const readers = new Readers(head);
    for (const change of changes) {
      const { old, new: now } = change;
      if (old === undefined || now === undefined || change.changed === undefined) continue;
      const [before, after] = [secretsOf(old), secretsOf(now)];
      const lost = [...before].filter((name) => !after.has(name));
      const gained = [...after].filter((name) => !before.has(name));
      if (lost.length === 0 || gained.length === 0) continue;
      for (const name of lost) {
        const other = readers.elsewhere(name, now.cluster);
        if (other === undefined) continue;
        yield {
          change,
          reason: {
            class: worstOf(change.reasons),
            field: '',
            old: name,
            new: gained.join(', '),
            why: `it now reads Secret ${gained.join(', ')}, but ${label(other.manifest)} on ${other.cluster} still reads ${name}: both must hold the same credential`,
            fix: 'Change the Secret on both sides in one commit, or give both Secrets the same content.',
          },
        };
      }
    }
  },

  bad: {
    base: { 'hub01/scoring': [scorer('token')], 'worker01/scoring': [server('token')] },
    head: { 'hub01/scoring': [scorer('other')], 'worker01/scoring': [server('token')] },
    says: ['next-run DynamicScorer demo/sample on hub01'],
  },
  good: {
    base: { 'hub01/scoring': [scorer('token')], 'worker01/scoring': [server('token')] },
    head: { 'hub01/scoring': [scorer('other')], 'worker01/scoring': [server('other')] },
  },
};

function secretsOf(object: RunningObject): ReadonlySet<string> {
  return new Set(edgesFrom(object).flatMap(({ to }) => (to.group === '' && to.kind === 'Secret' ? [to.name] : [])));
}

/** The objects that read Secrets, searched once for each cluster. */
class Readers {
  private readonly byCluster = new Map<string, ReadonlyMap<string, RunningObject>>();

  constructor(private readonly head: EnvironmentSide) {}

  /** The first reader of a Secret on the other side: on a cluster for the hub, on the hub for a cluster. */
  elsewhere(name: string, cluster: string): RunningObject | undefined {
    const { hub, clusters } = this.head;
    const sides = cluster === hub ? clusters.map((one) => one.name).filter((one) => one !== hub) : [hub];
    for (const side of sides.slice(0, mostClusters)) {
      const found = this.on(side).get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private on(cluster: string): ReadonlyMap<string, RunningObject> {
    const known = this.byCluster.get(cluster);
    if (known !== undefined) return known;
    const readers = new Map<string, RunningObject>();
    for (const object of this.head.objectsOn(cluster))
      for (const name of secretsOf(object)) if (!readers.has(name)) readers.set(name, object);
    this.byCluster.set(cluster, readers);
    return readers;
  }
}

function scorer(name: string): Manifest {
  return {
    apiVersion: 'dynamic-scoring.open-cluster-management.io/v1',
    kind: 'DynamicScorer',
    metadata: { name: 'sample', namespace: 'demo' },
    spec: { scoring: { auth: { tokenSecretRef: { name, key: 'token' } } } },
  };
}

function server(name: string): Manifest {
  const env = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name, key: 'token' } } }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'sample', namespace: 'demo' },
    spec: {
      selector: { matchLabels: { app: 'sample' } },
      template: {
        metadata: { labels: { app: 'sample' } },
        spec: { containers: [{ name: 'sample', image: 'a:1', env }] },
      },
    },
  };
}
