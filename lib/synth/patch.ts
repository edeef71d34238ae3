import { applyPatch, type Operation } from 'rfc6902';
import type { Patch } from '../environment/patches';
import { placed } from '../environment/placement';
import type { Source } from '../environment/source';
import { suggestion } from '../environment/suggestion';
import type { Finding, FindingKind } from '../model/finding';
import type { Fleet } from '../model/fleet';
import type { Manifest } from '../model/manifest';
import { formatPath, type Path } from '../model/origin';
import type { Rendered } from '../model/unit';

export const patchTarget: FindingKind = {
  code: 'patch-target',
  why: 'A patch that matches nothing was written for something that has changed or gone; it would be lost silently.',
  fix: 'Name a kind and a namespace/name that is rendered on that cluster, or remove the patch.',
};

export const patchPath: FindingKind = {
  code: 'patch-path',
  why: 'RFC 6902 refuses an operation on a path that is not there.',
  fix: 'Correct the JSON pointer; to set a field that is not there, use `add`.',
};

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
  private readonly seen = new Map<string, string[]>();

  constructor(
    patches: readonly Patch[],
    fleet: Fleet,
    private readonly source: Source,
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
      const targets = this.targets.get(targetKey(origin.cluster, manifest.kind, fullName)) ?? [];
      return targets.reduce(
        (current, target) => ({ ...current, manifest: this.patched(current.manifest, target) }),
        item,
      );
    });
  }

  /** The patches that matched nothing, once every unit was seen. */
  unmatched(): Finding[] {
    return [...this.targets.values()].flat().flatMap(({ index, patch, cluster, matched }) => {
      if (matched) return [];
      const { kind, name } = patch.target;
      const path = ['patches', index, 'target', 'name'];
      const known = this.seen.get(`${cluster} ${kind}`) ?? [];
      const message = `got ${JSON.stringify(name)}, and no ${kind} of that name is rendered; ${suggestion(name, known, 'rendered')}`;
      return [this.finding(patchTarget.code, path, message, cluster)];
    });
  }

  private patched(manifest: Manifest, target: Target): Manifest {
    target.matched = true;
    const copy = structuredClone(manifest);
    target.patch.ops.forEach((operation, position) => {
      const [error] = applyPatch(copy, [toOperation(operation)]);
      if (error === null || error === undefined) return;
      const path = ['patches', target.index, 'ops', position, 'path'];
      const got = `got ${JSON.stringify(operation.path)}; ${operation.op} finds no such place in ${target.patch.target.kind} ${target.patch.target.name}`;
      this.findings.push(this.finding(patchPath.code, path, got, target.cluster));
    });
    return copy;
  }

  private remember(cluster: string, kind: string, name: string): void {
    const key = `${cluster} ${kind}`;
    const names = this.seen.get(key);
    if (names === undefined) this.seen.set(key, [name]);
    else names.push(name);
  }

  private finding(code: string, path: Path, message: string, cluster: string): Finding {
    return { code, severity: 'error', position: this.source.position(path), path: formatPath(path), message, cluster };
  }
}

function targetKey(cluster: string, kind: string, name: string): string {
  return `${cluster} ${kind} ${name}`;
}

function toOperation({ op, path, from = '', value }: Patch['ops'][number]): Operation {
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
