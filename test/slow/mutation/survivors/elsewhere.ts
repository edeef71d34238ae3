import type { Family } from '../survivors';

/** What breaks, and can be told only by somebody who is not here. */
export const elsewhere: readonly Family[] = [
  {
    why: 'only the program knows its arguments, variables, files and paths; what they refer to in the fleet is told',
    of: `
      * **.containers[*].{args,command,env,env[*],env[*].valueFrom,volumeMounts[*]} removed
      * **.containers[*].{args[*],command[*],env[*].value} *
      * **.containers[*].volumeMounts[*].subPath removed
      * **.containers[*].{env[*].name,volumeMounts[*].mountPath} other
      * **.initContainers[*].{args,env,env[*],volumeMounts[*]} removed
      * **.initContainers[*].{args[*],env[*].value} *
      * **.initContainers[*].{env[*].name,volumeMounts[*].mountPath} other
      * **Probe.httpGet.path *
      * **Probe.exec.command[*] *
      ServingRuntime **Probe.httpGet.port other
      * **.volumes[*].projected.sources[*]** *
      Job,CronJob **.volumes[*].projected.sources removed
      MutatingWebhookConfiguration webhooks[*].objectSelector.matchLabels["oci.image.compatibilities.selection/enabled"] other
      ConfigMap data removed
      ConfigMap data.* *
      MutatingWebhookConfiguration webhooks[*].clientConfig.service.path *
      MutatingWebhookConfiguration webhooks[*].rules[*] removed
      DynamicScorer spec.{configURL,scoring.path,source.path,source.params.query,scoring.host} other
      DynamicScorer spec.{scoring.auth,source.auth,scoring.host,source.host,source.path} removed
    `,
  },
  {
    why: 'only the program knows what it asks the API server for; that nobody uses a right is told',
    of: `
      ClusterRole rules[*] removed
      ClusterRole rules[*].apiGroups[*] other
      Role rules[*].resources[*] other
      Role,ClusterRole rules[*].resourceNames[*] *
      * **.spec.automountServiceAccountToken *
      Job,CronJob **.spec.serviceAccountName removed
    `,
  },
  {
    why: 'only the registry knows its images, and only an image its users and files',
    of: `
      * **.{containers,initContainers}[*].image other
      * **template.spec.securityContext removed
      * **securityContext.{runAsUser,fsGroup} *
    `,
  },
  {
    why: 'what a chart is, and makes of its values, is not rendered here',
    of: `
      Application spec.source.chart other
      Application spec.source.{directory,helm} removed
      Application spec.source.targetRevision other
      Application spec.source.{directory.include,helm.releaseName} *
      Application spec.ignoreDifferences[*].group *
      Application spec.source.helm.valuesObject** *
      Application spec.{ignoreDifferences,ignoreDifferences[*],ignoreDifferences[*].jqPathExpressions} removed
      Application spec.ignoreDifferences[*].jqPathExpressions[*] *
      AppProject spec.{clusterResourceWhitelist,namespaceResourceWhitelist}[*] removed
      AppProject spec.{clusterResourceWhitelist,namespaceResourceWhitelist}[*].{group,kind} other
    `,
  },
  {
    why: 'only the cloud, its drivers and its backends know their roles, volumes, nodes and keys',
    of: `
      ServiceAccount metadata.annotations removed
      ServiceAccount metadata.annotations["{eks.amazonaws.com/role-arn,serving.kserve.io/s3-region}"] *
      Service metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-{internal,type}"] removed
      StorageClass provisioner other
      StorageClass parameters.type *
      StorageClass volumeBindingMode removed
      ClusterSecretStore spec.provider.aws.region other
      ExternalSecret spec.data[*] removed
      ExternalSecret spec.data[*].remoteRef.property *
      ExternalSecret spec.data[*].{secretKey,remoteRef.key} other
      InferenceService spec.predictor.model.storageUri other
      InferenceService spec.predictor.model.storage.path *
      InferenceService spec.predictor.model.storage.key removed
      InferenceService spec.predictor.serviceAccountName removed
    `,
  },
  {
    why: 'only the operator or add-on knows what its object may say',
    of: `
      AddOnDeploymentConfig spec.{customizedVariables,customizedVariables[*]} removed
      AddOnDeploymentConfig spec.customizedVariables[*].name other
      AddOnDeploymentConfig spec.customizedVariables[*].value *
      DataScienceCluster spec.components.{dashboard,dashboard.managementState,kserve,kserve.managementState} removed
      Subscription spec.{channel,name,source,sourceNamespace,installPlanApproval} other
      InferenceService spec.predictor.model.runtime removed
      ServingRuntime spec.builtInAdapter** *
      ServingRuntime spec.{grpcDataEndpoint,grpcEndpoint} *
      ServingRuntime metadata.annotations removed
      ServingRuntime metadata.annotations.{enable-auth,enable-route,maxLoadingConcurrency} *
      ExternalSecret spec.target.template** *
      ArgoCD spec.resourceHealthChecks[*].check other
    `,
  },
  {
    why: 'who calls from outside the fleet stands in no manifest',
    of: `
      Service spec.ports[*].nodePort *
      Service spec.ports[*].port other
      Service spec.type removed
      Route spec.host *
      Route spec.tls removed
    `,
  },
  {
    why: 'who asks for a metric stands in no manifest',
    of: `
      PrometheusRule spec.groups{,[*],[*].rules,[*].rules[*]} removed
      PrometheusRule spec.groups[*].rules[*].{record,labels.cluster} *
      PrometheusRule spec.groups[*].rules[*].expr other
      PrometheusRule spec.groups[*].rules[*].labels removed
    `,
  },
];
