import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

const mark = 'oci.image.compatibilities.selection/enabled';

const finding = findingKind({
  code: 'minicluster-mark-misplaced',
  severity: 'warning',
  why: "A mark under `spec.pod` reaches only the pods: ocifit sets the architecture of Flux' view to that of the chosen node only for a marked MiniCluster, so the pods do not start on arm64.",
  fix: 'Put the label and the annotations on the metadata of the MiniCluster, and remove them from `spec.pod`.',
  messages: {
    pods: 'marks only the pods; put the mark on the MiniCluster itself',
  },
});

export const miniclusterMarkMisplaced = objectRule({
  ...finding,
  kinds: ['flux-framework.org/v1alpha2/MiniCluster'],
  summary: 'A MiniCluster for which ocifit chooses image and node is marked on its own metadata.',
  turnOff: 'When every node has the same architecture.',

  *collect(located): Iterable<Fault> {
    const { metadata, spec } = located.manifest;
    if (spec?.pod?.labels?.[mark] !== 'true' || metadata.labels?.[mark] === 'true') return;
    yield finding.fault('pods', {}, fieldOf(located, ['spec', 'pod', 'labels', mark]));
  },

  judge: (faults) => faults,
});
