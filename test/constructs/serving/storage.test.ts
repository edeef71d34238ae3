import { DataConnection, type DataConnectionProps } from '../../../lib/constructs/serving/data-connection';
import { Minio, type MinioProps } from '../../../lib/constructs/serving/minio';
import type { Manifest } from '../../../lib/model/manifest';
import { schemaFaults } from '../../../lib/schema/schema-faults';
import { refusal } from '../app';
import { at, rendered } from '../rendered';

const namespace = 'models';
const titles = (manifests: readonly Manifest[]) => manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

describe('Minio', () => {
  const minio: MinioProps = { namespace, size: '5Gi' };

  test('is a volume, a server and its Service', () => {
    const manifests = rendered((scope) => new Minio(scope, 'minio', minio));
    expect(titles(manifests)).toEqual(['PersistentVolumeClaim minio', 'Deployment minio', 'Service minio']);
    expect(manifests.flatMap((manifest) => schemaFaults(manifest))).toEqual([]);
  });

  test('has Routes on OpenShift and the class of EKS, and reads its root user from the Secret that is named', () => {
    const openshift = rendered(
      (scope) => new Minio(scope, 'minio', { ...minio, platform: 'openshift', appsDomain: 'apps.example.com' }),
    );
    expect(titles(openshift)).toContain('Route minio-s3');
    expect(
      at(
        openshift.find(({ kind }) => kind === 'Route'),
        'spec',
        'host',
      ),
    ).toBe('minio-s3-models.apps.example.com');
    const [claim, deployment] = rendered(
      (scope) => new Minio(scope, 'minio', { ...minio, platform: 'eks', rootUser: 'root' }),
    );
    expect(at(claim, 'spec', 'storageClassName')).toBe('gp3');
    expect(JSON.stringify(deployment)).toContain('"secretKeyRef":{"key":"MINIO_ROOT_USER","name":"root"}');
  });

  test('rejects a size that is none, and an exposure that does nothing', () => {
    expect(refusal((scope) => new Minio(scope, 'minio', { ...minio, size: '5 GB' }))).toBe(
      'Minio at app/minio: size: got "5 GB"; a size is in whole bytes, as "5Gi", "1.5Gi" or "1G"',
    );
    const expose = { console: { loadBalancer: 'internal' } } as const;
    expect(refusal((scope) => new Minio(scope, 'minio', { ...minio, expose }))).toBe(
      'Minio at app/minio: expose.console: got loadBalancer on this cluster, which is kind and gives it no address; use nodePort or skupper',
    );
  });
});

describe('DataConnection', () => {
  const s3: DataConnectionProps = { namespace, bucket: 'models', region: 'eu-central-1' };
  const connection = (props: DataConnectionProps) => rendered((scope) => new DataConnection(scope, 'data', props));

  test('with keys that somebody gives it is the account that reads them', () => {
    const [account, ...others] = connection(s3);
    expect(others).toEqual([]);
    expect(account).toMatchObject({
      kind: 'ServiceAccount',
      metadata: { name: 'model-storage' },
      secrets: [{ name: 'aws-connection-s3' }],
    });
  });

  test('a role takes the place of keys', () => {
    const role = 'arn:aws:iam::123456789012:role/models';
    const [account] = connection({ ...s3, role });
    expect(account?.metadata.annotations).toMatchObject({
      'eks.amazonaws.com/role-arn': role,
      'serving.kserve.io/s3-region': 'eu-central-1',
    });
    expect(refusal((scope) => new DataConnection(scope, 'data', { ...s3, role, keys: 'copied' }))).toBe(
      `DataConnection at app/data: role: got "${role}"; a role takes the place of keys; leave one of the two out`,
    );
  });

  test('generated keys of a MinIO are made once and copied into each form', () => {
    const manifests = rendered((scope) => {
      const minio = new Minio(scope, 'minio', { namespace, size: '5Gi' });
      new DataConnection(scope, 'data', { namespace, bucket: 'models', minio, keys: 'generated', storageConfig: true });
    });
    expect(titles(manifests).filter((title) => /External|Password/.test(title))).toEqual([
      'Password minio-root-user',
      'ExternalSecret minio-root-user',
      'ExternalSecret aws-connection-minio',
      'ExternalSecret storage-config',
    ]);
    const copy = manifests.find(
      ({ metadata, kind }) => kind === 'ExternalSecret' && metadata.name === 'aws-connection-minio',
    );
    expect(at(copy, 'spec', 'target', 'template', 'data')).toMatchObject({
      AWS_S3_ENDPOINT: 'http://minio.models.svc:9000',
      AWS_S3_BUCKET: 'models',
    });
    expect(manifests.flatMap((manifest) => schemaFaults(manifest))).toEqual([]);
  });

  test('a bucket that S3 rejects is rejected', () => {
    expect(refusal((scope) => new DataConnection(scope, 'data', { ...s3, bucket: 'My Bucket' }))).toMatch(
      /^DataConnection at app\/data: bucket: got "My Bucket"; a bucket has 3 to 63 /,
    );
  });
});
