import { isObject } from '../model/json';
import type { ObjectFault } from './object-fault';
import { findingKind } from '../model/finding-kind';
import type { Path } from '../model/origin';
import { compileRule, type CompiledRule } from './cel-environment';
import { celValue } from './cel-value';
import type { Definition, SchemaNode } from './known-kinds';

export const celRuleKind = findingKind({
  code: 'cel-rule',
  why: 'A rule of the kind (x-kubernetes-validations) that the API server evaluates does not hold.',
  fix: 'Change the fields that the rule speaks of.',
  messages: {
    ruleFails: 'got {got:json}; {message}',
    notEvaluated: 'got {got:json}; the rule {text:json} cannot be evaluated: {reason}',
  },
});

/** The part of a schema that has rules; undefined where nothing below has any. */
export interface Rules {
  readonly node: SchemaNode;
  readonly rules: readonly CompiledRule[];
  readonly fields: readonly (readonly [string, Rules])[];
  readonly items: Rules | undefined;
  readonly values: Rules | undefined;
}

const compiled = new WeakMap<SchemaNode, { readonly rules: Rules | undefined }>();

/**
 * Evaluates every rule at its place as when the object is created: a rule about the change of a value (`oldSelf`) has
 * nothing to say then. A rule that cannot be evaluated is a fault.
 *
 * @param value with its defaults written in.
 * @param placeholders leaves out the places whose text begins so: their value is still unknown.
 */
export function celFaults(value: unknown, schema: Definition, placeholders: string | undefined): ObjectFault[] {
  const rules = rulesOf(schema.node, schema.resolve);
  if (!rules) return [];
  const faults: ObjectFault[] = [];
  visit(value, rules, [], (self, below, path) => {
    if (placeholders !== undefined && JSON.stringify(self).includes(placeholders)) return;
    const bound = celValue(self, below.node, schema.resolve);
    faults.push(...below.rules.flatMap((rule) => evaluate(rule, bound, self, path)));
  });
  return faults;
}

/** The rules of a schema, at their places; undefined where it has none. */
export function rulesOf(pointer: SchemaNode, resolve: Definition['resolve']): Rules | undefined {
  const node = resolve(pointer);
  const known = compiled.get(node);
  if (known) return known.rules;
  const { properties = {}, items, additionalProperties } = node;
  const fields = Object.entries(properties).flatMap(([name, child]): [string, Rules][] => {
    const below = rulesOf(child, resolve);
    return below ? [[name, below]] : [];
  });
  const own = (node['x-kubernetes-validations'] ?? []).map(compileRule);
  const item = items && rulesOf(items, resolve);
  const values = typeof additionalProperties === 'object' ? rulesOf(additionalProperties, resolve) : undefined;
  const rules =
    own.length > 0 || fields.length > 0 || item || values
      ? { node, rules: own, fields, items: item, values }
      : undefined;
  compiled.set(node, { rules });
  return rules;
}

function visit(value: unknown, rules: Rules, path: Path, each: (self: unknown, at: Rules, path: Path) => void): void {
  if (value === null || value === undefined) return;
  if (rules.rules.length > 0) each(value, rules, path);
  const { items, values, fields } = rules;
  if (Array.isArray(value)) {
    if (items)
      value.forEach((item, index) => {
        visit(item, items, [...path, index], each);
      });
  } else if (isObject(value)) {
    for (const [name, below] of fields) visit(value[name], below, [...path, name], each);
    if (values) for (const [name, child] of Object.entries(value)) visit(child, values, [...path, name], each);
  }
}

function evaluate(rule: CompiledRule, self: unknown, got: unknown, path: Path): ObjectFault[] {
  const place = [...path, ...rule.fieldPath];
  try {
    if (rule.holds(self)) return [];
    return [celRuleKind.fault('ruleFails', { got, message: rule.message(self) }, { path: place })];
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return [celRuleKind.fault('notEvaluated', { got, text: rule.text, reason }, { path: place })];
  }
}
