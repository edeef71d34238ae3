import { Construct } from 'constructs';
import { ClusterSecretStore } from '../../../imports/external-secrets.io';
import { renderedStore } from '../../constructs/secret';
import { ServiceAccount } from '../../constructs/service-account';
import { storeAccount } from '../../environment/secrets';

/** Where AWS Secrets Manager is, and the IAM role that may read it. */
export interface ManagerSettings {
  readonly region: string;
  readonly role: string;
}

/** AWS Secrets Manager as a ClusterSecretStore. It logs in by a ServiceAccount of its own, which stands for an IAM role. */
export class RenderedStore extends Construct {
  public constructor(scope: Construct, id: string, { region, role }: ManagerSettings) {
    super(scope, id);
    const labels = { 'app.kubernetes.io/managed-by': 'scorewright' };
    const account = new ServiceAccount(this, 'Account', {
      ...storeAccount,
      labels,
      annotations: { 'eks.amazonaws.com/role-arn': role },
    });
    new ClusterSecretStore(this, 'ClusterSecretStore', {
      metadata: { name: renderedStore, labels },
      spec: {
        provider: {
          aws: {
            service: 'SecretsManager',
            region,
            auth: { jwt: { serviceAccountRef: { name: account.name, namespace: account.namespace } } },
          },
        },
      },
    });
  }
}
