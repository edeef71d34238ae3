import type { FieldRow, ReferenceRow } from './reference-row';

const externalSecret = ['external-secrets.io/ExternalSecret'];
const stores = ['external-secrets.io/ClusterSecretStore', 'external-secrets.io/SecretStore'];
const certificate = ['cert-manager.io/Certificate'];
const monitors = ['monitoring.coreos.com/PodMonitor', 'monitoring.coreos.com/ServiceMonitor'];

const storeKind = {
  field: 'kind',
  kinds: ['external-secrets.io/ClusterSecretStore', 'external-secrets.io/SecretStore'],
  default: 'external-secrets.io/SecretStore',
};
/** Every generator that External Secrets knows; the name of the kind is in the reference. */
const generatorKind = {
  field: 'kind',
  group: 'apiVersion',
  kinds: [
    'ACRAccessToken',
    'CloudsmithAccessToken',
    'ClusterGenerator',
    'ECRAuthorizationToken',
    'Fake',
    'GCRAccessToken',
    'GithubAccessToken',
    'GitlabDeployToken',
    'Grafana',
    'MFA',
    'Password',
    'QuayAccessToken',
    'SSHKey',
    'STSSessionToken',
    'UUID',
    'VaultDynamicSecret',
    'Webhook',
  ].map((kind) => `generators.external-secrets.io/${kind}`),
};

/** Secrets by which a SecretStore proves who it is, as paths below `spec.provider`. */
const storeSecrets = [
  'aws.auth.secretRef.accessKeyIDSecretRef',
  'aws.auth.secretRef.secretAccessKeySecretRef',
  'aws.auth.secretRef.sessionTokenSecretRef',
  'azurekv.authSecretRef.clientId',
  'azurekv.authSecretRef.clientSecret',
  'gcpsm.auth.secretRef.secretAccessKeySecretRef',
  'kubernetes.auth.cert.clientCert',
  'kubernetes.auth.cert.clientKey',
  'kubernetes.auth.token.bearerToken',
  'kubernetes.authRef',
  'vault.auth.appRole.roleRef',
  'vault.auth.appRole.secretRef',
  'vault.auth.cert.secretRef',
  'vault.auth.jwt.secretRef',
  'vault.auth.kubernetes.secretRef',
  'vault.auth.ldap.secretRef',
  'vault.auth.tokenSecretRef',
  'vault.auth.userPass.secretRef',
  'vault.tls.certSecretRef',
  'vault.tls.keySecretRef',
];
const storeAccounts = [
  'aws.auth.jwt.serviceAccountRef',
  'kubernetes.auth.serviceAccount',
  'vault.auth.kubernetes.serviceAccountRef',
];

/** Secrets that an Issuer reads, as paths below `spec`. */
const issuerSecrets = [
  'acme.externalAccountBinding.keySecretRef',
  'acme.solvers[*].dns01.acmeDNS.accountSecretRef',
  'acme.solvers[*].dns01.azureDNS.clientSecretSecretRef',
  'acme.solvers[*].dns01.cloudDNS.serviceAccountSecretRef',
  'acme.solvers[*].dns01.cloudflare.apiKeySecretRef',
  'acme.solvers[*].dns01.cloudflare.apiTokenSecretRef',
  'acme.solvers[*].dns01.digitalocean.tokenSecretRef',
  'acme.solvers[*].dns01.rfc2136.tsigSecretSecretRef',
  'acme.solvers[*].dns01.route53.secretAccessKeySecretRef',
  'vault.auth.appRole.secretRef',
  'vault.auth.kubernetes.secretRef',
  'vault.auth.tokenSecretRef',
  'vault.caBundleSecretRef',
  'vault.clientCertSecretRef',
  'vault.clientKeySecretRef',
  'venafi.cloud.apiTokenSecretRef',
  'venafi.tpp.credentialsRef',
];

/** What External Secrets, cert-manager and the Prometheus operator refer to. */
export const secretReferences: readonly ReferenceRow[] = [
  { of: externalSecret, at: 'spec.secretStoreRef', name: 'name', to: storeKind, order: 'before' },
  ...['spec.data[*].sourceRef', 'spec.dataFrom[*].sourceRef'].flatMap((at): ReferenceRow[] => [
    { of: externalSecret, at: `${at}.storeRef`, name: 'name', to: storeKind, order: 'before' },
    { of: externalSecret, at: `${at}.generatorRef`, name: 'name', to: generatorKind, order: 'before' },
  ]),
  ...secretOrConfigMap(externalSecret, 'spec.target.template.templateFrom[*]', 'items[*].key', 'before'),
  ...storeSecrets.map((path): ReferenceRow => ({
    of: stores,
    at: `spec.provider.${path}`,
    name: 'name',
    to: '/Secret',
    namespace: { field: 'namespace' },
    key: 'key',
    order: 'before',
  })),
  ...storeAccounts.map((path): ReferenceRow => ({
    of: stores,
    at: `spec.provider.${path}`,
    name: 'name',
    to: '/ServiceAccount',
    namespace: { field: 'namespace' },
    order: 'before',
  })),
  ...['kubernetes.server.caProvider', 'vault.caProvider'].map((path): ReferenceRow => ({
    of: stores,
    at: `spec.provider.${path}`,
    name: 'name',
    to: { field: 'type', kinds: ['/ConfigMap', '/Secret'] },
    namespace: { field: 'namespace' },
    key: 'key',
    order: 'before',
  })),
  { of: stores, at: 'spec.provider.kubernetes', name: 'remoteNamespace', to: '/Namespace', order: 'late' },
  { of: stores, at: 'spec.provider.vault.server', url: 'qualified', order: 'late' },

  {
    of: certificate,
    at: 'spec.issuerRef',
    name: 'name',
    to: {
      field: 'kind',
      group: 'group',
      kinds: ['cert-manager.io/ClusterIssuer', 'cert-manager.io/Issuer'],
      default: 'cert-manager.io/Issuer',
    },
    order: 'before',
  },
  ...['jks', 'pkcs12'].map((store): ReferenceRow => ({
    of: certificate,
    at: `spec.keystores.${store}.passwordSecretRef`,
    name: 'name',
    to: '/Secret',
    key: 'key',
    order: 'before',
  })),
  ...issuerRows('cert-manager.io/Issuer'),
  // cert-manager reads what a ClusterIssuer names in its own namespace.
  ...issuerRows('cert-manager.io/ClusterIssuer', { fixed: 'cert-manager' }),

  ...monitors.flatMap((kind) => endpointRows(kind, kind.endsWith('PodMonitor') ? 'podMetricsEndpoints' : 'endpoints')),
];

function issuerRows(kind: string, namespace?: { readonly fixed: string }): ReferenceRow[] {
  const rest = { of: [kind], to: '/Secret', order: 'before', ...(namespace && { namespace }) } as const;
  return [
    { ...rest, at: 'spec.ca', name: 'secretName' },
    ...issuerSecrets.map((path): FieldRow => ({ ...rest, at: `spec.${path}`, name: 'name', key: 'key' })),
    {
      ...rest,
      at: 'spec.vault.auth.kubernetes.serviceAccountRef',
      name: 'name',
      to: '/ServiceAccount',
    },
    { of: [kind], at: 'spec.vault.server', url: 'qualified', order: 'late' },
  ];
}

function endpointRows(kind: string, list: string): ReferenceRow[] {
  const of = [kind];
  const at = `spec.${list}[*]`;
  const secrets = [
    'authorization.credentials',
    'basicAuth.password',
    'basicAuth.username',
    'bearerTokenSecret',
    'oauth2.clientSecret',
    'tlsConfig.keySecret',
  ];
  return [
    ...secrets.map((path): ReferenceRow => ({
      of,
      at: `${at}.${path}`,
      name: 'name',
      to: '/Secret',
      key: 'key',
      optional: 'optional',
      order: 'late',
    })),
    ...['oauth2.clientId', 'tlsConfig.ca', 'tlsConfig.cert'].flatMap((path) =>
      secretOrConfigMap(of, `${at}.${path}`, 'key', 'late'),
    ),
  ];
}

function secretOrConfigMap(of: readonly string[], at: string, key: string, order: 'before' | 'late'): ReferenceRow[] {
  const rest = { of, name: 'name', key, optional: 'optional', order };
  return [
    { ...rest, at: `${at}.secret`, to: '/Secret' },
    { ...rest, at: `${at}.configMap`, to: '/ConfigMap' },
  ];
}
