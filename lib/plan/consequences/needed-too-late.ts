import { label, type Manifest } from '../../model/manifest';
import { objectOf, type Change } from '../change';
import type { Consequence } from '../consequence';
import type { EnvironmentSide } from '../environment-side';
import { edgesFrom, targetOf } from '../graph-of';
import { whyKept } from '../removal';
import { annotations, type RunningObject } from '../running-object';

const begins: readonly string[] = ['add', 'roll', 'restart', 'recreate'];

/** A workload that starts anew needs an object that the same sync removes or makes in a later wave, so its wave waits forever. */
export const neededTooLate: Consequence = {
  code: 'needed-too-late',
  why: 'Argo CD starts a wave once the wave before it is healthy. A workload that waits for a Secret of a later wave never becomes healthy, and a pod that starts after a removal no longer finds the object.',

  *judge({ changes, byKey, head }) {
    for (const change of changes) {
      const { new: now } = change;
      if (now === undefined || now.inTemplate || now.hook !== undefined) continue;
      if (!change.reasons.some(({ class: word }) => begins.includes(word))) continue;
      for (const edge of edgesFrom(now)) {
        const needed = edge.order === 'before' && !edge.optional ? byKey.get(targetOf(edge)) : undefined;
        const late = needed === undefined || needed === change ? undefined : lateness(needed, now, head);
        if (needed === undefined || late === undefined) continue;
        yield {
          change,
          reason: {
            class: 'danger',
            field: '',
            why: `it needs ${label(objectOf(needed).manifest)}, which ${late}`,
            fix: 'Make it in an earlier wave or an earlier commit, and remove it only once nothing needs it.',
          },
        };
      }
    }
  },

  bad: {
    base: { 'worker01/demo': [web('web:1', 'old'), secret('old')] },
    head: { 'worker01/demo': [web('web:2', 'new'), secret('new', 1)] },
    says: ['danger Deployment demo/web on worker01'],
  },
  good: {
    base: { 'worker01/demo': [web('web:1', 'old'), secret('old')] },
    head: { 'worker01/demo': [web('web:2', 'new'), secret('new', -1)] },
  },
};

function lateness({ old, new: now, reasons }: Change, user: RunningObject, head: EnvironmentSide): string | undefined {
  if (now === undefined) return old === undefined || whyKept(old) ? undefined : 'the same commit removes';
  const made = old === undefined || reasons.some(({ class: word }) => word === 'recreate');
  if (!made || now.cluster !== user.cluster) return undefined;
  const [its, own] = [now, user].map((object) => placeOf(object, head));
  if (its === undefined || own === undefined) return undefined;
  const together = now.folder === user.folder && now.unit === user.unit;
  if (together) return now.wave > user.wave ? `is made in wave ${now.wave}, after wave ${user.wave}` : undefined;
  return now.folder === user.folder && its > own
    ? `is made by Application ${now.application ?? ''} in wave ${its}, after wave ${own}`
    : undefined;
}

/** The wave of the Application that syncs an object. */
function placeOf({ folder, unit }: RunningObject, head: EnvironmentSide): number | undefined {
  const wave = Number(head.applicationOf(folder, unit)?.metadata.annotations?.[annotations.wave] ?? 0);
  return Number.isFinite(wave) ? wave : undefined;
}

function secret(name: string, wave = 0): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'demo', annotations: { [annotations.wave]: String(wave) } },
    type: 'Opaque',
  };
}

function web(image: string, from: string): Manifest {
  const container = { name: 'web', image, envFrom: [{ secretRef: { name: from } }] };
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
