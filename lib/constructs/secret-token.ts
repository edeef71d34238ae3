import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { groupKind } from '../kinds/group-kind';
import type { Ref } from '../model/ref';
import type { Labels } from './labels';
import { ClusterRoleUse } from './rbac';
import { patch, refused, without } from './refused-defaults';
import { ServiceAccount } from './service-account';

/** Internal: components fill it in, so an interface and no schema. */
export interface SecretTokenProps {
  /** Of the Secret, whose key `token` the control plane fills. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Of the account that the token is for, and that is made here. */
  readonly serviceAccount: string;
  /** What it may do, as `cluster-monitoring-view` on OpenShift. */
  readonly clusterRole: string;
}

/**
 * A bearer token for the cluster's own API or metrics without a secret backend: the Secret is rendered empty, and the control
 * plane writes the token of the ServiceAccount into it. The file contains nothing secret.
 */
export class SecretToken extends Construct {
  public constructor(scope: Construct, id: string, props: SecretTokenProps) {
    super(scope, id);
    const { name, namespace, labels, clusterRole } = props;
    const account = new ServiceAccount(this, 'ServiceAccount', { name: props.serviceAccount, namespace, labels });
    const binding = `${namespace}-${account.name}-${clusterRole}`;
    new ClusterRoleUse(this, 'Rights', { name: binding, labels, clusterRole, to: account });
    const secret = new kplus.ServiceAccountTokenSecret(this, 'Secret', {
      metadata: { name, namespace, labels },
      serviceAccount: kplus.ServiceAccount.fromServiceAccountName(this, 'Account', account.name),
    });
    patch(secret, ...without(refused.immutable), ...without(refused.tokenSecret));
  }
}

/** Where the token will be. */
export function tokenRef(cluster: string, { namespace, name }: Pick<SecretTokenProps, 'namespace' | 'name'>): Ref {
  return { cluster, ...groupKind('/Secret'), namespace, name, key: 'token' };
}
