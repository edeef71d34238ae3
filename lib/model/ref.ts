import type { GroupKind } from './group-kind';

/** Names one object on one cluster, and where it matters one port or one key of it. */
export interface Ref extends GroupKind {
  readonly cluster: string;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly name: string;
  /** A Service's port, by number or by name. */
  readonly port?: number | string;
  /** A key of a Secret's or ConfigMap's data. */
  readonly key?: string;
}

/** How messages name what a Ref points at, without its cluster: `Service monitoring/prometheus`. */
export function formatRef(ref: Omit<Ref, 'cluster'>): string {
  const port = ref.port === undefined ? '' : `:${ref.port}`;
  const key = ref.key === undefined ? '' : `#${ref.key}`;
  return `${ref.kind} ${ref.namespace === undefined ? '' : `${ref.namespace}/`}${ref.name}${port}${key}`;
}

/** One string per object that a Ref may point at, whatever its port or key: for sets and maps. */
export function refKey(ref: Ref): string {
  return `${ref.cluster}/${ref.group}/${ref.kind}/${ref.namespace ?? ''}/${ref.name}`;
}
