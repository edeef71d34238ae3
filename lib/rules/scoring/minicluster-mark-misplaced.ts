import { isObject } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const mark = 'oci.image.compatibilities.selection/enabled';

export const miniclusterMarkMisplaced: Rule<Fault> = {
  code: 'minicluster-mark-misplaced',
  severity: 'warning',
  summary: 'A MiniCluster for which ocifit chooses image and node is marked on its own metadata.',
  why: "A mark under `spec.pod` reaches only the pods: ocifit sets the architecture of Flux' view to that of the chosen node only for a marked MiniCluster, so the pods do not start on arm64.",
  fix: 'Put the label and the annotations on the metadata of the MiniCluster, and remove them from `spec.pod`.',
  turnOff: 'When every node has the same architecture.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest } = located;
      if (kindKey(manifest) !== 'flux-framework.org/MiniCluster') continue;
      const pod = isObject(manifest.spec) && isObject(manifest.spec.pod) ? manifest.spec.pod : {};
      if (!isObject(pod.labels) || pod.labels[mark] !== 'true' || manifest.metadata.labels?.[mark] === 'true') continue;
      yield faultOf(
        located,
        ['spec', 'pod', 'labels', mark],
        'got the mark on the pods alone; put it on the MiniCluster itself',
      );
    }
  },

  judge: (faults) => faults,
};
