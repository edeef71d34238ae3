import { fromKey, groupKind } from '../kinds/group-kind';
import { kindNamed } from '../kinds/kind-named';
import { definitionName } from '../kinds/resource-name';
import { isBuiltInGroup, isClusterScoped } from '../kinds/scope';
import { outsideApi, type GroupKind } from '../model/group-kind';
import { groupOf } from '../model/manifest';
import type { Path } from '../model/origin';
import type { Ref } from '../model/ref';
import type { Rendered } from '../model/unit';
import { markers } from '../model/marker';
import { parseAfter } from './after';
import { everyAgent, type Edge, type Order, type Via } from './edge';
import { find, parsePattern, PatternTree, readerOf } from './field-pattern';
import { agentNamespace, scoreOf } from './fleet-references';
import { kindKey, objectsIn, type Located } from './located';
import type { FieldRow, ReferenceRow, ResolverRow, UrlRow } from './reference-row';
import { references } from './references';
import { outerHosts, serviceHosts } from './service-url';

/** What one row emits for a value that it was found at. */
type Emitter = (value: unknown, path: Path, located: Located, emit: (edge: Edge) => void) => void;

const trees: ReadonlyMap<string, PatternTree<Emitter>> = compile(references);

/** Every reference of a rendered manifest and of the objects that it carries. */
export function edges(rendered: Rendered, hub?: string): Edge[] {
  return objectsIn(rendered, hub).flatMap(edgesOf);
}

/** Every reference of one object, each once; their order depends on the table and on lists in the object only. */
export function edgesOf(located: Located): Edge[] {
  const found: Edge[] = [];
  const emit = (edge: Edge): void => {
    if (!found.some((known) => isSame(known, edge))) found.push(edge);
  };
  trees.get(kindKey(located.manifest))?.walk(located.manifest, [...located.path], (row, value, path) => {
    row(value, path, located, emit);
  });
  emitOwn(located, emit);
  return found;
}

function isSame(a: Edge, b: Edge): boolean {
  const [one, other] = [a.to, b.to];
  return (
    one.name === other.name &&
    one.kind === other.kind &&
    one.group === other.group &&
    one.namespace === other.namespace &&
    one.cluster === other.cluster &&
    one.key === other.key &&
    one.port === other.port &&
    a.order === b.order &&
    a.optional === b.optional
  );
}

/** The references of every object: to its namespace, its definition, and the objects that it must come after. */
function emitOwn(located: Located, emit: (edge: Edge) => void): void {
  const { manifest, ref, path } = located;
  const { cluster } = ref;
  if (ref.namespace !== undefined) {
    const to = repeated(cluster, groupKind('/Namespace'), ref.namespace);
    emit(edge(located, to, 'before', 'namespace', below(path, namespacePath)));
  }
  const group = groupOf(manifest.apiVersion);
  if (!isBuiltInGroup(group)) {
    const to = repeated(cluster, definition, definitionName({ group, kind: manifest.kind }));
    emit(edge(located, to, 'before', 'definition', below(path, definitionPath)));
  }
  const after = manifest.metadata.annotations?.[markers.after];
  if (after !== undefined)
    for (const { kind, namespace = ref.namespace, name } of parseAfter(after)) {
      const to = target(cluster, kindNamed(kind), namespace, name);
      emit(edge(located, to, 'before', 'after', [...path, 'metadata', 'annotations', markers.after]));
    }
}

const lastOf = new Map<string, Ref>();

/** Most objects of a cluster share namespaces and definitions: one Ref for them all, as long as the cluster is the same. */
function repeated(cluster: string, kind: GroupKind, name: string): Ref {
  const key = `${kind.kind}/${name}`;
  const last = lastOf.get(key);
  if (last?.cluster === cluster) return last;
  const ref = { cluster, ...kind, name };
  lastOf.set(key, ref);
  return ref;
}

const namespacePath: Path = ['metadata', 'namespace'];
const definitionPath: Path = ['apiVersion'];

/** A run keeps every edge until its end, and nearly all of these have the same path. */
function below(path: Path, inner: Path): Path {
  return path.length === 0 ? inner : path.concat(inner);
}

function compile(rows: readonly ReferenceRow[]): Map<string, PatternTree<Emitter>> {
  const compiled = new Map<string, PatternTree<Emitter>>();
  for (const row of rows)
    for (const kind of row.of) {
      const tree = compiled.get(kind) ?? new PatternTree<Emitter>();
      compiled.set(kind, tree);
      tree.add(row.at, 'url' in row ? urlEmitter(row) : 'resolve' in row ? resolverEmitter(row) : fieldEmitter(row));
    }
  return compiled;
}

function fieldEmitter(row: FieldRow): Emitter {
  const nameOf = readerOf(row.name);
  const nameAt = parsePattern(row.name).filter((step) => typeof step === 'string');
  const kindOf = kindReader(row);
  const namespaceOf = namespaceReader(row);
  const key = row.key === undefined ? undefined : parsePattern(row.key);
  const ports = row.port?.map(readerOf);
  const instead = row.or === undefined ? undefined : fromKey(row.or);
  const isOptional = row.optional === undefined ? undefined : readerOf(row.optional);
  const when = row.when && { of: readerOf(row.when.field), is: row.when.is };
  const steps = [...parsePattern(row.at), ...nameAt];
  const fixed: Path | undefined = steps.every((step) => typeof step === 'string') ? steps : undefined;
  return (place, at, located, emit) => {
    const name = nameOf(place);
    if (typeof name !== 'string' || name === '') return;
    if (when && !when.is.includes(String(when.of(place)))) return;
    const kind = kindOf(place);
    if (kind === undefined) return;
    const { cluster } = located.ref;
    const to = target(cluster, kind, namespaceOf(place, located.ref), name);
    const rest = {
      optional: isOptional?.(place) === true,
      ...(instead && { instead: { cluster, ...instead, name } }),
      ...(row.podPort && { podPort: row.podPort }),
    };
    // A port is asked for by number or name: the first of the fields that is set.
    const asked = ports?.map((portOf) => portOf(place)).find((port) => port !== undefined) ?? row.defaultPort;
    const keys = key === undefined ? [] : find(key, place, []).filter(({ value }) => typeof value === 'string');
    // Both ways a list of several keys is several edges to one object.
    const wanted: Ref[] =
      keys.length > 0
        ? keys.map(({ value }) => ({ ...to, key: value as string }))
        : [typeof asked === 'number' || typeof asked === 'string' ? { ...to, port: asked } : to];
    const fieldPath = fixed !== undefined && located.path.length === 0 ? fixed : at.concat(nameAt);
    for (const ref of wanted) emit({ ...edge(located, ref, row.order, 'field', fieldPath), ...rest });
  };
}

function kindReader({ to }: FieldRow): (place: unknown) => GroupKind | undefined {
  if (typeof to === 'string') {
    const always = fromKey(to);
    return () => always;
  }
  const kindOf = readerOf(to.field);
  const groupIn = to.group === undefined ? () => undefined : readerOf(to.group);
  const kinds = to.kinds.map(fromKey);
  const unsaid = to.default === undefined ? undefined : fromKey(to.default);
  return (place) => {
    const kind = asText(kindOf(place)) ?? unsaid?.kind;
    const group = groupSaid(asText(groupIn(place)));
    return kinds.find((known) => known.kind === kind && (group === undefined || known.group === group));
  };
}

/** The group that a field tells, by itself or in an apiVersion; undefined where it is empty. */
function groupSaid(text = ''): string | undefined {
  if (text === '') return undefined;
  return text.includes('/') || /^v\d/.test(text) ? groupOf(text) : text;
}

function namespaceReader({ namespace }: FieldRow): (place: unknown, own: Ref) => string | undefined {
  if (namespace === undefined) return (_, own) => own.namespace;
  if (namespace === 'none') return () => undefined;
  if ('fixed' in namespace) return () => namespace.fixed;
  const namespaceOf = readerOf(namespace.field);
  return (place, own) => asText(namespaceOf(place)) ?? own.namespace;
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Stands for a cluster's name where the target is on none. */
const outside = '';
const address = outsideApi('Address');
const definition = groupKind('apiextensions.k8s.io/CustomResourceDefinition');

function urlEmitter(row: UrlRow): Emitter {
  return (value, path, located, emit) => {
    if (typeof value !== 'string') return;
    if (row.unless !== undefined && located.manifest.metadata.annotations?.[row.unless] !== undefined) return;
    for (const { name, port } of outerHosts(value))
      emit(edge(located, { cluster: outside, ...address, name, port }, 'late', 'address', [...path]));
    const byAgents = row.url === 'agents';
    const cluster = byAgents ? everyAgent : located.ref.cluster;
    const score = byAgents ? scoreOf(located) : undefined;
    for (const { name, namespace, port, unsure } of serviceHosts(value)) {
      if (row.url === 'qualified' && (namespace === undefined || unsure)) continue;
      const beside = byAgents ? agentNamespace : located.ref.namespace;
      const service = target(cluster, groupKind('/Service'), namespace ?? beside, name);
      const to = port === undefined ? service : { ...service, port };
      const rest = { ...(unsure && { unsure }), ...(score !== undefined && { score }) };
      emit({ ...edge(located, to, row.order, 'url', [...path]), ...rest });
    }
  };
}

function resolverEmitter(row: ResolverRow): Emitter {
  return (value, path, located, emit) => {
    for (const found of row.resolve(value, located)) {
      const { order, path: rest, instead, score, cluster, namespace, name, key } = found;
      const own = cluster ?? located.ref.cluster;
      const to = { ...target(own, found, namespace, name), ...(key !== undefined && { key }) };
      emit({
        ...edge(located, to, order, 'field', [...path, ...rest]),
        ...(instead && { instead: { cluster: own, ...instead } }),
        ...(score !== undefined && { score }),
      });
    }
  };
}

function target(cluster: string, of: GroupKind, namespace: string | undefined, name: string): Ref {
  const { group, kind } = of;
  return namespace === undefined || isClusterScoped(of)
    ? { cluster, group, kind, name }
    : { cluster, group, kind, namespace, name };
}

function edge(located: Located, to: Ref, order: Order, via: Via, fieldPath: Path): Edge {
  const { ref: from, uninstantiated, origin } = located;
  return { from, to, order, via, fieldPath, optional: false, uninstantiated, origin };
}
