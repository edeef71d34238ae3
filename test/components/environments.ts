import { formatFindings } from '../../lib/model/finding';
import type { Rendered } from '../../lib/model/unit';
import { loadEnvironment } from '../../lib/environment/loader';
import { Source } from '../../lib/environment/source';
import { buildUnit } from '../../lib/synth/build';
import { expand, type Expansion } from '../../lib/synth/expand';
import { composedSchema, type Settings } from '../../lib/synth/load';

/** An environment file as its findings name it; blocks that it names are read from its folder. */
export function expansionOf(text: string, file = 'environments/test.yaml'): Expansion {
  const source = new Source(file, text);
  const { settings, findings } = loadEnvironment<Settings>('test', source, composedSchema);
  if (settings === undefined) throw new Error(formatFindings(findings).join('\n'));
  return expand(settings, source);
}

/** What is wrong with an environment, one line each: `2:5 code path: message`. */
export function findingsOf(text: string, file = 'environments/test.yaml'): string[] {
  const source = new Source(file, text);
  const { settings, findings } = loadEnvironment<Settings>('test', source, composedSchema);
  const all = settings === undefined ? findings : expand(settings, source).findings;
  return formatFindings(all);
}

/** The objects of a unit before delivery. */
export function builtUnit({ units }: Expansion, name: string): readonly Rendered[] {
  const unit = units.find((each) => each.name === name);
  if (unit?.content.type !== 'constructs') throw new Error(`no unit ${name} that is built here`);
  const { rendered, problem } = buildUnit(unit, unit.content);
  if (problem) throw new Error(problem.message);
  return rendered;
}
