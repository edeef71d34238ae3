import { isObject } from '../../model/json';
import { containersOf, type Container, type PodTemplate } from '../../graph/pod-template';
import type { Path } from '../../model/origin';

/** The levels of the Pod Security Standards, the strictest last. */
export const levels = ['privileged', 'baseline', 'restricted'] as const;
/** A Pod Security level, from lax to strict. */
export type Level = (typeof levels)[number];

/** A field by which a pod falls short of a level, and of every stricter one. */
export interface Shortfall {
  /** The laxest level that refuses the field. */
  readonly level: Exclude<Level, 'privileged'>;
  readonly path: Path;
  /** The pod's spec or the container that the field belongs to. */
  readonly owner: Path;
  readonly got: unknown;
  /** What is right. */
  readonly remedy: string;
}

/**
 * Whatever keeps a pod from being `restricted`, by the Pod Security Standards as Kubernetes 1.34 enforces them. Its host
 * namespaces are left to the rule of that name, AppArmor and Windows out.
 */
export function shortfalls(template: PodTemplate): Shortfall[] {
  const pod = fields(template.spec.securityContext);
  const owner: Path = [...template.path, 'spec'];
  const at: Path = [...owner, 'securityContext'];
  const own = [
    ...userShortfalls(pod, at),
    ...contextShortfalls(pod, at),
    ...sysctlShortfalls(pod, at),
    ...volumeShortfalls(template),
  ];
  const inContainers = containersOf(template).flatMap((container) =>
    containerShortfalls(container, pod).map((found) => ({ ...found, owner: container.path })),
  );
  return [...own.map((found) => ({ ...found, owner })), ...inContainers];
}

type Found = Omit<Shortfall, 'owner'>;

/** What either a pod's or a container's own context may say that some level refuses. */
function contextShortfalls(context: Fields, at: Path): Found[] {
  const found: Found[] = [];
  const seLinux = fields(context.seLinuxOptions);
  const type = seLinux.type;
  if (type !== undefined && type !== '' && !seLinuxTypes.has(type))
    found.push(baseline([...at, 'seLinuxOptions', 'type'], type, 'remove the field'));
  for (const field of ['user', 'role'])
    if (seLinux[field] !== undefined && seLinux[field] !== '')
      found.push(baseline([...at, 'seLinuxOptions', field], seLinux[field], 'remove the field'));
  if (fields(context.seccompProfile).type === 'Unconfined')
    found.push(baseline([...at, 'seccompProfile', 'type'], 'Unconfined', 'set RuntimeDefault'));
  if (fields(context.windowsOptions).hostProcess === true)
    found.push(baseline([...at, 'windowsOptions', 'hostProcess'], true, 'remove the field'));
  return found;
}

function userShortfalls(context: Fields, at: Path): Found[] {
  if (context.runAsUser !== 0) return [];
  return [restricted([...at, 'runAsUser'], 0, 'give a user id that is not of root')];
}

const safeSysctls: ReadonlySet<unknown> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);

function sysctlShortfalls({ sysctls }: Fields, at: Path): Found[] {
  return items(sysctls).flatMap(({ name }, index) =>
    safeSysctls.has(name) ? [] : [baseline([...at, 'sysctls', index, 'name'], name, 'remove it')],
  );
}

const volumeTypes: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

function volumeShortfalls({ spec, path }: PodTemplate): Found[] {
  return items(spec.volumes).flatMap((volume, index) =>
    Object.keys(volume).flatMap((type): Found[] => {
      const at: Path = [...path, 'spec', 'volumes', index, type];
      if (type === 'name' || volumeTypes.has(type)) return [];
      if (type === 'hostPath') return [baseline(at, 'hostPath', 'use a PersistentVolumeClaim or emptyDir')];
      return [restricted(at, type, 'use a PersistentVolumeClaim or emptyDir')];
    }),
  );
}

/** Capabilities that `baseline` lets a container add: those that it has anyway. */
const addable: ReadonlySet<unknown> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

const seLinuxTypes: ReadonlySet<unknown> = new Set([
  'container_engine_t',
  'container_init_t',
  'container_kvm_t',
  'container_t',
]);

function containerShortfalls({ value, path }: Container, pod: Fields): Found[] {
  const own = fields(value.securityContext);
  const at: Path = [...path, 'securityContext'];
  const found = [...contextShortfalls(own, at), ...userShortfalls(own, at)];
  if (own.privileged === true) found.push(baseline([...at, 'privileged'], true, 'remove the field'));
  if (own.procMount !== undefined && own.procMount !== 'Default')
    found.push(baseline([...at, 'procMount'], own.procMount, 'remove the field'));
  for (const [index, { hostPort }] of items(value.ports).entries())
    if (typeof hostPort === 'number' && hostPort !== 0)
      found.push(baseline([...path, 'ports', index, 'hostPort'], hostPort, 'use a Service'));
  const { add, drop } = fields(own.capabilities);
  for (const [index, name] of (Array.isArray(add) ? add : []).entries())
    if (name !== 'NET_BIND_SERVICE') {
      const refuse = addable.has(name) ? restricted : baseline;
      found.push(refuse([...at, 'capabilities', 'add', index], name, 'add NET_BIND_SERVICE at most'));
    }
  if (!(Array.isArray(drop) && drop.includes('ALL')))
    found.push(restricted([...at, 'capabilities', 'drop'], 'no ALL', 'drop ALL'));
  if (own.allowPrivilegeEscalation !== false)
    found.push(restricted([...at, 'allowPrivilegeEscalation'], own.allowPrivilegeEscalation, 'set false'));
  const nonRoot = own.runAsNonRoot ?? pod.runAsNonRoot;
  if (nonRoot !== true) found.push(restricted([...at, 'runAsNonRoot'], nonRoot, 'set true'));
  const seccomp = fields(own.seccompProfile).type ?? fields(pod.seccompProfile).type;
  if (seccomp === undefined) found.push(restricted([...at, 'seccompProfile', 'type'], undefined, 'set RuntimeDefault'));
  return found;
}

function baseline(path: Path, got: unknown, remedy: string): Found {
  return { level: 'baseline', path, got, remedy };
}

function restricted(path: Path, got: unknown, remedy: string): Found {
  return { level: 'restricted', path, got, remedy };
}

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown): Fields {
  return isObject(value) ? value : {};
}

function items(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}
