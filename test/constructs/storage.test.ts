import { ConfigMap } from '../../lib/constructs/config-map';
import { Claim, claimSchema } from '../../lib/constructs/pvc';
import type { Manifest } from '../../lib/model/manifest';
import { rendered, renderedOne } from './rendered';

const meta = { name: 'energetiscope-data', namespace: 'energy', labels: { part: 'x' } };

function claim(settings: unknown): Manifest {
  return renderedOne((scope) => new Claim(scope, 'claim', { ...meta, settings: claimSchema.parse(settings) }));
}

test('a claim asks for its size, on the default class', () => {
  expect(claim({ size: '500Mi' })).toEqual({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: meta,
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '500Mi' } } },
  });
});

test('a claim names class and access mode when given', () => {
  expect(claim({ size: '10Gi', access: 'ReadWriteMany', class: 'efs' }).spec).toEqual({
    accessModes: ['ReadWriteMany'],
    resources: { requests: { storage: '10Gi' } },
    storageClassName: 'efs',
  });
});

test('a negative size is rejected', () => {
  expect(claimSchema.safeParse({ size: '-1Gi' }).error?.issues[0]).toMatchObject({
    path: ['size'],
    message: 'got "-1Gi"; a size is more than 0, as "128Mi"',
  });
});

test('a ConfigMap shows the hash of its content, whatever the order of its keys', () => {
  const hashes = [
    { a: '1', b: '2' },
    { b: '2', a: '1' },
    { a: '1', b: '3' },
  ].map((data) => {
    let hash = '';
    const [manifest] = rendered((scope) => {
      hash = new ConfigMap(scope, 'settings', { ...meta, data }).contentHash;
    });
    expect(manifest).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata: meta, data });
    return hash;
  });
  expect(hashes[0]).toBe(hashes[1]);
  expect(hashes[0]).not.toBe(hashes[2]);
});
