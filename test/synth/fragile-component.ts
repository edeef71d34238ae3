import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import type { Component } from '../../lib/components/component';
import { constructs, defineUnit } from '../../lib/model/unit';

/** A component of one unit on every cluster: it fails on workers, and renders what the API server refuses on the hub. */
export const fragile: Component<object, object> = {
  name: 'fragile',
  settings: () => z.strictObject({ size: z.number() }),
  plan: (settings) => settings,
  provides: () => [],
  problems: () => [],
  units: (_, { fleet }) =>
    fleet.clusters.map(({ name: cluster, role }) =>
      defineUnit({
        component: 'fragile',
        cluster,
        settings: ['fragile', 'size'],
        content: constructs((scope) => {
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
        }),
      }),
    ),
};
