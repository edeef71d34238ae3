import type { Family } from '../survivors';

/** What the fleet works without, or as well with. */
export const harmless: readonly Family[] = [
  {
    why: 'labels for people and for their tools; where something selects by one, that is told',
    of: `
      * metadata.labels.* *
      * metadata.labels removed
      * **template.metadata.labels.* *
      * **template.metadata.labels removed
      Job,CronJob **template.metadata removed
      * metadata.labels["scorewright.dev/{environment,goal}"] *
      Deployment metadata.labels.{app,application} *
      ServingRuntime metadata.labels.name *
      ServiceMonitor metadata.labels.release *
    `,
  },
  {
    why: 'a text or a hash for people, or one that is as good as any other',
    of: `
      * metadata.annotations["{openshift.io/description,openshift.io/display-name}"] *
      Namespace metadata.annotations["scorewright.dev/pod-security-reason"] other
      * metadata.annotations["opendatahub.io/{runtime-version,template-display-name,template-name}"] *
      Template metadata.annotations.{description,tags} *
      ConfigMap metadata.annotations["scorewright.dev/tested"] other
      DynamicScoringConfig,AppProject metadata.annotations removed
      AppProject metadata.annotations["scorewright.dev/bootstrap-hash"] *
      Template metadata.labels["opendatahub.io/configurable"] *
      DynamicScoringConfig metadata.annotations["scorewright.dev/agents-hash"] *
      * **template.metadata.annotations["scorewright.dev/config-hash"] *
      CronJob,Job **template.metadata.annotations removed
      * spec.{,addOnMeta.}description *
      ClusterManagementAddOn spec.addOnMeta removed
      ClusterManagementAddOn spec.addOnMeta.displayName *
      Namespace metadata.labels["pod-security.kubernetes.io/warn"] *
      Namespace,InferenceService,ServingRuntime metadata.labels["opendatahub.io/dashboard"] removed
      ManifestWorkReplicaSet spec.manifestWorkTemplate.manifestConfigs[*].conditionRules[*].messageExpression *
    `,
  },
  {
    why: 'nothing asks for it by name; where something does, that is told',
    of: `
      Deployment,Job,CronJob,Application,DynamicScorer,ManifestWork,ManifestWorkReplicaSet,Placement metadata.name other
      ClusterRoleBinding,RoleBinding,PodDisruptionBudget,NetworkPolicy,ServiceMonitor,PrometheusRule metadata.name other
      Certificate,ExternalSecret,OperatorGroup,Subscription,Route,Template metadata.name other
      DataScienceCluster,DSCInitialization metadata.name other
      ServingRuntime metadata.name other
      MutatingWebhookConfiguration webhooks[*].name other
      PrometheusRule spec.groups[*].name other
      * **.{containers,initContainers}[*].name other
      * **.containers[*].ports[*].name *
      Service spec.ports[*].name *
    `,
  },
  {
    why: 'what is applied in the first wave is there before its users; who needs something of a later wave is told',
    of: `
      Secret,Service,Deployment,PodDisruptionBudget,ClusterRoleBinding,RoleBinding,MutatingWebhookConfiguration metadata.annotations["argocd.argoproj.io/sync-wave"] removed
      Certificate,ExternalSecret,SecretStore,ClusterSecretStore,Subscription metadata.annotations["argocd.argoproj.io/sync-wave"] removed
      Service,Deployment,PodDisruptionBudget,ClusterRoleBinding,RoleBinding metadata.annotations removed
      Certificate,ExternalSecret,SecretStore,ClusterSecretStore,Subscription metadata.annotations removed
    `,
  },
  {
    why: 'the default is the same, or as good',
    of: `
      Deployment spec.replicas *
      Deployment spec.{strategy,strategy.type} removed
      Deployment spec.strategy.rollingUpdate** *
      CronJob spec.concurrencyPolicy removed
      CronJob spec.startingDeadlineSeconds *
      CronJob spec.{failedJobsHistoryLimit,successfulJobsHistoryLimit} *
      Job,CronJob **spec.activeDeadlineSeconds other
      Job,CronJob **spec.backoffLimit *
      Job spec.{backoffLimitPerIndex,parallelism} *
      Job spec.completions other
      * **.spec.restartPolicy removed
      * **.imagePullPolicy removed
      * **Probe.{failureThreshold,initialDelaySeconds,periodSeconds,timeoutSeconds} *
      * **Probe.httpGet.scheme removed
      * **.containers[*].{livenessProbe,readinessProbe,startupProbe} removed
      Service spec.ports[*].targetPort removed
      RoleBinding,ClusterRoleBinding roleRef.apiGroup removed
      Application spec.syncPolicy.retry.backoff** *
      Application metadata.annotations removed
      Application metadata.annotations["argocd.argoproj.io/manifest-generate-paths"] *
      Application metadata.annotations["argocd.argoproj.io/sync-wave"] removed
      Application spec.ignoreDifferences[*].name removed
      MutatingWebhookConfiguration webhooks[*].{failurePolicy,matchPolicy,reinvocationPolicy} removed
      MutatingWebhookConfiguration webhooks[*].timeoutSeconds *
      MutatingWebhookConfiguration webhooks[*].clientConfig.service.port removed
      MutatingWebhookConfiguration webhooks[*].rules[*].scope removed
      Certificate spec.commonName other
      Certificate spec.{duration,renewBefore,privateKey,privateKey.algorithm,privateKey.rotationPolicy,issuerRef.kind} removed
      Route spec.{port,tls.insecureEdgeTerminationPolicy,to.kind} removed
      Route spec.to.weight *
      StorageClass {allowVolumeExpansion,parameters.encrypted} *
      StorageClass {parameters,reclaimPolicy} removed
      PodDisruptionBudget spec.minAvailable removed
      Password spec.{allowRepeat,length,noUpper} *
      ExternalSecret spec.{refreshInterval,target,target.name,target.creationPolicy,target.deletionPolicy} removed
      ExternalSecret spec.secretStoreRef.kind removed
      ServiceMonitor spec.endpoints[*].interval removed
      PrometheusRule spec.groups[*].interval removed
      Subscription spec.{channel,installPlanApproval} removed
      OperatorGroup spec{,.upgradeStrategy} removed
      InferenceService spec.predictor.maxReplicas *
      InferenceService spec.predictor.minReplicas removed
      InferenceService spec.predictor.model.{modelFormat.version,protocolVersion} removed
      InferenceService metadata.annotations["serving.kserve.io/deploymentMode"] removed
      ServingRuntime spec.{replicas,protocolVersions[*],supportedModelFormats[*].autoSelect,supportedModelFormats[*].version} *
      ServingRuntime spec.{protocolVersions,supportedModelFormats[*]} removed
      ServingRuntime spec.supportedModelFormats[*].name other
      ServingRuntime spec.multiModel removed
      ManifestWork spec.manifestConfigs{,[*]} removed
      ManifestWork,ManifestWorkReplicaSet **manifestConfigs[*].updateStrategy** *
      ManifestWorkReplicaSet spec.cascadeDeletionPolicy removed
      Deployment metadata.annotations["skupper.io/address"] removed
      DataScienceCluster,DSCInitialization metadata.annotations["argocd.argoproj.io/sync-wave"] removed
      DataScienceCluster,DSCInitialization metadata.annotations removed
      DSCInitialization spec.applicationsNamespace removed
      DSCInitialization spec.{monitoring,monitoring.managementState,monitoring.namespace} removed
      DSCInitialization spec.monitoring.namespace other
      Job metadata.annotations["argocd.argoproj.io/hook-delete-policy"] removed
      Deployment **.spec.serviceAccountName removed
      PersistentVolumeClaim spec.storageClassName removed
      Deployment metadata.annotations["skupper.io/port"] removed
      ArgoCD spec.resourceHealthChecks[*].kind *
      RoleBinding subjects[*].namespace removed
      Deployment spec.progressDeadlineSeconds *
      Job spec.ttlSecondsAfterFinished *
      ManifestWorkReplicaSet spec.manifestWorkTemplate.manifestConfigs[*] removed
      ServingRuntime,Deployment **.containers[*].ports removed
      ServingRuntime,Deployment **.containers[*].ports[*] removed
      ServingRuntime **.containers[*].ports[*].containerPort other
      ServingRuntime **.containers[*].ports[*].protocol *
      ManifestWorkReplicaSet spec.manifestWorkTemplate.manifestConfigs[*].feedbackRules{,[*]} removed
      ManifestWorkReplicaSet spec.manifestWorkTemplate.{deleteOption.selectivelyOrphans.orphaningRules[*],manifestConfigs[*].resourceIdentifier}.group removed
      ManifestWorkReplicaSet spec.placementRefs[*].rolloutStrategy** *
      DynamicScorer spec.scoring.params.interval other
      DynamicScorer spec.source.params.{range,step} other
    `,
  },
  {
    why: 'another object of the unit carries the hash of the smoke tests too',
    of: `
      ConfigMap metadata.annotations removed
      ConfigMap metadata.annotations["scorewright.dev/tested"] removed
    `,
  },
  {
    why: 'the cluster has one node, or others of the group keep its label',
    of: `
      Deployment,CronJob **template.metadata.labels["scorewright.dev/volume"] *
      Deployment,CronJob **template.spec.affinity removed
      Deployment,CronJob **template.spec.affinity.podAffinity removed
      Deployment,CronJob **podAffinity.requiredDuringSchedulingIgnoredDuringExecution removed
      Deployment,CronJob **podAffinity.requiredDuringSchedulingIgnoredDuringExecution[*] removed
      Deployment,CronJob **podAffinity.requiredDuringSchedulingIgnoredDuringExecution[*].labelSelector.matchLabels removed
      Deployment,Job,CronJob **podAffinity.**.labelSelector.matchLabels["scorewright.dev/volume"] removed
    `,
  },
  {
    why: 'less is asked for or guarded, and nothing stops: the constructs and their tests keep limits, rights and policies',
    of: `
      * **.{resources,resources.limits,resources.requests} removed
      * **.resources.{limits,requests}.{cpu,memory} removed
      * **.emptyDir.sizeLimit removed
      * **.containers[*].{securityContext,securityContext.capabilities,securityContext.capabilities.drop,securityContext.seccompProfile} removed
      * **.containers[*].securityContext.{allowPrivilegeEscalation,capabilities.drop[*]} *
      * **.containers[*].securityContext.{runAsNonRoot,seccompProfile.type} other
      * **.{containers,initContainers}[*].securityContext.readOnlyRootFilesystem *
      * **.{containers,initContainers}[*].securityContext.runAsNonRoot removed
      * **.spec.securityContext.runAsNonRoot *
      ServiceAccount automountServiceAccountToken *
      * **.volumeMounts[*].readOnly *
      AppProject spec.namespaceResourceWhitelist removed
      NetworkPolicy spec.{egress,policyTypes,policyTypes[*],podSelector**} removed
      NetworkPolicy spec.ingress[*].{ports,ports[*],ports[*].port,ports[*].protocol} removed
      MutatingWebhookConfiguration webhooks[*].namespaceSelector** *
      MutatingWebhookConfiguration webhooks[*].objectSelector{,.matchLabels} removed
      MutatingWebhookConfiguration webhooks[*].objectSelector.matchLabels["oci.image.compatibilities.selection/enabled"] removed
      Role,ClusterRole rules[*].resourceNames removed
      PodDisruptionBudget spec.selector.matchLabels{,.app} removed
      Deployment spec.template.spec.affinity.podAntiAffinity** *
      * **.spec.nodeSelector removed
      * **.spec.nodeSelector["scorewright.dev/node-group"] removed
    `,
  },
  {
    why: 'another choice that is as valid: what a person asked for stands in the environment, which has changed',
    of: `
      Placement spec.{clusterSets,clusterSets[*],tolerations,tolerations[*]} removed
      Placement spec.{numberOfClusters,tolerations[*].key,tolerations[*].operator} *
      Placement spec.prioritizerPolicy.{mode,configurations[*],configurations[*].scoreCoordinate.type} removed
      Placement spec.prioritizerPolicy.configurations[*].weight *
      DynamicScoringConfig spec{,.masks,.masks[*]} removed
      DynamicScorer spec.scoreDimensionFormat other
      DynamicScorer spec.scoring.params.name other
      ServiceMonitor spec.{endpoints[*],selector.matchLabels,selector.matchLabels.app} removed
      ServiceMonitor spec.namespaceSelector{,.matchNames,.matchNames[*]} removed
      ServiceAccount secrets{,[*],[*].name} removed
    `,
  },
  {
    why: 'every claim there names its class, so that no default is asked for',
    of: `
      StorageClass metadata.annotations removed
      StorageClass metadata.annotations["storageclass.kubernetes.io/is-default-class"] removed
    `,
  },
];
