import { applyPatch, Pointer, type Operation } from 'rfc6902';
import { findingKind } from '../model/finding-kind';
import type { Patch } from '../environment/patches';
import { placed } from '../environment/placement';
import type { EnvironmentSource } from '../environment/environment-source';
import { findingAt, type Fault, type Finding } from '../model/finding';
import type { Fleet } from '../model/fleet';
import { isObject } from '../model/json';
import { hint } from '../model/words';
import { groupOf, label, type Manifest } from '../model/manifest';
import { formatPath, type Path, type TracedField } from '../model/origin';
import type { Rendered } from '../model/unit';

export const patchTarget = findingKind({
  code: 'patch-target',
  why: 'A patch that matches nothing was written for something that has changed or gone; it would be lost silently.',
  fix: 'Name a kind and a namespace/name that is rendered on that cluster, or remove the patch.',
  messages: {
    kind: 'got {got:json}, and no object of that kind is rendered; {hint}',
    name: 'got {got:json}, and no {kind} of that name is rendered; {hint}',
  },
});

export const patchResult = findingKind({
  code: 'patch-result',
  why: 'Files, references and sync waves go by what an object is called, so a patch may not make another object of it.',
  fix: 'Leave kind, API group, name and namespace as they are, and labels and annotations maps of text.',
  messages: {
    metadata: 'got {got:json}; metadata must stay a map ({object})',
    identity:
      'got {got:json}; a patch may not change group, kind, name or namespace: it would make another object ({object})',
    text: 'got {got:json}; labels and annotations are maps of text ({object})',
  },
});

export const patchPath = findingKind({
  code: 'patch-path',
  why: 'RFC 6902 refuses an operation on a path that is not there.',
  fix: 'Correct the JSON pointer; to set a field that is not there, use `add`.',
  messages: {
    noSource: 'got {got:json}; there is no such place to {op} from ({object})',
    noPlace: 'got {got:json}; there is no such place to {op} ({object})',
    testFailed: 'got {got:json}; the value there is not the one that the test asks for ({object})',
  },
});

type PatchOperation = Patch['ops'][number];

interface Target {
  readonly index: number;
  readonly patch: Patch;
  readonly cluster: string;
  matched: boolean;
}

/** The environment's patches: applied to each manifest that they name, and remembered where they matched nothing. */
export class Patches {
  readonly findings: Finding[] = [];
  private readonly targets = new Map<string, Target[]>();
  /** By cluster and kind, the names of what is rendered. */
  private readonly seen = new Map<string, Map<string, string[]>>();

  constructor(
    patches: readonly Patch[],
    fleet: Fleet,
    private readonly source: EnvironmentSource,
  ) {
    patches.forEach((patch, index) => {
      for (const { name: cluster } of placed(patch.target.on, fleet)) {
        const key = targetKey(cluster, patch.target.kind, patch.target.name);
        this.targets.set(key, [...(this.targets.get(key) ?? []), { index, patch, cluster, matched: false }]);
      }
    });
  }

  /** The manifests of a unit after the patches that name them. */
  apply(rendered: readonly Rendered[]): readonly Rendered[] {
    if (this.targets.size === 0) return rendered;
    return rendered.map((item) => {
      const { manifest, origin } = item;
      const { name, namespace } = manifest.metadata;
      const fullName = namespace === undefined ? name : `${namespace}/${name}`;
      this.remember(origin.cluster, manifest.kind, fullName);
      const kinds = [manifest.kind, `${groupOf(manifest.apiVersion)}/${manifest.kind}`];
      const targets = kinds
        .flatMap((kind) => this.targets.get(targetKey(origin.cluster, kind, fullName)) ?? [])
        .sort((a, b) => a.index - b.index);
      return targets.reduce(({ manifest: current, origin: { patched = [] } }, target) => {
        const changes = changesOf(target);
        return {
          manifest: this.patched(current, target),
          origin: { ...origin, patch: ['patches', target.index], patched: [...patched, ...changes] },
        };
      }, item);
    });
  }

  /** The patches that matched nothing, once every unit was seen; where one could not be built, nobody can tell. */
  unmatched(): Finding[] {
    return [...this.targets.values()].flat().flatMap(({ index, patch, cluster, matched }) => {
      if (matched) return [];
      const { kind, name } = patch.target;
      const kinds = this.seen.get(cluster) ?? new Map<string, string[]>();
      const names = kinds.get(kind);
      const fault =
        names === undefined
          ? patchTarget.fault('kind', { got: kind, ...hint(kind, [...kinds.keys()], 'kinds') })
          : patchTarget.fault('name', { got: name, kind, ...hint(name, names, 'rendered') });
      const path = ['patches', index, 'target', names === undefined ? 'kind' : 'name'];
      return [this.finding(fault, path, cluster)];
    });
  }

  private patched(manifest: Manifest, target: Target): Manifest {
    target.matched = true;
    const { index, patch, cluster } = target;
    const copy = structuredClone(manifest);
    for (const [position, operation] of patch.ops.entries()) {
      const fault = applyOperation(copy, operation) ?? changedBeyondUse(manifest, copy, operation.path);
      if (fault === undefined) continue;
      this.findings.push(this.finding(fault, ['patches', index, 'ops', position, fault.field], cluster));
      // An operation builds on those before it, and a patch is applied as a whole or not at all (RFC 6902).
      return manifest;
    }
    return copy;
  }

  private remember(cluster: string, kind: string, name: string): void {
    const kinds = this.seen.get(cluster) ?? new Map<string, string[]>();
    const names = kinds.get(kind);
    if (names === undefined) this.seen.set(cluster, kinds.set(kind, [name]));
    else names.push(name);
  }

  private finding(fault: Fault, path: Path, cluster: string): Finding {
    return findingAt(fault, { position: this.source.position(path), path: formatPath(path), cluster });
  }
}

/** The fields that a patch changes, each with its operation. */
function changesOf({ index, patch }: Target): TracedField[] {
  return patch.ops.flatMap(({ op, path, from }, position) => {
    if (op === 'test') return [];
    const pointers = op === 'move' && from !== undefined ? [from, path] : [path];
    return pointers.map((pointer) => ({
      field: Pointer.fromJSON(pointer).tokens.slice(1),
      from: ['patches', index, 'ops', position],
    }));
  });
}

/** What is wrong with an operation, in one of its fields. */
type OperationFault = Fault<{ readonly field: 'path' | 'from' }>;

function applyOperation(manifest: Manifest, operation: PatchOperation): OperationFault | undefined {
  const { op, path, from } = operation;
  const object = label(manifest);
  if (from !== undefined && !leadsInside(manifest, from))
    return patchPath.fault('noSource', { got: from, op, object }, { field: 'from' });
  if (!leadsInside(manifest, path)) return patchPath.fault('noPlace', { got: path, op, object }, { field: 'path' });
  const [error] = applyPatch(manifest, [toOperation(operation)]);
  if (error === null || error === undefined) return undefined;
  const id = error.name === 'TestError' ? 'testFailed' : 'noPlace';
  return patchPath.fault(id, { got: path, op, object }, { field: 'path' });
}

/** Whether every step but the last is there itself: what objects inherit (`constructor`) is no place in a manifest. */
function leadsInside(manifest: Manifest, pointer: string): boolean {
  const steps = Pointer.fromJSON(pointer).tokens.slice(1);
  if (steps.includes('__proto__')) return false;
  let place: unknown = manifest;
  for (const step of steps.slice(0, -1)) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, step)) return false;
    place = (place as Record<string, unknown>)[step];
  }
  return true;
}

/** Why the manifest is no longer the one that delivery, files and references count on. */
function changedBeyondUse(before: Manifest, after: Manifest, got: string): OperationFault | undefined {
  const changed = (id: 'metadata' | 'identity' | 'text') =>
    patchResult.fault(id, { got, object: label(before) }, { field: 'path' as const });
  if (!isObject(after.metadata)) return changed('metadata');
  const { name, namespace, labels, annotations } = after.metadata as Record<string, unknown>;
  const group = typeof after.apiVersion === 'string' ? groupOf(after.apiVersion) : undefined;
  const stays =
    group === groupOf(before.apiVersion) &&
    after.kind === before.kind &&
    name === before.metadata.name &&
    namespace === before.metadata.namespace;
  if (!stays) return changed('identity');
  const isText = (map: unknown) =>
    map === undefined || (isObject(map) && Object.values(map).every((value) => typeof value === 'string'));
  if (!isText(labels) || !isText(annotations)) return changed('text');
  return undefined;
}

function targetKey(cluster: string, kind: string, name: string): string {
  return `${cluster} ${kind} ${name}`;
}

function toOperation({ op, path, from = '', value }: PatchOperation): Operation {
  switch (op) {
    case 'move':
    case 'copy':
      return { op, from, path };
    case 'remove':
      return { op, path };
    default:
      return { op, path, value };
  }
}
