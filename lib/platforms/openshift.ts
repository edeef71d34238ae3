import type { Platform } from '../model/platform';
import { generic } from './generic';
import { named, present } from './present';

/** Namespaces of a cluster, and of the operators that most clusters have; those of other operators belong under `external`. */
const namespaces = new RegExp(
  `^openshift(-(${[
    'adp',
    'apiserver',
    'authentication',
    'cloud-[a-z-]+',
    'cluster-[a-z-]+',
    'cnv',
    'config(-managed)?',
    'console(-user-settings)?',
    'controller-manager',
    'distributed-tracing',
    'dns',
    'etcd',
    'gitops',
    'host-network',
    'image-registry',
    'infra',
    'ingress(-canary)?',
    'insights',
    'kube-(apiserver|controller-manager|scheduler|storage-version-migrator)',
    'logging',
    'machine-(api|config)',
    'marketplace',
    'monitoring',
    'multus',
    'network-[a-z-]+',
    'nfd',
    'node',
    'oauth-apiserver',
    'operator-lifecycle-manager',
    'operators(-redhat)?',
    'ovn-kubernetes',
    'pipelines',
    'route-controller-manager',
    'serverless',
    'service-ca',
    'storage',
    'user-workload-monitoring',
  ].join('|')})(-operator)?)?$`,
);

/** The Services of OpenShift's own monitoring that answer queries. */
const monitoringHosts = /^(thanos-querier|prometheus-k8s)[.-]openshift-monitoring(\.|$)/;

/** OpenShift 4 on any cloud; its class is that of the cloud, `gp3-csi` on AWS. */
export const openshift: Platform = {
  ...generic,
  name: 'openshift',
  assignsUids: true,
  storage: { class: 'gp3-csi', hasDefault: true },
  routes: true,
  loadBalancer: { annotations: {}, internal: {} },
  ingressClass: 'openshift-default',
  openshiftAi: true,
  monitoring: {
    hosts: monitoringHosts,
    readerRole: 'cluster-monitoring-view',
    monitorsNeed: {
      namespace: 'openshift-monitoring',
      configMap: 'cluster-monitoring-config',
      why: 'with enableUserWorkload: true in its config.yaml; else nobody collects what the agent shows',
    },
    url: 'https://thanos-querier.openshift-monitoring.svc.cluster.local:9091',
    serviceCa: { name: 'openshift-service-ca.crt', key: 'service-ca.crt' },
  },
  argocd: { namespace: 'openshift-gitops', configuredBy: 'operator' },
  present: [
    present({
      APIGroup: /(^|\.)openshift\.io$|^(operators|monitoring)\.coreos\.com$/,
      'rbac.authorization.k8s.io/ClusterRole':
        /^(basic-user|cluster-monitoring-view|cluster-reader|registry-.+|self-provisioner)$/,
      '/ConfigMap': /\/openshift-service-ca\.crt$/,
      'networking.k8s.io/IngressClass': named('openshift-default'),
      '/Namespace': namespaces,
      '/Service':
        /^(openshift-image-registry\/image-registry|openshift-monitoring\/(alertmanager-main|prometheus-k8s|thanos-querier))$/,
      '/ServiceAccount': /(\/(builder|deployer)|^openshift-gitops\/openshift-gitops-argocd-application-controller)$/,
    }),
  ],
  toldBy: { product: /^(openshift|rosa|aro|roks|osd)/i },
};
