/** Mutants that nothing notices, and why that is so. */
export interface Survivors {
  /** Matches the keys of the mutants: kind, field and change. */
  readonly keys: RegExp;
  readonly why: string;
  /** The change breaks what the tool promises, and nothing in the manifests shows it. */
  readonly breaks?: true;
}

const pods = String.raw`^(apps/Deployment|batch/Job|batch/CronJob) spec\.(jobTemplate\.spec\.)?`;
const container = String.raw`${pods}template\.spec\.(initContainers|containers)\[\*\]`;

export const survivors: readonly Survivors[] = [
  // What other systems know.
  { keys: new RegExp(`${container}\\.image other`), why: 'only the registry knows its images', breaks: true },
  {
    keys: /^argoproj.io\/Application spec.source.chart other/,
    why: 'only the repository knows its charts',
    breaks: true,
  },
  {
    keys: /^argoproj.io\/Application spec.source.helm.releaseName/,
    why: 'the names of a chart’s Services follow from it, and the chart is not rendered here',
    breaks: true,
  },
  {
    keys: /^argoproj.io\/Application spec.source.(helm removed|helm.valuesObject|directory)/,
    why: 'what a chart makes of its values is not rendered here',
  },
  {
    keys: /DynamicScorer spec.(configURL|scoring.path|source.path|scoring.params.name) other/,
    why: 'only the scorer knows its paths, and any other score name is one as well',
  },
  {
    keys: /DynamicScorer spec.(scoring.host|source.host|source.path) removed/,
    why: 'the answer of configURL may tell it, or its own host is taken',
  },
  { keys: new RegExp(`${container}\\.(args|command)`), why: 'only the program knows what it may be told' },
  {
    keys: new RegExp(`${container}\\.env(\\[\\*\\](\\.name|\\.value)?)? `),
    why: 'only the program knows what it reads from its environment',
  },
  {
    keys: new RegExp(`${container}\\.(livenessProbe|readinessProbe|startupProbe)`),
    why: 'only the program knows its paths and its times; a container without declared ports may listen on any',
  },
  {
    keys: new RegExp(`${container}\\.(volumeMounts\\[\\*\\]\\.(mountPath|readOnly)|workingDir)`),
    why: 'only the program knows where it reads and writes',
  },
  {
    keys: /^\/ConfigMap data(\[".*"\])? (other|removed)$/,
    why: 'only the program, or Argo CD, knows what its file must hold; which keys are asked for is seen',
  },
  {
    keys: new RegExp(`${pods}template\\.spec\\.volumes\\[\\*\\]\\.projected`),
    why: 'only the program knows the paths; a source that is left out is no longer asked for',
  },
  {
    keys: /^rbac.authorization.k8s.io\/(Cluster)?Role rules\[\*\]( removed|\.resourceNames|\.verbs\[\*\] removed|\.(apiGroups|resources)\[\*\])/,
    why: 'only the program knows its requests; a rule that matches none is as good as any other',
  },
  {
    keys: /automountServiceAccountToken/,
    why: 'only the program knows whether it asks the API server; without a token it is told',
  },
  {
    keys: /ServiceMonitor spec\.(endpoints\[\*\]|selector\.matchLabels(\.app)?) removed/,
    why: 'fewer ports, or more Services, are scraped',
  },
  { keys: /ServiceMonitor spec\.endpoints\[\*\]\.(interval|port) removed/, why: 'the default holds' },
  {
    keys: /ServiceMonitor spec\.namespaceSelector/,
    why: 'another namespace with Services of that label, its own, is as good as any',
  },
  {
    keys: /PrometheusRule spec\.groups/,
    why: 'fewer or other metrics are recorded; who asks for them stands in no manifest',
  },

  // What has no meaning, or a default that is as good.
  { keys: /metadata\.labels/, why: 'labels by which nothing selects; where something does, it is told' },
  {
    keys: /annotations\["(scorewright.dev\/(pod-security-reason|tested|config-hash)|argocd.argoproj.io\/manifest-generate-paths)"\]/,
    why: 'a text, a hash or a saving of work, whatever it says',
  },
  {
    keys: /metadata\.annotations(\["argocd.argoproj.io\/sync-wave"\])? (other|removed)$/,
    why: 'a plain object in the wave of its user is applied before it; units meet again by retries',
  },
  {
    keys: /annotations\["argocd.argoproj.io\/hook(-delete-policy)?"\]/,
    why: 'another hook, or one that is kept, runs at another time',
  },
  {
    keys: /\/(Application|DynamicScorer|ManifestWork|(Cluster)?RoleBinding|CronJob|PodDisruptionBudget|ServiceMonitor|PrometheusRule|Job|Deployment|Certificate|MutatingWebhookConfiguration|ConfigMap|ClusterManagementAddOn|Placement) metadata\.name other/,
    why: 'nothing refers to it by name',
  },
  { keys: /(description|displayName) (other|removed)$/, why: 'for people' },
  { keys: new RegExp(`${container}\\.resources`), why: 'the constructs and their tests keep limits' },
  {
    keys: new RegExp(`${container}\\.(name other|imagePullPolicy removed|ports(\\[\\*\\](\\.name)?)? )`),
    why: 'names that nothing uses, and ports that need no declaration',
  },
  {
    keys: new RegExp(
      `${container}\\.securityContext( removed|\\.(readOnlyRootFilesystem|runAsNonRoot|allowPrivilegeEscalation|capabilities|seccompProfile))`,
    ),
    why: 'in a namespace that permits it, or said by the pod as well',
  },
  {
    keys: new RegExp(
      `${pods}template\\.spec\\.securityContext( removed|\\.(runAsNonRoot|runAsUser|runAsGroup|fsGroup|fsGroupChangePolicy))`,
    ),
    why: 'said by each container as well, or a number like any other',
  },
  {
    keys: new RegExp(
      `${pods}(replicas|strategy|template\\.spec\\.restartPolicy|template\\.spec\\.affinity|template\\.metadata)`,
    ),
    why: 'the default holds; on one node nothing is apart',
  },
  {
    keys: /^batch\/(Job|CronJob) spec\.(jobTemplate\.spec\.)?(activeDeadlineSeconds|backoffLimit|backoffLimitPerIndex|completions|parallelism|concurrencyPolicy|startingDeadlineSeconds|successfulJobsHistoryLimit|failedJobsHistoryLimit)/,
    why: 'another number, or the default, is as good',
  },
  {
    keys: /Application spec\.(syncPolicy\.retry\.backoff|ignoreDifferences)/,
    why: 'the default holds; what is not ignored is put right again, for ever but without harm to others',
  },
  {
    keys: /ManifestWork spec\.manifestConfigs/,
    why: 'without it the default strategy holds and no status is reported',
  },
  { keys: /DynamicScoringConfig spec(\.masks)? removed/, why: 'no masks' },
  {
    keys: /DynamicScorer spec\.(scoreDimensionFormat|source\.params\.(range|step) other|scoring\.params\.interval other)/,
    why: 'another format or number is one as well',
  },
  {
    keys: /\/Service spec\.(ports\[\*\]\.port other|type removed)/,
    why: 'nothing asks for that port; ClusterIP is the default',
  },
  { keys: /roleRef\.apiGroup removed/, why: 'the API server fills it in' },
  {
    keys: /PodDisruptionBudget spec\.(minAvailable|selector\.matchLabels(\.app)? removed)/,
    why: 'another number, or all pods of the namespace',
  },
  {
    keys: /Certificate spec\.(commonName|duration|renewBefore|privateKey|dnsNames\[\*\])/,
    why: 'the defaults hold; of the names, the one that is asked for is told',
  },
  {
    keys: /WebhookConfiguration webhooks\[\*\]\.(timeoutSeconds|matchPolicy|reinvocationPolicy|failurePolicy|name|clientConfig\.service\.port|objectSelector|namespaceSelector|rules\[\*\]\.scope)/,
    why: 'the default holds, or the other of the two selectors still keeps the control plane out',
  },

  // What breaks the promise all the same.
  {
    keys: /Application metadata\.finalizers/,
    why: 'the root Application has none on purpose, and no rule knows which is the root',
    breaks: true,
  },
  {
    keys: /Application spec\.syncPolicy\.syncOptions/,
    why: 'which unit needs which option hangs on the cluster',
    breaks: true,
  },
  {
    keys: /PersistentVolumeClaim (metadata\.name other|spec\.storageClassName removed)/,
    why: 'its component says that it brings the claim; whether a cluster has a default class is not known',
    breaks: true,
  },
  {
    keys: /(Issuer spec\.(ca|selfSigned) removed|Certificate spec\.(isCA|issuerRef\.kind))/,
    why: "cert-manager's own webhook refuses it, or says so in its status",
    breaks: true,
  },
  {
    keys: /WebhookConfiguration webhooks(\[\*\]\.(clientConfig\.service\.path|rules))?(\[\*\])?(\.apiGroups\[\*\]|\.apiVersions\[\*\]|\.resources\[\*\])? (other|removed)/,
    why: 'only the program knows its path and what it must be asked about',
    breaks: true,
  },
  {
    keys: /AppProject spec\.namespaceResourceWhitelist removed/,
    why: 'without the list every kind is permitted: more rights than needed, and nothing stops',
  },
];
