import { Construct } from 'constructs';
import { standardLabels } from '../../../constructs/labels';
import { Grant, type Rule, type Verb } from '../../../constructs/rbac';
import { ServiceAccount } from '../../../constructs/service-account';
import { Workload } from '../../../constructs/workload';
import { skupperNamespace } from '../../../environment/skupper';
import type { Cluster } from '../../../model/fleet';

const name = 'skupper-site-controller';

export const controllerNamespace = name;

const read: readonly Verb[] = ['get', 'list', 'watch'];
const write: readonly Verb[] = [...read, 'create', 'update', 'delete'];

/**
 * What upstream's controller asks for where it watches one namespace. It hands most of it on to the router and service
 * controller that it makes, and nobody may give a right that he does not have.
 */
const rules: readonly [Rule, ...Rule[]] = [
  {
    apiGroups: [''],
    resources: ['configmaps', 'pods', 'pods/exec', 'services', 'secrets', 'serviceaccounts', 'events'],
    verbs: [...write, 'patch'],
  },
  { apiGroups: ['apps'], resources: ['deployments', 'statefulsets', 'daemonsets'], verbs: write },
  { apiGroups: ['apps.openshift.io'], resources: ['deploymentconfigs'], verbs: read },
  { apiGroups: ['route.openshift.io'], resources: ['routes'], verbs: write },
  {
    apiGroups: ['networking.k8s.io'],
    resources: ['ingresses', 'networkpolicies'],
    verbs: [...read, 'create', 'delete'],
  },
  { apiGroups: ['projectcontour.io'], resources: ['httpproxies'], verbs: [...read, 'create', 'delete'] },
  { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'rolebindings'], verbs: write },
];

/** Makes of the ConfigMap `skupper-site` a router and a service controller; its rights end with that one namespace. */
export class SiteController extends Construct {
  public constructor(scope: Construct, id: string, { platform }: Cluster) {
    super(scope, id);
    const belonging = { name, component: 'controller', partOf: 'skupper' };
    const labels = standardLabels(belonging);
    const account = new ServiceAccount(this, 'Account', { name, namespace: controllerNamespace, labels });
    new Grant(this, 'Rights', { name, namespace: skupperNamespace, labels, rules, to: account });
    new Workload(this, 'Workload', {
      ...belonging,
      namespace: controllerNamespace,
      platform,
      // The image's own user.
      user: 10000,
      selector: { application: name },
      serviceAccount: { name, token: true },
      containers: [
        {
          name: 'site-controller',
          image: 'quay.io/skupper/site-controller:1.9.0',
          env: { WATCH_NAMESPACE: skupperNamespace },
          resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
        },
      ],
    });
  }
}
