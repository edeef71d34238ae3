import { valueAt } from '../../kinds/changed';
import { fieldsOf, objectsOf } from '../../model/json';
import type { Manifest } from '../../model/manifest';
import { billionths } from '../../model/quantity';
import type { Consequence } from '../consequence';
import type { EnvironmentSide } from '../environment-side';
import { podSpecOf } from '../pod-reads';
import { kindOf, type RunningObject } from '../running-object';

/** A rolling Deployment starts new pods before the old ones end, and there is no room for them. */
export const noRoomToRoll: Consequence = {
  code: 'no-room-to-roll',
  why: 'With maxSurge, new pods start before the old ones end. A volume that only one node can hold, a port of the node or a ResourceQuota may leave no room for them, and the roll waits forever.',

  *judge({ changes, head }) {
    for (const change of changes) {
      const { new: now } = change;
      if (now === undefined || kindOf(now) !== 'apps/Deployment') continue;
      const rolls = change.reasons.find(({ class: word }) => word === 'roll');
      const surge = surgeOf(now.manifest);
      if (rolls === undefined || surge === 0) continue;
      for (const why of shortages(now, surge, head))
        yield {
          change,
          reason: {
            class: 'roll',
            field: '',
            why,
            fix: 'Give it strategy Recreate, or maxSurge 0 and maxUnavailable 1.',
          },
        };
    }
  },

  bad: {
    base: { 'worker01/demo': [web('web:1', '600m'), quota('2')] },
    head: { 'worker01/demo': [web('web:2', '600m'), quota('2')] },
    says: ['roll Deployment demo/web on worker01'],
  },
  good: {
    base: { 'worker01/demo': [web('web:1', '500m'), quota('2')] },
    head: { 'worker01/demo': [web('web:2', '500m'), quota('2')] },
  },
};

function* shortages(now: RunningObject, surge: number, head: EnvironmentSide): Iterable<string> {
  const pod = podSpecOf(now.manifest);
  const { namespace } = now.manifest.metadata;
  const beside = head.objectsOn(now.cluster).filter(({ manifest }) => manifest.metadata.namespace === namespace);
  for (const { persistentVolumeClaim } of objectsOf(pod?.volumes)) {
    const name = valueAt(persistentVolumeClaim, 'claimName');
    const claim = beside.find((one) => kindOf(one) === '/PersistentVolumeClaim' && one.manifest.metadata.name === name);
    const modes = valueAt(claim?.manifest.spec, 'accessModes');
    if (Array.isArray(modes) && modes.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod'))
      yield `the new pod waits for the volume of ${String(name)}, which the node of the old one holds (${modes.join(', ')})`;
  }
  const port = objectsOf(pod?.containers)
    .flatMap(({ ports }) => objectsOf(ports))
    .find(({ hostPort }) => hostPort !== undefined);
  if (port !== undefined)
    yield `the new pod waits for a node with port ${String(port.hostPort)} free: each old pod holds it on its own node`;
  for (const { manifest } of beside.filter((one) => kindOf(one) === '/ResourceQuota'))
    yield* quotaShortages(manifest, now, beside, surge);
}

/** The resources that the namespace would ask for while the surge runs beside everything else, where a quota has less. */
function* quotaShortages(
  quota: Manifest,
  rolling: RunningObject,
  beside: readonly RunningObject[],
  surge: number,
): Iterable<string> {
  for (const [resource, hard] of Object.entries(fieldsOf(valueAt(quota.spec, 'hard')))) {
    const limit = billionths(resource === 'pods' ? String(hard) : hard);
    const asked = (object: RunningObject) => askedFor(resource, object.manifest);
    if (limit === undefined || asked(rolling) === undefined) continue;
    const all = beside.reduce((sum, one) => sum + (asked(one) ?? 0n) * BigInt(replicasOf(one.manifest)), 0n);
    if (all + (asked(rolling) ?? 0n) * BigInt(surge) > limit)
      yield `ResourceQuota ${quota.metadata.name} has no room for ${surge} more: ${resource} is ${String(hard)}`;
  }
}

/** How much of a resource of the quota one pod asks for; undefined for a resource that pods do not ask for. */
function askedFor(resource: string, manifest: Manifest): bigint | undefined {
  const pod = podSpecOf(manifest);
  if (pod === undefined) return undefined;
  if (resource === 'pods') return 1_000_000_000n;
  const [, list = 'requests', name = ''] = /^(?:(requests|limits)\.)?(cpu|memory)$/.exec(resource) ?? [];
  if (name === '') return undefined;
  return objectsOf(pod.containers).reduce(
    (sum, { resources }) => sum + (billionths(fieldsOf(valueAt(resources, list))[name]) ?? 0n),
    0n,
  );
}

const counted = ['Deployment', 'StatefulSet', 'ReplicaSet'];

function replicasOf({ kind, spec }: Manifest): number {
  if (kind === 'Pod') return 1;
  const replicas = valueAt(spec, 'replicas') ?? 1;
  return counted.includes(kind) && typeof replicas === 'number' ? replicas : 0;
}

/** How many pods run beyond the wanted ones during a roll. */
function surgeOf({ spec }: Manifest): number {
  if (valueAt(spec, 'strategy.type') === 'Recreate') return 0;
  const surge = valueAt(spec, 'strategy.rollingUpdate.maxSurge') ?? '25%';
  if (typeof surge === 'number') return surge;
  const replicas = valueAt(spec, 'replicas') ?? 1;
  const share = typeof surge === 'string' ? Number(surge.replace('%', '')) : 0;
  return Math.ceil((share / 100) * Number(replicas)) || 0;
}

function quota(cpu: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'demo', namespace: 'demo' },
    spec: { hard: { 'requests.cpu': cpu } },
  };
}

function web(image: string, cpu: string): Manifest {
  const container = { name: 'web', image, resources: { requests: { cpu } } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'demo' },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } },
    },
  };
}
