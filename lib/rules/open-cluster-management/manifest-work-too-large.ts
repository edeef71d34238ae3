import { find, parsePattern } from '../../graph/field-pattern';
import { jsonSize } from '../../model/json-size';
import { workLimitBytes } from '../../model/work-limit';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { workKinds, workSpec } from './work-spec';

const manifests = parsePattern('workload.manifests[*]');

const finding = findingKind({
  code: 'manifest-work-too-large',
  why: 'The work webhook refuses a ManifestWork whose manifests together exceed 500 × 1024 bytes.',
  fix: 'Split the unit by a stable key, or deliver it by Argo CD.',
  messages: {
    size: 'got {got} bytes; the limit is {expected}, so split the unit or deliver it by Argo CD',
  },
});

export const manifestWorkTooLarge: Rule<Fault> = {
  ...finding,
  kinds: workKinds,
  summary: "Every ManifestWork is within the limit of the hub's webhook.",
  turnOff: "When the hub's webhook is configured with a higher limit.",

  *collect(_, { objects: [outer] }) {
    const work = workSpec(outer);
    if (!work) return;
    const size = find(manifests, work.value, []).reduce((sum, { value }) => sum + jsonSize(value as object), 0);
    if (size > workLimitBytes)
      yield finding.fault(
        'size',
        { got: size, expected: workLimitBytes },
        fieldOf(outer, [...work.path, 'workload', 'manifests']),
      );
  },

  judge: (faults) => faults,
};
