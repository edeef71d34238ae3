import {
  below,
  valueAt,
  verdict,
  type Changed,
  type FieldChange,
  type Fields,
  type Meaning,
  type Verdict,
} from '../changed';

/**
 * A Service keeps its address for life. What is left out keeps the value that it has
 * (`pkg/registry/core/service/storage/storage.go`, patchAllocatedValues); from, to and on ExternalName all is free.
 */
export const service: Meaning = {
  kinds: ['/Service'],
  source: 'pkg/apis/core/validation/validation.go:7048-7068, 9198-9326, 9333, 6970',

  *judge(changed) {
    const [from, to] = [typeOf(changed.old), typeOf(changed.new)];
    const free = from === 'ExternalName' || to === 'ExternalName';
    for (const field of below(changed, 'spec')) yield* judgeField(changed, field, free);
  },

  bad: {
    old: web({ clusterIP: 'None' }),
    new: web({ clusterIP: '10.96.0.9' }),
    says: ['refused /spec/clusterIP', 'refused /spec/clusterIPs'],
  },
  good: { old: web({ clusterIP: 'None' }), new: web({ clusterIP: 'None', publishNotReadyAddresses: true }) },
};

const keeps = 'left out, the Service keeps the value that it has: nothing changes';
const fix = 'Make a second Service of another name, move what refers to the first, and remove that in the next commit.';

function* judgeField({ old, new: now }: Changed, field: FieldChange, free: boolean): Iterable<Verdict> {
  const [, name] = field.path;
  const [from, to] = [typeOf(old), typeOf(now)];
  const both = from === 'LoadBalancer' && to === 'LoadBalancer';
  if (name === 'type' && from === 'LoadBalancer')
    yield verdict({ class: 'danger', why: 'the load balancer of the cloud and its address are given back' }, field);
  if (name === 'ports' && field.path[3] === 'nodePort' && field.new !== undefined)
    yield verdict({ class: 'in-place', why: 'whoever names the node port must change in the same commit' }, field);
  if (free) return;
  if (name === 'clusterIP' || name === 'clusterIPs') {
    if (field.new === undefined) yield verdict({ class: 'in-place', why: keeps }, field);
    else yield verdict({ class: 'refused', why: 'a Service keeps its cluster IP for life, be it None', fix }, field);
  }
  if (
    name === 'ipFamilies' &&
    primary(old) !== undefined &&
    primary(now) !== undefined &&
    primary(old) !== primary(now)
  )
    yield verdict({ class: 'refused', why: 'the first family of addresses cannot change', fix }, field);
  if (name === 'loadBalancerClass' && both)
    yield verdict({ class: 'refused', why: 'a load balancer keeps its class', fix }, field);
  if (name === 'healthCheckNodePort' && needsHealthPort(old) && needsHealthPort(now))
    yield field.new === undefined
      ? verdict({ class: 'in-place', why: keeps }, field)
      : verdict({ class: 'refused', why: 'the node port of health checks cannot change while it is used', fix }, field);
}

function typeOf(service: Fields): unknown {
  return valueAt(service, 'spec.type');
}

function primary(service: Fields): unknown {
  return (valueAt(service, 'spec.ipFamilies') as readonly unknown[] | undefined)?.[0];
}

function needsHealthPort(service: Fields): boolean {
  return typeOf(service) === 'LoadBalancer' && valueAt(service, 'spec.externalTrafficPolicy') === 'Local';
}

function web(spec: Fields) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'demo' },
    spec: { ports: [{ port: 80 }], ...spec },
  };
}
