import { Construct } from 'constructs';
import { KubeServiceAccount } from '../../../imports/k8s';
import { standardLabels } from '../labels';
import { kserveAnnotations, modelAccount, type Connection } from './connection';

/**
 * The ServiceAccount of predictors and uploads. KServe reads the keys from the Secret that it lists; on EKS it stands for an
 * IAM role instead, and the annotations that KServe would find on a Secret stand on it.
 */
export class ModelAccount extends Construct {
  public readonly name = modelAccount;

  public constructor(scope: Construct, id: string, namespace: string, connection: Connection) {
    super(scope, id);
    const { access, name } = connection;
    const annotations =
      access.type === 'role'
        ? { 'eks.amazonaws.com/role-arn': access.role, ...kserveAnnotations(connection) }
        : undefined;
    new KubeServiceAccount(this, 'account', {
      metadata: {
        name: modelAccount,
        namespace,
        labels: standardLabels({ name: modelAccount, component: 'storage', partOf: 'serving' }),
        ...(annotations && { annotations }),
      },
      automountServiceAccountToken: false,
      ...(access.type === 'keys' && { secrets: [{ name }] }),
    });
  }
}
