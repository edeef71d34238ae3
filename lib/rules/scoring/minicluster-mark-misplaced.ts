import { isObject } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const mark = 'oci.image.compatibilities.selection/enabled';

/** A MiniCluster for which ocifit chooses image and node carries the mark itself. */
export const miniclusterMarkMisplaced: Rule<Fault> = {
  code: 'minicluster-mark-misplaced',
  severity: 'warning',
  why: "A mark under spec.pod reaches the pods alone: ocifit gives Flux' view the architecture of the chosen node only where the MiniCluster is marked, so on arm64 the pods do not start.",
  fix: 'Put the label and the annotations on the metadata of the MiniCluster, and take them out of spec.pod.',

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

  bad: {
    units: { 'worker01/demo': [miniCluster({}, { [mark]: 'true' })] },
    findings: [
      'MiniCluster demo/hpcg spec.pod.labels["oci.image.compatibilities.selection/enabled"]: got the mark on the pods alone; put it on the MiniCluster itself',
    ],
  },
  good: { 'worker01/demo': [miniCluster({ [mark]: 'true' }, {})] },
};

function miniCluster(labels: object, podLabels: object): Manifest {
  return {
    apiVersion: 'flux-framework.org/v1alpha2',
    kind: 'MiniCluster',
    metadata: { name: 'hpcg', namespace: 'demo', labels: { ...labels } },
    spec: { pod: { labels: podLabels }, containers: [{ image: 'placeholder:latest' }] },
  };
}
