import { judged, type Meaning } from '../changed';

/** What a scorer asks for reaches agents that run only when they start anew (FACTS of the framework at 8fc014d). */
export const dynamicScorer: Meaning = {
  kinds: ['dynamic-scoring.open-cluster-management.io/DynamicScorer'],
  source: 'dynamic-scoring-framework at 8fc014d, agent: one worker for each score name',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.configSyncMode',
        class: 'next-run',
        why: 'status.lastSyncedConfig was kept and goes before the fields of the scorer',
        fix: 'Give the scorer another name, so that it begins without one.',
      },
      {
        at: 'spec.scoring.params.name',
        class: 'in-place',
        why: 'a new score begins; the AddOnPlacementScore of the old name stays with its last values forever, and Placements that name it decide by it',
      },
      {
        at: 'spec.scoring.params.interval',
        class: 'next-run',
        why: 'agents keep one worker for each score name, and a running one keeps what it started with: nothing changes until it restarts',
        fix: 'Restart the agents (kubectl rollout restart deployment/dynamic-scoring-agent -n dynamic-scoring on each cluster), or mask the score and unmask it.',
      },
      {
        at: 'spec.scoring',
        class: 'next-run',
        why: 'agents keep one worker for each score name, and a running one keeps what it started with: nothing changes until it restarts',
        fix: 'Restart the agents (kubectl rollout restart deployment/dynamic-scoring-agent -n dynamic-scoring on each cluster), or mask the score and unmask it.',
      },
      {
        at: 'spec.source',
        class: 'next-run',
        why: 'agents keep one worker for each score name, and a running one keeps what it started with: nothing changes until it restarts',
        fix: 'Restart the agents (kubectl rollout restart deployment/dynamic-scoring-agent -n dynamic-scoring on each cluster), or mask the score and unmask it.',
      },
      {
        at: 'spec.configURL',
        class: 'next-run',
        why: 'agents keep one worker for each score name, and a running one keeps what it started with: nothing changes until it restarts',
        fix: 'Restart the agents (kubectl rollout restart deployment/dynamic-scoring-agent -n dynamic-scoring on each cluster), or mask the score and unmask it.',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'dynamic-scoring.open-cluster-management.io/v1',
      kind: 'DynamicScorer',
      metadata: { name: 'sample', namespace: 'open-cluster-management' },
      spec: { configURL: 'http://a/config', source: { query: 'up' } },
    },
    new: {
      apiVersion: 'dynamic-scoring.open-cluster-management.io/v1',
      kind: 'DynamicScorer',
      metadata: { name: 'sample', namespace: 'open-cluster-management' },
      spec: { configURL: 'http://a/config', source: { query: 'down' } },
    },
    says: ['next-run /spec/source/query'],
  },
  good: {
    old: {
      apiVersion: 'dynamic-scoring.open-cluster-management.io/v1',
      kind: 'DynamicScorer',
      metadata: { name: 'sample', namespace: 'open-cluster-management' },
      spec: { configURL: 'http://a/config', source: { query: 'up' } },
    },
    new: {
      apiVersion: 'dynamic-scoring.open-cluster-management.io/v1',
      kind: 'DynamicScorer',
      metadata: { name: 'sample', namespace: 'open-cluster-management', labels: { a: 'b' } },
      spec: { configURL: 'http://a/config', source: { query: 'up' } },
    },
  },
};
