import { isObject } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { labelSelector, type Selector } from '../../graph/selector';
import { formatRef, refKey } from '../../model/ref';
import { faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly selector: Selector;
}

/** Kinds whose controller takes every pod that its selector matches for its own. */
const owners: ReadonlySet<string> = new Set([
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
]);

/** No workload's selector matches the pods of another, and each matches its own. */
export const selectorOverlap: Rule<Fact> = {
  code: 'selector-overlap',
  kinds: [...owners],
  severity: 'error',
  why: 'Two controllers whose selectors match the same pods fight over them, and one that misses its own pods is refused by the API server.',
  fix: 'Give each workload a label of its own, in its selector and in its pod template.',

  *collect(_, { objects }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      if (!owners.has(kindKey(manifest)) || uninstantiated || !isObject(manifest.spec)) continue;
      const selector = labelSelector(manifest.spec.selector);
      if (selector) yield { selector, ref, path, uninstantiated, origin };
    }
  },

  *judge(facts, { pods }) {
    for (const fact of facts) {
      const { cluster, namespace = '' } = fact.ref;
      const selected = pods.selected(`${cluster}/${namespace}`, fact.selector).flatMap(({ owner }) => owner ?? []);
      const other = selected.find((owner) => refKey(owner) !== refKey(fact.ref));
      if (other)
        yield faultOf(
          fact,
          ['spec', 'selector'],
          `got a selector that also matches the pods of ${formatRef(other)}; give each workload a label of its own`,
        );
      else if (selected.length === 0)
        yield faultOf(
          fact,
          ['spec', 'selector'],
          'got a selector that misses the pods of its own template; repeat its labels there',
        );
    }
  },

  bad: {
    units: {
      'worker01/demo': [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'web', namespace: 'demo' },
          spec: {
            selector: { matchLabels: { app: 'web' } },
            template: { metadata: { labels: { app: 'web' } }, spec: { containers: [] } },
          },
        },
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'probe', namespace: 'demo', labels: { app: 'web' } },
          spec: { containers: [] },
        },
        {
          apiVersion: 'apps/v1',
          kind: 'DaemonSet',
          metadata: { name: 'agent', namespace: 'demo' },
          spec: {
            selector: { matchLabels: { app: 'agent' } },
            template: { metadata: { labels: { app: 'agents' } }, spec: { containers: [] } },
          },
        },
      ],
    },
    findings: [
      // A Pod is its own template.
      'Deployment demo/web spec.selector: got a selector that also matches the pods of Pod demo/probe; give each workload a label of its own',
      'DaemonSet demo/agent spec.selector: got a selector that misses the pods of its own template; repeat its labels there',
    ],
  },
  good: {
    'worker01/demo': [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace: 'demo' },
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: { metadata: { labels: { app: 'web', tier: 'front' } }, spec: { containers: [] } },
        },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace: 'other' },
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: { metadata: { labels: { app: 'web' } }, spec: { containers: [] } },
        },
      },
    ],
  },
};
