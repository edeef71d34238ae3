import { find, isObject, parsePattern, type Found } from '../../graph/field-pattern';
import { groupOf } from '../../model/manifest';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { workKinds, workSpec } from './work-spec';

const manifests = parsePattern('workload.manifests[*]');

/** A ManifestWork carries only what it can: plain objects in no order, each once and with a name. */
export const manifestWorkUnfit: Rule<Fault> = {
  code: 'manifest-work-unfit',
  kinds: workKinds,
  severity: 'error',
  why: 'The work webhook refuses an empty work, a duplicate, an object without a name and one with generateName; and the agent knows neither Helm, hooks nor waves, so that what relies on an order breaks.',
  fix: 'Deliver the unit by Argo CD, or take the object out of it.',

  *collect(_, { objects: [outer] }) {
    const work = workSpec(outer);
    if (!work) return;
    const found = find(manifests, work.value, work.path);
    if (found.length === 0)
      yield faultOf(outer, [...work.path, 'workload', 'manifests'], 'got an empty list; leave the ManifestWork out');
    const seen = new Set<string>();
    for (const item of found) {
      const unfit = whyUnfit(item, seen);
      if (unfit !== undefined) yield faultOf(outer, item.path, unfit);
    }
  },

  judge: (faults) => faults,

  bad: {
    units: {
      'hub01/demo': [
        {
          apiVersion: 'work.open-cluster-management.io/v1',
          kind: 'ManifestWork',
          metadata: { name: 'empty', namespace: 'worker01' },
          spec: { workload: { manifests: [] } },
        },
        {
          apiVersion: 'work.open-cluster-management.io/v1',
          kind: 'ManifestWork',
          metadata: { name: 'unfit', namespace: 'worker01' },
          spec: {
            workload: {
              manifests: [
                { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'settings-', namespace: 'demo' } },
                { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'a-', name: 'a', namespace: 'demo' } },
                { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'demo' } },
                { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'demo' } },
                {
                  apiVersion: 'batch/v1',
                  kind: 'Job',
                  metadata: {
                    name: 'check',
                    namespace: 'demo',
                    annotations: { 'argocd.argoproj.io/hook': 'PostSync' },
                  },
                },
                {
                  apiVersion: 'batch/v1',
                  kind: 'Job',
                  metadata: { name: 'train', namespace: 'demo' },
                  spec: { ttlSecondsAfterFinished: 60 },
                },
                {
                  apiVersion: 'apiextensions.k8s.io/v1',
                  kind: 'CustomResourceDefinition',
                  metadata: { name: 'things.example.org' },
                },
              ],
            },
          },
        },
      ],
    },
    findings: [
      'ManifestWork worker01/empty spec.workload.manifests: got an empty list; leave the ManifestWork out',
      'ManifestWork worker01/unfit spec.workload.manifests[0]: got no name; a ManifestWork names every object, without generateName',
      'ManifestWork worker01/unfit spec.workload.manifests[1]: got generateName beside name; the work webhook refuses it: leave it out',
      'ManifestWork worker01/unfit spec.workload.manifests[3]: got the same object a second time; keep one',
      'ManifestWork worker01/unfit spec.workload.manifests[4]: got argocd.argoproj.io/hook, which no work agent heeds; deliver the unit by Argo CD',
      'ManifestWork worker01/unfit spec.workload.manifests[5]: got a Job with ttlSecondsAfterFinished, which the agent would make again each time; leave the field out',
      'ManifestWork worker01/unfit spec.workload.manifests[6]: got a CustomResourceDefinition, which nothing waits for; deliver the unit by Argo CD',
    ],
  },
  good: {
    'hub01/demo': [
      {
        apiVersion: 'work.open-cluster-management.io/v1',
        kind: 'ManifestWork',
        metadata: { name: 'demo', namespace: 'worker01' },
        spec: {
          workload: {
            manifests: [
              { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'demo' } },
              { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'demo' }, spec: {} },
            ],
          },
        },
      },
    ],
  },
};

/** Annotations that order objects, or make hooks of them, for tools that are not there on the managed cluster. */
const ordering = [
  'argocd.argoproj.io/hook',
  'argocd.argoproj.io/sync-wave',
  'helm.sh/hook',
  'helm.sh/hook-weight',
  'scorewright.dev/after',
];

function whyUnfit({ value }: Found, seen: Set<string>): string | undefined {
  const { apiVersion, kind, metadata, spec } = isObject(value) ? value : {};
  const { name, generateName, namespace = '', annotations } = isObject(metadata) ? metadata : {};
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string' || name === '')
    return 'got no name; a ManifestWork names every object, without generateName';
  if (typeof generateName === 'string' && generateName !== '')
    return 'got generateName beside name; the work webhook refuses it: leave it out';
  const key = `${groupOf(apiVersion)}/${kind}/${String(namespace)}/${name}`;
  if (seen.has(key)) return 'got the same object a second time; keep one';
  seen.add(key);
  const order = isObject(annotations) ? ordering.find((annotation) => annotation in annotations) : undefined;
  if (order !== undefined) return `got ${order}, which no work agent heeds; deliver the unit by Argo CD`;
  if (kind === 'Job' && isObject(spec) && spec.ttlSecondsAfterFinished !== undefined)
    return 'got a Job with ttlSecondsAfterFinished, which the agent would make again each time; leave the field out';
  if (kind === 'CustomResourceDefinition')
    return 'got a CustomResourceDefinition, which nothing waits for; deliver the unit by Argo CD';
  return undefined;
}
