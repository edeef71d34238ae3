import { find, parsePattern } from '../../graph/field-pattern';
import { jsonSize } from '../../model/json-size';
import type { Manifest } from '../../model/manifest';
import { workLimitBytes } from '../../model/work-limit';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { workKinds, workSpec } from './work-spec';

const manifests = parsePattern('workload.manifests[*]');

/** No ManifestWork is larger than the hub's webhook accepts. */
export const manifestWorkTooLarge: Rule<Fault> = {
  code: 'manifest-work-too-large',
  kinds: workKinds,
  severity: 'error',
  why: 'The work webhook refuses a ManifestWork whose manifests together exceed 500 × 1024 bytes.',
  fix: 'Split the unit by a stable key, or deliver it by Argo CD.',

  *collect(_, { objects: [outer] }) {
    const work = workSpec(outer);
    if (!work) return;
    const size = find(manifests, work.value, []).reduce((sum, { value }) => sum + jsonSize(value as object), 0);
    if (size > workLimitBytes)
      yield faultOf(
        outer,
        [...work.path, 'workload', 'manifests'],
        `got ${size} bytes; the limit is ${workLimitBytes}, so split the unit or deliver it by Argo CD`,
      );
  },

  judge: (faults) => faults,

  bad: {
    units: { 'hub01/demo': [work('x'.repeat(workLimitBytes))] },
    findings: [
      'ManifestWork worker01/demo spec.workload.manifests: got 512107 bytes; the limit is 512000, so split the unit or deliver it by Argo CD',
    ],
  },
  good: { 'hub01/demo': [work('x'.repeat(1024))] },
};

function work(text: string): Manifest {
  const settings = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'demo' },
    data: { text },
  };
  return {
    apiVersion: 'work.open-cluster-management.io/v1',
    kind: 'ManifestWork',
    metadata: { name: 'demo', namespace: 'worker01' },
    spec: { workload: { manifests: [settings] } },
  };
}
