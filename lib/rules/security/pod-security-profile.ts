import type { PodSecurityContext, SecurityContext, Volume } from '../../../imports/objects/k8s';
import type { Path } from '../../model/origin';
import type { Pod } from '../engine/pod';

/** The levels of the Pod Security Standards, the strictest last. */
export const levels = ['privileged', 'baseline', 'restricted'] as const;
/** A Pod Security level, from lax to strict. */
export type Level = (typeof levels)[number];

/** A field by which a pod falls short of a level, and of every stricter one. */
export interface Shortfall {
  /** The laxest level that forbids the field. */
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
export function shortfalls({ spec, path, containers }: Pod): Shortfall[] {
  const pod = spec.securityContext ?? {};
  const owner: Path = [...path, 'spec'];
  const at: Path = [...owner, 'securityContext'];
  const found = [
    ...userShortfalls(pod, at),
    ...contextShortfalls(pod, at),
    ...sysctlShortfalls(pod, at),
    ...volumeShortfalls(spec.volumes ?? [], [...owner, 'volumes']),
  ];
  return [
    ...found.map((one) => ({ ...one, owner })),
    ...containers.flatMap((container) =>
      containerShortfalls(container, pod).map((one) => ({ ...one, owner: container.path })),
    ),
  ];
}

type Found = Omit<Shortfall, 'owner'>;
type Container = Pod['containers'][number];

/** The shortfalls that the context of a pod and that of a container have in common. */
function contextShortfalls(context: PodSecurityContext | SecurityContext, at: Path): Found[] {
  const { seLinuxOptions = {}, seccompProfile, windowsOptions } = context;
  const found: Found[] = [];
  const { type = '' } = seLinuxOptions;
  if (type !== '' && !seLinuxTypes.has(type))
    found.push(baseline([...at, 'seLinuxOptions', 'type'], type, 'remove the field'));
  for (const field of ['user', 'role'] as const)
    if ((seLinuxOptions[field] ?? '') !== '')
      found.push(baseline([...at, 'seLinuxOptions', field], seLinuxOptions[field], 'remove the field'));
  if (seccompProfile?.type === 'Unconfined')
    found.push(baseline([...at, 'seccompProfile', 'type'], 'Unconfined', 'set RuntimeDefault'));
  if (windowsOptions?.hostProcess === true)
    found.push(baseline([...at, 'windowsOptions', 'hostProcess'], true, 'remove the field'));
  return found;
}

function userShortfalls({ runAsUser }: PodSecurityContext | SecurityContext, at: Path): Found[] {
  if (runAsUser !== 0) return [];
  return [restricted([...at, 'runAsUser'], 0, 'give a user id that is not of root')];
}

const safeSysctls: ReadonlySet<string> = new Set([
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

function sysctlShortfalls({ sysctls = [] }: PodSecurityContext, at: Path): Found[] {
  return sysctls.flatMap(({ name }, index) =>
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

function volumeShortfalls(volumes: readonly Volume[], path: Path): Found[] {
  return volumes.flatMap((volume, index) =>
    Object.keys(volume).flatMap((type): Found[] => {
      const at: Path = [...path, index, type];
      if (type === 'name' || volumeTypes.has(type)) return [];
      if (type === 'hostPath') return [baseline(at, 'hostPath', 'use a PersistentVolumeClaim or emptyDir')];
      return [restricted(at, type, 'use a PersistentVolumeClaim or emptyDir')];
    }),
  );
}

/** Capabilities that `baseline` lets a container add: those that it has anyway. */
const addable: ReadonlySet<string> = new Set([
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

const seLinuxTypes: ReadonlySet<string> = new Set([
  'container_engine_t',
  'container_init_t',
  'container_kvm_t',
  'container_t',
]);

function containerShortfalls({ value, path }: Container, pod: PodSecurityContext): Found[] {
  const own = value.securityContext ?? {};
  const { privileged, procMount = 'Default', allowPrivilegeEscalation, runAsNonRoot = pod.runAsNonRoot } = own;
  const { add = [], drop = [] } = own.capabilities ?? {};
  const at: Path = [...path, 'securityContext'];
  const found = [...contextShortfalls(own, at), ...userShortfalls(own, at)];
  if (privileged === true) found.push(baseline([...at, 'privileged'], true, 'remove the field'));
  if (procMount !== 'Default') found.push(baseline([...at, 'procMount'], procMount, 'remove the field'));
  for (const [index, { hostPort = 0 }] of (value.ports ?? []).entries())
    if (hostPort !== 0) found.push(baseline([...path, 'ports', index, 'hostPort'], hostPort, 'use a Service'));
  for (const [index, name] of add.entries())
    if (name !== 'NET_BIND_SERVICE') {
      const refuse = addable.has(name) ? restricted : baseline;
      found.push(refuse([...at, 'capabilities', 'add', index], name, 'add NET_BIND_SERVICE at most'));
    }
  if (!drop.includes('ALL')) found.push(restricted([...at, 'capabilities', 'drop'], 'no ALL', 'drop ALL'));
  if (allowPrivilegeEscalation !== false)
    found.push(restricted([...at, 'allowPrivilegeEscalation'], allowPrivilegeEscalation, 'set false'));
  if (runAsNonRoot !== true) found.push(restricted([...at, 'runAsNonRoot'], runAsNonRoot, 'set true'));
  if ((own.seccompProfile ?? pod.seccompProfile)?.type === undefined)
    found.push(restricted([...at, 'seccompProfile', 'type'], undefined, 'set RuntimeDefault'));
  return found;
}

function baseline(path: Path, got: unknown, remedy: string): Found {
  return { level: 'baseline', path, got, remedy };
}

function restricted(path: Path, got: unknown, remedy: string): Found {
  return { level: 'restricted', path, got, remedy };
}
