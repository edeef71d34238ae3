import { isDeepStrictEqual } from 'node:util';
import { Source } from '../environment/source';
import type { Path } from '../model/origin';
import { isObject } from '../model/json';
import { objectOf, type Change } from './change';
import type { Tree } from './tree';

/** A setting that a commit changes, and where it stands. */
interface SettingChange {
  readonly path: Path;
  readonly old: unknown;
  readonly new: unknown;
  /** `environments/kind.yaml:24:3`, on the side that still has it. */
  readonly line: string;
}

/** Finds the line of the environment that caused a change: of all settings that differ, the one that fits it best. */
export class Causes {
  private readonly settings: readonly SettingChange[];

  constructor(base: Tree, head: Tree, files: readonly string[]) {
    this.settings = files.flatMap((file) => settingChanges(base, head, file));
  }

  /** Undefined where the environment does not differ: another version or a plug-in rendered it anew. */
  lineOf(change: Change): string | undefined {
    let best: { readonly setting: SettingChange; readonly score: number } | undefined;
    for (const setting of this.settings) {
      const score = scoreOf(setting, change);
      if (best === undefined || score > best.score) best = { setting, score };
    }
    return best?.setting.line;
  }
}

/** How well a setting explains a change: by its values, by the names on its way, by the unit that it belongs to. */
function scoreOf({ path, old, new: now }: SettingChange, change: Change): number {
  const { unit, cluster, folder, manifest } = objectOf(change);
  const names = [unit, cluster, folder, manifest.metadata.name, manifest.metadata.namespace ?? ''];
  let score = 0;
  const [first = ''] = path;
  if (unit === first || unit.startsWith(`${String(first)}-`)) score += 4;
  for (const step of path.slice(1).map(String)) {
    if (names.includes(step)) score += 3;
    else if (names.some((name) => name.includes(step)) && step.length > 2) score += 2;
  }
  if (first === 'clusters' && path[1] === cluster) score += 2;
  for (const value of [old, now])
    if (isTelling(value) && change.reasons.some((reason) => mentions(reason.old, value) || mentions(reason.new, value)))
      score += 5;
  return score;
}

/** Whether a value is one of its own, and not one that stands everywhere. */
function isTelling(value: unknown): value is string | number {
  return (typeof value === 'string' && value.length > 1) || (typeof value === 'number' && value > 1);
}

function mentions(value: unknown, wanted: string | number): boolean {
  if (value === undefined) return false;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.includes(String(wanted));
}

function settingChanges(base: Tree, head: Tree, file: string): SettingChange[] {
  const [old, now] = [base, head].map((tree) => sourceOf(tree, file));
  if (old === undefined || now === undefined || base.files.get(file) === head.files.get(file)) return [];
  const found: SettingChange[] = [];
  differ(old.data, now.data, [], (path, before, after) => {
    const side = after === undefined ? old : now;
    const { line, column } = after === undefined || before === undefined ? side.keyPosition(path) : side.position(path);
    found.push({ path, old: before, new: after, line: `${file}:${line}:${column}` });
  });
  return found;
}

function sourceOf(tree: Tree, file: string): Source | undefined {
  if (!tree.files.has(file)) return new Source(file, '');
  const [text = ''] = tree.read([file]);
  const source = new Source(file, text);
  return source.findings.length > 0 ? undefined : source;
}

function differ(old: unknown, now: unknown, path: Path, tell: (path: Path, old: unknown, now: unknown) => void): void {
  if (isDeepStrictEqual(old, now)) return;
  if (isObject(old) && isObject(now)) {
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)]))
      differ(old[key], now[key], [...path, key], tell);
  } else if (Array.isArray(old) && Array.isArray(now) && old.length === now.length) {
    old.forEach((item: unknown, index) => {
      differ(item, now[index], [...path, index], tell);
    });
  } else tell(path, old, now);
}
