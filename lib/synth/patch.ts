import { applyPatch, Pointer, type Operation } from 'rfc6902';
import { findingKind } from '../model/finding-kind';
import { argocd, type Patch } from '../environment/patches';
import type { EnvironmentSource } from '../environment/environment-source';
import { findingAt, type Fault, type Finding } from '../model/finding';
import type { Fleet } from '../model/fleet';
import { isObject } from '../model/json';
import { groupOf, label, type Manifest } from '../model/manifest';
import { formatPath, type Path, type TracedField } from '../model/origin';
import type { Rendered } from '../model/unit';
import { namedByContent } from './named-by-content';
import { withPatchedConfig } from './patched-config';
import { PatchTargets, type Target } from './patch-targets';

export const patchResult = findingKind({
  code: 'patch-result',
  why: 'Files, references and sync waves depend on the name of an object, so a patch may not rename it.',
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
  why: 'RFC 6902 rejects an operation on a path that is not there.',
  fix: 'Correct the JSON pointer; to set a field that is not there, use `add`.',
  messages: {
    noSource: 'got {got:json}; there is no such place to {op} from ({object})',
    noPlace: 'got {got:json}; there is no such place to {op} ({object})',
    testFailed: 'got {got:json}; the value there is not the one that the test asks for ({object})',
  },
});

type PatchOperation = Patch['ops'][number];

/** The environment's patches: applied to each manifest that they name, and remembered where they matched nothing. */
export class Patches {
  readonly findings: Finding[] = [];
  private readonly targets: PatchTargets;

  constructor(
    patches: readonly Patch[],
    fleet: Fleet,
    private readonly source: EnvironmentSource,
  ) {
    this.targets = new PatchTargets(patches, fleet, source);
  }

  /** The manifests of a unit after the patches that name them; objects named by a hash of their content get a new name. */
  apply(
    component: string,
    rendered: readonly Rendered[],
    /** The manifests as the constructs made them, where something else has changed them since. */
    built = rendered,
  ): readonly Rendered[] {
    const patched = this.targets.isEmpty ? rendered : this.allPatched(component, rendered);
    return namedByContent(built, patched === rendered ? rendered : withPatchedConfig(rendered, patched));
  }

  /** The same for an object of delivery, which patches name with `on: argocd`. */
  applyLast(rendered: Rendered, trial = false): Rendered {
    if (this.targets.isEmpty) return rendered;
    const before = this.findings.length;
    const [patched = rendered] = this.allPatched(argocd, [rendered], argocd);
    if (trial) this.findings.length = before;
    return patched;
  }

  /** The patches that matched nothing or too much, after the last unit; unknown where a unit could not be built. */
  unmatched(): Finding[] {
    return this.targets.unmatched();
  }

  private allPatched(component: string, rendered: readonly Rendered[], on?: string): readonly Rendered[] {
    return rendered.map((item) =>
      this.targets.of(component, item, on).reduce(({ manifest: current, origin: { patched = [] } }, target) => {
        const changes = changesOf(target);
        return {
          manifest: this.patched(current, target),
          origin: { ...item.origin, patch: ['patches', target.index], patched: [...patched, ...changes] },
        };
      }, item),
    );
  }

  private patched(manifest: Manifest, target: Target): Manifest {
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

/** Whether every step but the last is there itself: what objects inherit (`constructor`) is not a place in a manifest. */
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
