import type { Family } from '../survivors';

/** What breaks, and a rule might tell. */
export const gaps: readonly Family[] = [
  {
    why: 'that a name is the one its controller looks for is known to its component alone',
    of: `
      ConfigMap metadata.name other
      ArgoCD metadata.name other
      ClusterManagementAddOn metadata.name other
      ClusterSecretStore metadata.name other
    `,
  },
  {
    why: 'a component says that it brings the Secret, which counts for those that an operator makes too',
    of: `
      Secret metadata.name other
    `,
  },
  {
    why: 'only a smoke test asks for it, whose list of checks also holds what others answer, so that it is not read for references',
    of: `
      InferenceService metadata.name other
    `,
  },
  {
    why: 'which Job comes after which is told by a marker that delivery takes off; no field does',
    of: `
      Job metadata.annotations removed
      Job metadata.annotations["argocd.argoproj.io/sync-wave"] removed
    `,
  },
  {
    why: 'how many results a query gives is judged by the settings, not by the object',
    of: `
      DynamicScorer spec.scoreDimensionFormat removed
    `,
  },
  {
    why: 'which labels nodes and clusters have is not told to the rules',
    of: `
      Deployment,Job,CronJob **.spec.nodeSelector["scorewright.dev/node-group"] other
      Placement spec.{predicates,predicates[*],predicates[*].requiredClusterSelector} removed
      Placement spec.predicates[*].requiredClusterSelector.labelSelector removed
      Placement spec.predicates[*].requiredClusterSelector.labelSelector.{matchExpressions,matchExpressions[*]} removed
      Placement spec.predicates[*].requiredClusterSelector.labelSelector.matchExpressions[*].{key,operator} other
      Placement spec.predicates[*].requiredClusterSelector.labelSelector.matchExpressions[*].values removed
      Placement spec.predicates[*].requiredClusterSelector.labelSelector.matchExpressions[*].values[*] *
      Namespace metadata.labels["openshift.io/cluster-monitoring"] removed
    `,
  },
  {
    why: 'which API groups an operator brings is known only where something of them is rendered',
    of: `
      MutatingWebhookConfiguration webhooks[*].rules[*].{apiGroups[*],resources[*]} other
      ExternalSecret spec.dataFrom[*].sourceRef.generatorRef.apiVersion other
    `,
  },
  {
    why: 'what the dashboard asks of a Template is read by people; nothing of the fleet waits for it',
    of: `
      Template metadata.annotations removed
      Template metadata.annotations["opendatahub.io/{apiProtocol,modelServingSupport,template-enabled}"] removed
      Template metadata.labels["opendatahub.io/dashboard"] removed
      Template objects[*] removed
      DSCInitialization spec removed
      DSCInitialization spec.applicationsNamespace other
    `,
  },
  {
    why: 'of a step that fails the work would tell nobody: only that it must tell its progress is asked for',
    of: `
      ManifestWorkReplicaSet spec.manifestWorkTemplate.manifestConfigs[*].conditionRules[*] removed
      ManifestWorkReplicaSet spec.manifestWorkTemplate.manifestConfigs[*].conditionRules[*].condition other
      ManifestWorkReplicaSet spec.manifestWorkTemplate.manifestConfigs[*].conditionRules[*].celExpressions removed
      ManifestWorkReplicaSet spec.manifestWorkTemplate.manifestConfigs[*].conditionRules[*].celExpressions[*] *
    `,
  },
  {
    why: 'that an add-on is to be installed at all, and by what, is known to its component alone',
    of: `
      ClusterManagementAddOn spec.installStrategy removed
      ClusterManagementAddOn spec.installStrategy.placements[*] removed
      ClusterManagementAddOn spec.installStrategy.placements[*].{configs,configs[*]} removed
    `,
  },
  {
    why: "that a ClusterRole holds the work agent's own rights, and is to outlive its work, is known to delivery alone",
    of: `
      ManifestWork spec.deleteOption{,.propagationPolicy,.selectivelyOrphans,.selectivelyOrphans.orphaningRules} removed
      ManifestWork spec.deleteOption.selectivelyOrphans.orphaningRules[*] removed
      ClusterRole metadata.labels["open-cluster-management.io/aggregate-to-work"] *
    `,
  },
  {
    why: 'once the object has left Git, its Application is never Synced again; a rule could ask for both annotations together',
    of: `
      Namespace,PersistentVolumeClaim,ManifestWork metadata.annotations["argocd.argoproj.io/compare-options"] removed
    `,
  },
];
