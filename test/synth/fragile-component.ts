import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import type { Component } from '../../lib/components/component';
import type { Unit } from '../../lib/model/unit';

/** A component of one unit on every cluster: it fails on workers, and renders what the API server refuses on the hub. */
export const fragile: Component<object> = {
  name: 'fragile',
  settings: () => z.strictObject({ size: z.number() }),
  provides: () => [],
  problems: () => [],
  units: (_, { fleet }) =>
    fleet.clusters.map(({ name: cluster, role }): Unit => ({
      name: 'fragile',
      component: 'fragile',
      cluster,
      delivery: 'argo',
      stage: 'workloads',
      settings: ['fragile', 'size'],
      namespaces: [],
      needs: [],
      content: {
        type: 'constructs',
        ignoreDifferences: [],
        tests: [],
        build: (scope) => {
          if (role === 'managed') throw new Error(`got 7; at most 5`);
          const part = new Construct(scope, 'part');
          new ApiObject(part, 'settings', {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'settings', namespace: 'open-cluster-management' },
            dada: { a: 'b' },
          });
          new ApiObject(part, 'user', {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'user', namespace: 'open-cluster-management' },
            spec: {
              containers: [
                {
                  name: 'run',
                  image: 'docker.io/library/busybox:1.37.0',
                  envFrom: [{ configMapRef: { name: 'settings' } }],
                },
              ],
            },
          });
        },
      },
    })),
};
