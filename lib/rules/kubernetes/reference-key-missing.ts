import { closest, distance } from 'fastest-levenshtein';
import type { Edge } from '../../graph/edge';
import { formatRef } from '../../model/ref';
import { bare, faultOfEdge, list } from '../engine/fault';
import type { Rule } from '../engine/rule';

/** Every key that is asked of a Secret, ConfigMap or score is one that it will have. */
export const referenceKeyMissing: Rule<Edge> = {
  code: 'reference-key-missing',
  severity: 'error',
  why: 'A pod that asks for a key which its Secret or ConfigMap lacks does not start.',
  fix: 'Ask for a key that the object has, or add the key where the object is made.',

  *collect(_, { edges }) {
    for (const edge of edges) if (edge.to.key !== undefined && !edge.optional && !edge.uninstantiated) yield edge;
  },

  *judge(edges, fleet) {
    for (const edge of edges)
      for (const ref of fleet.targets(edge)) {
        const { key } = ref;
        const found = fleet.find(ref);
        const keys = found.length === 0 ? undefined : fleet.offers.keys(found);
        if (key === undefined || keys === undefined || keys.includes(key)) continue;
        if (edge.instead !== undefined && fleet.find(edge.instead).length > 0) continue;
        const near = keys.length === 0 ? undefined : closest(key, keys);
        const fix =
          near !== undefined && distance(key, near) <= Math.max(2, key.length / 3)
            ? `did you mean ${near}?`
            : `its keys are ${list([...keys].sort())}`;
        yield faultOfEdge(edge, `got key ${key} of ${formatRef(bare(ref))}; ${fix}`, ref.cluster);
      }
  },

  bad: {
    units: {
      'worker01/demo': [
        {
          apiVersion: 'external-secrets.io/v1',
          kind: 'ExternalSecret',
          metadata: { name: 'api', namespace: 'demo' },
          spec: { data: [{ secretKey: 'token', remoteRef: { key: 'api' } }] },
        },
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'reader', namespace: 'demo' },
          spec: {
            containers: [
              {
                name: 'reader',
                env: [
                  { name: 'A', valueFrom: { secretKeyRef: { name: 'api', key: 'tokn' } } },
                  { name: 'B', valueFrom: { secretKeyRef: { name: 'api', key: 'password' } } },
                ],
              },
            ],
          },
        },
      ],
    },
    findings: [
      'Pod demo/reader spec.containers[0].env[0].valueFrom.secretKeyRef.name: got key tokn of Secret demo/api; did you mean token?',
      'Pod demo/reader spec.containers[0].env[1].valueFrom.secretKeyRef.name: got key password of Secret demo/api; its keys are token',
    ],
  },
  good: {
    'worker01/demo': [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'settings', namespace: 'demo' },
        data: { mode: 'fast' },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'reader', namespace: 'demo' },
        spec: {
          containers: [
            {
              name: 'reader',
              env: [
                { name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'mode' } } },
                { name: 'B', valueFrom: { configMapKeyRef: { name: 'settings', key: 'speed', optional: true } } },
              ],
            },
          ],
        },
      },
      // odh-model-controller adds the entry of a data connection to this Secret.
      ...['storage-config', 'other'].map((name) => ({
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name, namespace: 'demo' },
        spec: { data: [{ secretKey: 'own', remoteRef: { key: 'store' } }] },
      })),
      {
        apiVersion: 'serving.kserve.io/v1beta1',
        kind: 'InferenceService',
        metadata: { name: 'fraud', namespace: 'demo' },
        spec: { predictor: { model: { modelFormat: { name: 'onnx' }, storage: { key: 'other', path: 'fraud' } } } },
      },
    ],
  },
};
