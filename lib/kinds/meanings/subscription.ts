import { judged, type Meaning } from '../changed';

/** OLM upgrades what a Subscription names, and the CRDs with it. */
export const subscription: Meaning = {
  kinds: ['operators.coreos.com/Subscription'],
  source: 'operator-lifecycle-manager: CSV upgrade by channel; not tried',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.channel',
        class: 'roll',
        why: 'OLM upgrades the operator and its CRDs; with installPlanApproval: Manual it waits for a person',
      },
      {
        at: 'spec.startingCSV',
        class: 'roll',
        why: 'OLM upgrades the operator and its CRDs; with installPlanApproval: Manual it waits for a person',
      },
      {
        at: 'spec.name',
        class: 'roll',
        why: 'OLM upgrades the operator and its CRDs; with installPlanApproval: Manual it waits for a person',
      },
      {
        at: 'spec.source',
        class: 'roll',
        why: 'OLM upgrades the operator and its CRDs; with installPlanApproval: Manual it waits for a person',
      },
      {
        at: 'spec.sourceNamespace',
        class: 'roll',
        why: 'OLM upgrades the operator and its CRDs; with installPlanApproval: Manual it waits for a person',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'operators.coreos.com/v1alpha1',
      kind: 'Subscription',
      metadata: { name: 'rhods-operator', namespace: 'demo' },
      spec: {
        channel: 'stable',
        name: 'rhods-operator',
        source: 'redhat-operators',
        sourceNamespace: 'openshift-marketplace',
      },
    },
    new: {
      apiVersion: 'operators.coreos.com/v1alpha1',
      kind: 'Subscription',
      metadata: { name: 'rhods-operator', namespace: 'demo' },
      spec: {
        channel: 'fast',
        name: 'rhods-operator',
        source: 'redhat-operators',
        sourceNamespace: 'openshift-marketplace',
      },
    },
    says: ['roll /spec/channel'],
  },
  good: {
    old: {
      apiVersion: 'operators.coreos.com/v1alpha1',
      kind: 'Subscription',
      metadata: { name: 'rhods-operator', namespace: 'demo' },
      spec: {
        channel: 'stable',
        name: 'rhods-operator',
        source: 'redhat-operators',
        sourceNamespace: 'openshift-marketplace',
      },
    },
    new: {
      apiVersion: 'operators.coreos.com/v1alpha1',
      kind: 'Subscription',
      metadata: { name: 'rhods-operator', namespace: 'demo' },
      spec: {
        channel: 'stable',
        name: 'rhods-operator',
        source: 'redhat-operators',
        sourceNamespace: 'openshift-marketplace',
        installPlanApproval: 'Manual',
      },
    },
  },
};
