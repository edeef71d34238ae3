import { jsonSize } from '../../model/json-size';
import { workLimitBytes } from '../../model/work-limit';
import { findingKind } from '../../model/finding-kind';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';
import { fieldOf } from '../engine/fault';
import { workKinds, workSpec } from './work-spec';

const finding = findingKind({
  code: 'manifest-work-too-large',
  why: 'The work webhook rejects a ManifestWork whose manifests together exceed 500 × 1024 bytes.',
  fix: 'Split the unit by a stable key, or deliver it by Argo CD.',
  messages: {
    size: 'got {got} bytes; the limit is {expected}, so split the unit or deliver it by Argo CD',
  },
});

export const manifestWorkTooLarge = objectRule({
  ...finding,
  kinds: workKinds,
  summary: "Every ManifestWork is within the limit of the hub's webhook.",
  turnOff: "When the hub's webhook is configured with a higher limit.",

  *collect(located): Iterable<Fault> {
    if (located.path.length > 0) return;
    const { spec, path } = workSpec(located);
    const size = (spec.workload?.manifests ?? []).reduce((sum, manifest) => sum + jsonSize(manifest), 0);
    if (size > workLimitBytes)
      yield finding.fault(
        'size',
        { got: size, expected: workLimitBytes },
        fieldOf(located, [...path, 'workload', 'manifests']),
      );
  },

  judge: (faults) => faults,
});
