import { isObject } from '../../model/json';
import type { Manifest } from '../../model/manifest';
import type { Consequence } from '../consequence';
import { keyOf, kindOf } from '../running-object';
import { find, parsePattern } from '../../graph/field-pattern';
import { podSpecOf } from '../pod-reads';

const claimName = parsePattern('volumes[*].persistentVolumeClaim');

/** A workload that gets another claim begins with an empty volume. */
export const claimMadeAnew: Consequence = {
  code: 'claim-made-anew',
  why: 'A claim of another name is another volume: it is empty, and the old one is pruned or kept with the data.',

  *judge({ changes, byKey }) {
    for (const change of changes) {
      if (change.old === undefined || change.new === undefined) continue;
      const { cluster, manifest } = change.new;
      const [before, after] = [change.old, change.new].map((side) => claimsOf(side.manifest));
      if (before === undefined || after === undefined) continue;
      for (const name of after) {
        if (before.includes(name) || before.length === 0) continue;
        const claim = {
          cluster,
          manifest: {
            ...manifest,
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { ...manifest.metadata, name },
          },
        };
        const added = byKey.get(keyOf(claim));
        if (added?.new === undefined || added.old !== undefined || kindOf(added.new) !== '/PersistentVolumeClaim')
          continue;
        yield {
          change,
          reason: {
            class: 'danger',
            field: '/spec',
            old: before.join(', '),
            new: name,
            why: `its pods begin with the empty volume of ${name}; the data stay in that of ${before.join(', ')}, if it is kept`,
            fix: 'Make the new claim in one commit, copy the data, and switch in the next.',
          },
        };
      }
    }
  },

  bad: {
    base: { 'worker01/demo': [claim('old'), web('old')] },
    head: { 'worker01/demo': [claim('new'), web('new')] },
    says: ['danger Deployment demo/web on worker01 /spec'],
  },
  good: {
    base: { 'worker01/demo': [claim('old'), claim('new'), web('old')] },
    head: { 'worker01/demo': [claim('old'), claim('new'), web('new')] },
  },
};

function claimsOf(manifest: Manifest): string[] {
  const found = find(claimName, podSpecOf(manifest), []);
  return found.flatMap(({ value }) =>
    isObject(value) && typeof value.claimName === 'string' ? [value.claimName] : [],
  );
}

function claim(name: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: 'demo' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  };
}

function web(claimed: string): Manifest {
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: claimed } }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'demo' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'web:1' }], volumes },
      },
    },
  };
}
