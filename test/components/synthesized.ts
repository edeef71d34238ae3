import { loadEnvironment } from '../../lib/environment/loader';
import { Source } from '../../lib/environment/source';
import { formatFindings } from '../../lib/model/finding';
import type { Manifest } from '../../lib/model/manifest';
import { formatRef } from '../../lib/model/ref';
import { unitKey, type Chart } from '../../lib/model/unit';
import { buildUnit } from '../../lib/synth/build';
import { expand, type Expansion } from '../../lib/synth/expand';
import { composedSchema } from '../../lib/synth/load';

function loaded(text: string) {
  return loadEnvironment('test', new Source('test.yaml', text), composedSchema);
}

/** What the schema and the components say against an environment, a line each. */
export function findingsOf(text: string): string[] {
  const { settings, source, findings } = loaded(text);
  return formatFindings(settings === undefined ? findings : expand(settings, source).findings);
}

/** An environment that is in order but for warnings, before anything of it is built. */
export function expanded(text: string): Expansion {
  const { settings, source, findings } = loaded(text);
  if (settings === undefined) throw new Error(formatFindings(findings).join('\n'));
  const expansion = expand(settings, source);
  const errors = expansion.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(formatFindings(errors).join('\n'));
  return expansion;
}

/** By unit (`worker01/dynamic-scoring`), what is built of it, before delivery. */
export function builtUnits(text: string): Map<string, Manifest[]> {
  const units = expanded(text).units.flatMap((unit) => {
    if (unit.content.type === 'chart') return [];
    const { rendered, problem } = buildUnit(unit, unit.content);
    if (problem !== undefined) throw new Error(problem.message);
    return [[unitKey(unit), rendered.map(({ manifest }) => manifest)] as const];
  });
  return new Map(units);
}

/** One object of a unit by `Kind/name`. */
export function builtObject(units: ReadonlyMap<string, readonly Manifest[]>, unit: string, object: string): Manifest {
  const manifests = units.get(unit) ?? [];
  const found = manifests.find(({ kind, metadata }) => `${kind}/${metadata.name}` === object);
  if (found !== undefined) return found;
  const there = manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`).join(', ');
  throw new Error(`${unit} has no ${object}; it has ${there}`);
}

/** The chart of a unit. */
export function chartOf(text: string, key: string): Chart {
  const unit = expanded(text).units.find((each) => unitKey(each) === key);
  if (unit?.content.type !== 'chart') throw new Error(`${key} is no chart`);
  return unit.content;
}

/** What must exist and is not rendered: `worker01 Secret dynamic-scoring/api-auth-secret#token`. */
export function needsOf(text: string): string[] {
  return expanded(text).needs.map(({ ref }) => `${ref.cluster} ${formatRef(ref)}`);
}
