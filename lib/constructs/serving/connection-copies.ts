import { Construct } from 'constructs';
import {
  ExternalSecret,
  ExternalSecretSpecDataSourceRefStoreRefKind,
  ExternalSecretSpecTargetCreationPolicy,
  ExternalSecretSpecTargetDeletionPolicy,
  ExternalSecretSpecTargetTemplateEngineVersion,
  ExternalSecretSpecTargetTemplateMergePolicy,
  SecretStore,
  type ExternalSecretSpecTargetTemplate,
} from '../../../imports/external-secrets.io';
import { standardLabels } from '../labels';
import { Grant } from '../rbac';
import { ServiceAccount } from '../service-account';
import {
  connectionData,
  dashboardAnnotations,
  dashboardLabels,
  kserveAnnotations,
  storageEntry,
  storageSecret,
  type Connection,
  type KeyOrigin,
} from './connection';

/** Internal: the component fills it in, so an interface and no schema. */
export interface ConnectionCopiesProps {
  readonly namespace: string;
  readonly connection: Connection;
  readonly origin: KeyOrigin;
  /** Whether the entry of `storage-config` is written here: where models ask for it and no odh-model-controller writes it. */
  readonly storageConfig: boolean;
}

const labels = standardLabels({ name: 'data-connection', component: 'storage', partOf: 'serving' });

/** The other forms of a data connection, copied from the one Secret with its keys, whose account may read just that. */
export class ConnectionCopies extends Construct {
  public constructor(scope: Construct, id: string, props: ConnectionCopiesProps) {
    super(scope, id);
    const { connection, storageConfig } = props;
    const [user, password] = ['{{ .user }}', '{{ .password }}'] as const;
    this.store(props);
    this.copy(props, connection.name, {
      metadata: {
        labels: dashboardLabels,
        annotations: { ...dashboardAnnotations(connection), ...kserveAnnotations(connection) },
      },
      data: connectionData(connection, user, password),
    });
    if (storageConfig)
      this.copy(props, storageSecret, { data: { [connection.name]: storageEntry(connection, user, password) } });
  }

  private store({ namespace, origin: { name } }: ConnectionCopiesProps): void {
    const reader = `${name}-reader`;
    const account = new ServiceAccount(this, 'account', { name: reader, namespace, labels });
    new Grant(this, 'grant', {
      name: reader,
      namespace,
      labels,
      rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: [name], verbs: ['get'] }],
      to: account,
    });
    new SecretStore(this, 'store', {
      metadata: { name, namespace, labels },
      spec: {
        provider: {
          kubernetes: {
            remoteNamespace: namespace,
            server: { caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt' } },
            auth: { serviceAccount: { name: account.name } },
          },
        },
      },
    });
  }

  private copy(
    { namespace, origin }: ConnectionCopiesProps,
    name: string,
    template: Pick<ExternalSecretSpecTargetTemplate, 'metadata' | 'data'>,
  ): void {
    const property = (secretKey: string, from: string) => ({
      secretKey,
      remoteRef: { key: origin.name, property: from },
    });
    new ExternalSecret(this, name, {
      metadata: { name, namespace, labels },
      spec: {
        refreshInterval: '1h0m0s',
        secretStoreRef: { kind: ExternalSecretSpecDataSourceRefStoreRefKind.SECRET_STORE, name: origin.name },
        target: {
          name,
          creationPolicy: ExternalSecretSpecTargetCreationPolicy.OWNER,
          deletionPolicy: ExternalSecretSpecTargetDeletionPolicy.RETAIN,
          template: {
            engineVersion: ExternalSecretSpecTargetTemplateEngineVersion.V2,
            mergePolicy: ExternalSecretSpecTargetTemplateMergePolicy.REPLACE,
            ...template,
          },
        },
        data: [property('user', origin.user), property('password', origin.password)],
      },
    });
  }
}
