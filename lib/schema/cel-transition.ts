import { isDeepStrictEqual } from 'node:util';
import type { Manifest } from '../model/manifest';
import type { Path } from '../model/origin';
import type { CompiledRule } from './cel-environment';
import { rulesOf, type Rules } from './cel-rule';
import { celValue } from './cel-value';
import { withDefaults } from './defaults';
import { knownKind, type Definition } from './known-kinds';
import { isObject } from '../model/json';

/** A change that a rule of the kind does not allow. */
export interface TransitionFault {
  readonly path: Path;
  readonly message: string;
}

/**
 * Evaluates every rule about a change (`oldSelf`) at each value that stands on both sides: items of a list with keys are those
 * of the same keys, and items of any other list have no other side. A rule that cannot be evaluated is a fault.
 */
export function transitionFaults(old: Manifest, now: Manifest): TransitionFault[] {
  const known = knownKind(now.apiVersion, now.kind);
  if (!known || known.core) return [];
  const schema = known.schema();
  const rules = rulesOf(schema.node, schema.resolve);
  if (!rules) return [];
  const faults: TransitionFault[] = [];
  visit(withDefaults(old, schema), withDefaults(now, schema), { rules, schema }, [], faults);
  return faults;
}

interface Place {
  readonly rules: Rules;
  readonly schema: Definition;
}

function visit(old: unknown, now: unknown, place: Place, path: Path, faults: TransitionFault[]): void {
  if (old === undefined || old === null || now === undefined || now === null) return;
  const { rules, schema } = place;
  const own = rules.rules.filter((rule) => rule.isTransition());
  if (own.length > 0 && !isDeepStrictEqual(old, now)) {
    const [before, after] = [old, now].map((value) => celValue(value, rules.node, schema.resolve));
    for (const rule of own) faults.push(...judged(rule, before, after, path));
  }
  const into = (below: Rules | undefined, a: unknown, b: unknown, step: string | number) => {
    if (below) visit(a, b, { rules: below, schema }, [...path, step], faults);
  };
  if (Array.isArray(now) && Array.isArray(old)) {
    const keys = rules.node['x-kubernetes-list-map-keys'];
    if (keys === undefined) return;
    const byKey = new Map(old.map((item: unknown) => [keyOf(item, keys), item]));
    now.forEach((item: unknown, index) => {
      into(rules.items, byKey.get(keyOf(item, keys)), item, index);
    });
  } else if (isObject(now) && isObject(old)) {
    for (const [name, below] of rules.fields) into(below, old[name], now[name], name);
    for (const name of Object.keys(now)) into(rules.values, old[name], now[name], name);
  }
}

function keyOf(item: unknown, keys: readonly string[]): string {
  return isObject(item) ? JSON.stringify(keys.map((key) => item[key])) : '';
}

function judged(rule: CompiledRule, old: unknown, now: unknown, path: Path): TransitionFault[] {
  const place = [...path, ...rule.fieldPath];
  try {
    return rule.holdsBetween(now, old) ? [] : [{ path: place, message: rule.message(now) }];
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return [{ path: place, message: `${rule.text} cannot be evaluated: ${reason}` }];
  }
}
