import { serviceUrl, type Endpoint } from '../../constructs/endpoint';
import { minioName, minioPorts, minioRegion, rootSecret, type Connection } from '../../constructs/serving/connection';
import type { DataConnectionProps } from '../../constructs/serving/data-connection';
import { minioEndpoints } from '../../constructs/serving/minio';
import type { Secrets } from '../../environment/secrets';
import type { Cluster } from '../../model/fleet';
import type { ServingSettings } from './settings/settings';

/** The data connection of a block, the same on each of its clusters. */
export function dataConnection({ storage, namespace }: ServingSettings, { backend }: Secrets): Connection {
  const { minio, s3, bucket } = storage;
  const fromBackend = backend === 'external-secrets' ? 'store' : 'person';
  if (minio !== undefined) {
    const { credentials = backend === 'external-secrets' ? 'generated' : 'backend' } = minio;
    return {
      name: 'aws-connection-minio',
      displayName: 'MinIO',
      bucket,
      region: minioRegion,
      endpoint: serviceUrl({ service: minioName, namespace, port: minioPorts.api }),
      aws: false,
      access: { type: 'keys', made: credentials === 'generated' ? 'generated' : fromBackend, origin: rootSecret },
    };
  }
  if (s3 === undefined) throw new Error('the schema lets no storage pass that is neither minio nor s3');
  const { region, endpoint, role, secret: name = 'aws-connection-s3' } = s3;
  const origin = { name: `${name}-keys`, user: 'AWS_ACCESS_KEY_ID', password: 'AWS_SECRET_ACCESS_KEY' };
  return {
    name,
    displayName: 'S3',
    bucket,
    region,
    endpoint: (endpoint ?? `https://s3.${region}.amazonaws.com`).replace(/\/+$/, ''),
    aws: endpoint === undefined,
    access: role === undefined ? { type: 'keys', made: fromBackend, origin } : { type: 'role', role },
  };
}

/** How the block's MinIO is reached on a cluster. */
export function endpointsOf(
  { storage, namespace }: ServingSettings,
  cluster: Cluster,
): [Endpoint, Endpoint] | undefined {
  return storage.minio && minioEndpoints(cluster, namespace, storage.minio.expose);
}

/** A connection as the construct takes it that renders it; by itself it makes nothing. */
export function connectionProps(connection: Connection, namespace: string): DataConnectionProps {
  const { name, displayName, bucket, region, endpoint, aws, access } = connection;
  const own = access.type === 'role' ? { role: access.role } : { origin: access.origin };
  return {
    ...{ namespace, name, displayName, bucket, region, serviceAccount: false },
    ...(!aws && { endpoint }),
    ...own,
  };
}
