import type { z } from 'zod';
import { isObject } from '../model/json';
import { compare } from '../model/finding';
import { formatPath } from '../model/origin';
import { engineSchema, type Engine } from '../scoring/engine';
import { scorerSchema, type Scorer } from '../scoring/scorer';
import { ownComponentSchema, type OwnComponent } from './own-component';
import { ownRuleSchema, type OwnRule } from './own-rule';

/** The exports of a module, and a fault for each of the others, by the name of the export. */
export interface ReadExports {
  readonly scorers: readonly Scorer[];
  readonly components: readonly OwnComponent[];
  readonly rules: readonly OwnRule[];
  readonly faults: readonly string[];
}

type Read =
  | { readonly scorer: Scorer }
  | { readonly engine: Engine }
  | { readonly component: OwnComponent }
  | { readonly rule: OwnRule }
  | { readonly fault: string };

/**
 * Reads a module: each export is a scorer, an engine, a component, a rule, or a list of them. Engines outside a scorer become one
 * scorer for each first part of their ids, with nothing but the engines.
 */
export function readExports(module: unknown): ReadExports {
  const entries = entriesOf(module);
  if (entries.length === 0)
    return {
      scorers: [],
      components: [],
      rules: [],
      faults: ['exports nothing; export scorers, engines, components or rules'],
    };
  const read = entries.flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((item: unknown, at) => readOne(`${name}[${at}]`, item)) : [readOne(name, value)],
  );
  const lone = read.flatMap((item) => ('engine' in item ? [item.engine] : []));
  return {
    scorers: [...read.flatMap((item) => ('scorer' in item ? [item.scorer] : [])), ...grouped(lone)],
    components: read.flatMap((item) => ('component' in item ? [item.component] : [])),
    rules: read.flatMap((item) => ('rule' in item ? [item.rule] : [])),
    faults: read.flatMap((item) => ('fault' in item ? [item.fault] : [])),
  };
}

/** Name and value of each export, sorted by name; a CommonJS module may be one value itself. */
function entriesOf(module: unknown): [string, unknown][] {
  if (!isObject(module) || Array.isArray(module) || typeof module.id === 'string') return [['module.exports', module]];
  return Object.entries(module)
    .filter(([name]) => name !== '__esModule' && name !== 'module.exports')
    .sort(([a], [b]) => compare(a, b));
}

function readOne(name: string, value: unknown): Read {
  if (looksLikeScorer(value)) {
    const parsed = scorerSchema.safeParse(value);
    return parsed.success
      ? { scorer: parsed.data }
      : { fault: `export ${name} is not a scorer: ${explain(parsed.error)}` };
  }
  if (looksLikeEngine(value)) {
    const parsed = engineSchema.safeParse(value);
    return parsed.success
      ? { engine: parsed.data }
      : { fault: `export ${name} is not an engine: ${explain(parsed.error)}` };
  }
  if (has(value, 'units')) {
    const parsed = ownComponentSchema.safeParse(value);
    return parsed.success
      ? { component: value as OwnComponent }
      : { fault: `export ${name} is not a component: ${explain(parsed.error)}` };
  }
  if (has(value, 'check')) {
    const parsed = ownRuleSchema.safeParse(value);
    return parsed.success
      ? { rule: value as OwnRule }
      : { fault: `export ${name} is not a rule: ${explain(parsed.error)}` };
  }
  return {
    fault: `export ${name} is neither a scorer (it would have engines) nor an engine (scoring), a component (units) or a rule (check)`,
  };
}

function explain({ issues }: z.ZodError): string {
  const shown = issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length === 0 ? message : `${formatPath(path as string[])}: ${message}`));
  return [...shown, ...(issues.length > 3 ? [`and ${issues.length - 3} more`] : [])].join('; ');
}

function grouped(engines: readonly Engine[]): Scorer[] {
  const groups = new Map<string, Engine[]>();
  for (const engine of engines) {
    const id = engine.id.split('/')[0] ?? engine.id;
    groups.set(id, [...(groups.get(id) ?? []), engine]);
  }
  return [...groups].map(([id, its]) => scorerSchema.parse({ id, engines: its }));
}

function looksLikeScorer(value: unknown): boolean {
  return isObject(value) && 'engines' in value;
}

function looksLikeEngine(value: unknown): boolean {
  return isObject(value) && 'scoring' in value;
}

function has(value: unknown, method: string): boolean {
  return isObject(value) && typeof value[method] === 'function';
}
