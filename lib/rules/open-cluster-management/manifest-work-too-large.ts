import { find, parsePattern } from '../../graph/field-pattern';
import { jsonSize } from '../../model/json-size';
import { workLimitBytes } from '../../model/work-limit';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { workKinds, workSpec } from './work-spec';

const manifests = parsePattern('workload.manifests[*]');

export const manifestWorkTooLarge: Rule<Fault> = {
  code: 'manifest-work-too-large',
  kinds: workKinds,
  severity: 'error',
  summary: "Every ManifestWork is within the limit of the hub's webhook.",
  why: 'The work webhook refuses a ManifestWork whose manifests together exceed 500 × 1024 bytes.',
  fix: 'Split the unit by a stable key, or deliver it by Argo CD.',
  turnOff: "When the hub's webhook is configured with a higher limit.",

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
};
