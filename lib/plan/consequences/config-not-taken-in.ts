import { label, type Manifest } from '../../model/manifest';
import { objectOf, type Change } from '../change';
import type { Consequence } from '../consequence';
import { readsOf } from '../pod-reads';
import { keyOf, kindOf } from '../running-object';

/** A ConfigMap or Secret whose readers do not start anew: they go on with what they have. */
export const configNotTakenIn: Consequence = {
  code: 'config-not-taken-in',
  why: 'Environment variables and subPaths never reach a pod that runs; volumes do after a minute, and a program may read its file once.',

  *judge({ changes, byKey, head }) {
    for (const change of changes) {
      if (!isContent(change) || change.new === undefined) continue;
      const { cluster, manifest } = change.new;
      const readers = head.objectsOn(cluster).filter((object) => {
        const rolled = byKey
          .get(keyOf(object))
          ?.reasons.some(({ class: word }) => word === 'roll' || word === 'restart');
        const workload = ['Deployment', 'StatefulSet', 'DaemonSet'].includes(object.manifest.kind);
        return workload && !rolled && object.manifest.metadata.namespace === manifest.metadata.namespace;
      });
      for (const reader of readers) {
        const read = readsOf(reader.manifest).find(
          ({ kind, name }) => kind === manifest.kind && name === manifest.metadata.name,
        );
        if (read === undefined) continue;
        yield {
          change,
          reason: {
            class: 'next-run',
            field: '',
            why: read.follows
              ? `${label(reader.manifest)} sees it in its volume after a minute, if it reads the file again`
              : `${label(reader.manifest)} reads it from its environment and keeps the old value until its pods start anew`,
            fix: `kubectl rollout restart ${reader.manifest.kind.toLowerCase()}/${reader.manifest.metadata.name} -n ${reader.manifest.metadata.namespace ?? 'default'}`,
          },
        };
      }
    }
  },

  bad: {
    base: { 'worker01/demo': [settings('1'), web()] },
    head: { 'worker01/demo': [settings('2'), web()] },
    says: ['next-run ConfigMap demo/settings on worker01'],
  },
  good: {
    base: { 'worker01/demo': [settings('1')] },
    head: { 'worker01/demo': [settings('2')], 'worker02/demo': [web()] },
  },
};

function isContent(change: Change): boolean {
  const kind = kindOf(objectOf(change));
  const fields = change.changed?.fields ?? [];
  return (
    (kind === '/ConfigMap' || kind === '/Secret') &&
    fields.some(({ path }) => /^(?:data|binaryData)$/.test(String(path[0])))
  );
}

function settings(a: string): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'demo' }, data: { a } };
}

function web(): Manifest {
  const container = { name: 'web', image: 'web:1', envFrom: [{ configMapRef: { name: 'settings' } }] };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'demo' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } },
    },
  };
}
