import { faultOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

const mark = 'oci.image.compatibilities.selection/enabled';

export const miniclusterMarkMisplaced = objectRule({
  code: 'minicluster-mark-misplaced',
  kinds: ['flux-framework.org/v1alpha2/MiniCluster'],
  severity: 'warning',
  summary: 'A MiniCluster for which ocifit chooses image and node is marked on its own metadata.',
  why: "A mark under `spec.pod` reaches only the pods: ocifit sets the architecture of Flux' view to that of the chosen node only for a marked MiniCluster, so the pods do not start on arm64.",
  fix: 'Put the label and the annotations on the metadata of the MiniCluster, and remove them from `spec.pod`.',
  turnOff: 'When every node has the same architecture.',

  *collect(located): Iterable<Fault> {
    const { metadata, spec } = located.manifest;
    if (spec?.pod?.labels?.[mark] !== 'true' || metadata.labels?.[mark] === 'true') return;
    yield faultOf(
      located,
      ['spec', 'pod', 'labels', mark],
      'marks only the pods; put the mark on the MiniCluster itself',
    );
  },

  judge: (faults) => faults,
});
