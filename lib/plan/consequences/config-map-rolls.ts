import { configHash } from '../../model/marker';
import type { Manifest } from '../../model/manifest';
import { objectOf } from '../change';
import type { Consequence } from '../consequence';
import { pointer } from '../../kinds/changed';
import { readsOf } from '../pod-reads';
import { kindOf } from '../running-object';

/** A pod template that carries a hash of its ConfigMaps rolls because one of them changes: the plan names it. */
export const configMapRolls: Consequence = {
  code: 'config-map-rolls',
  why: 'Pods take in a changed ConfigMap when they start; the hash in the template makes them start anew.',

  *judge({ changes, byKey }) {
    for (const change of changes) {
      const field = change.reasons.find((reason) => reason.field.includes(pointer([configHash]).slice(1)));
      if (field === undefined || change.new === undefined) continue;
      const { cluster, manifest } = objectOf(change);
      const causes = readsOf(manifest)
        .map(({ kind, name }) => byKey.get(`${cluster} /${kind} ${manifest.metadata.namespace ?? ''} ${name}`))
        .filter((cause) => cause !== undefined && kindOf(objectOf(cause)) === '/ConfigMap');
      for (const cause of causes) {
        const keys = cause?.changed?.fields.map(({ path }) => path.at(-1)).join(', ') ?? 'all of it';
        const name = cause === undefined ? '' : objectOf(cause).manifest.metadata.name;
        yield {
          change,
          reason: { class: field.class, field: field.field, why: `because ConfigMap ${name} changes: ${keys}` },
        };
      }
    }
  },

  bad: {
    base: { 'worker01/demo': [settings('1'), web('aaa')] },
    head: { 'worker01/demo': [settings('2'), web('bbb')] },
    says: ['roll Deployment demo/web on worker01 /spec/template/metadata/annotations/scorewright.dev~1config-hash'],
  },
  good: {
    base: { 'worker01/demo': [settings('1'), web('aaa')] },
    head: { 'worker01/demo': [settings('1'), web('bbb')] },
  },
};

function settings(a: string): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'demo' }, data: { a } };
}

function web(hash: string): Manifest {
  const container = { name: 'web', image: 'web:1', envFrom: [{ configMapRef: { name: 'settings' } }] };
  const metadata = { labels: { app: 'web' }, annotations: { [configHash]: hash } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'demo' },
    spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata, spec: { containers: [container] } } },
  };
}
