import { label, type Manifest } from '../../model/manifest';
import { worstOf } from '../change';
import type { Consequence, PlanContext } from '../consequence';
import { edgesFrom } from '../graph-of';
import type { RunningObject } from '../running-object';

/** Of a large fleet, whose clusters are alike, so many are looked at. */
const mostClusters = 50;

/** The hub and a cluster show each other one credential: another Secret on one side only parts them. */
export const credentialOnOneSide: Consequence = {
  code: 'credential-on-one-side',
  why: 'A token or certificate is read on the hub and on the clusters under one name: where only one side reads another Secret, the two may differ, and calls between them are refused.',

  *judge(context) {
    for (const change of context.changes) {
      const { old, new: now } = change;
      if (old === undefined || now === undefined || change.changed === undefined) continue;
      const [before, after] = [secretsOf(old), secretsOf(now)];
      const lost = [...before].filter((name) => !after.has(name));
      const gained = [...after].filter((name) => !before.has(name));
      if (lost.length === 0 || gained.length === 0) continue;
      for (const name of lost) {
        const other = readerElsewhere(name, now.cluster, context);
        if (other === undefined) continue;
        yield {
          change,
          reason: {
            class: worstOf(change.reasons),
            field: '',
            old: name,
            new: gained.join(', '),
            why: `it reads Secret ${gained.join(', ')} from now on, while ${label(other.manifest)} on ${other.cluster} still reads ${name}: both must hold one credential`,
            fix: 'Change the Secret on both sides in one commit, or see that both Secrets hold the same.',
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

/** What reads a Secret of that name on the other side: on a cluster for the hub, on the hub for a cluster. */
function readerElsewhere(name: string, cluster: string, { head }: PlanContext): RunningObject | undefined {
  const sides =
    cluster === head.hub ? head.clusters.map((one) => one.name).filter((one) => one !== head.hub) : [head.hub];
  for (const side of sides.slice(0, mostClusters)) {
    const found = head.objectsOn(side).find((object) => secretsOf(object).has(name));
    if (found !== undefined) return found;
  }
  return undefined;
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
