import type { SyntaxNode } from '@lezer/common';
import { children, firstChild } from './promql-tree';

interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
  readonly node: SyntaxNode;
}

/** The fault of a selector that Prometheus rejects, or that no series can match. */
export function selectorFault(selector: SyntaxNode, text: string): { at: number; message: string } | undefined {
  const matchers = matchersOf(selector, text);
  const name = selector.getChild('Identifier');
  const twice = matchers.find(({ label, operator }) => label === '__name__' && operator === '=');
  if (name !== null && twice)
    return { at: twice.node.from, message: 'the name of the metric is here twice; keep one of the two' };
  for (const { operator, value, node } of matchers)
    if (operator.includes('~') && regular(value) === undefined)
      return { at: node.from, message: `${JSON.stringify(value)} is not a regular expression` };
  const isNamed = name !== null || selector.getChild('LabelMatchers')?.getChild('QuotedLabelName') != null;
  if (!isNamed && matchers.every(matchesEmpty))
    return { at: selector.from, message: 'this selects every series; name a metric, or a label with a value' };
  for (const [index, one] of matchers.entries())
    for (const other of matchers.slice(0, index))
      if (one.label === other.label && contradicts(one, other))
        return {
          at: one.node.from,
          message: `no series has ${textOf(other.node, text)} and ${textOf(one.node, text)}; keep one of the two`,
        };
  return undefined;
}

function matchersOf(selector: SyntaxNode, text: string): Matcher[] {
  const list = selector.getChild('LabelMatchers');
  return (list === null ? [] : children(list)).flatMap((node) => {
    const [label, operator, value] = children(node);
    if (label === undefined || operator === undefined || value === undefined) return [];
    return [
      {
        label: textOf(firstChild(label) ?? label, text).replace(/^["'`]|["'`]$/g, ''),
        operator: textOf(operator, text),
        value: unquoted(textOf(value, text)),
        node,
      },
    ];
  });
}

/** Whether a series without the label also matches. */
function matchesEmpty({ operator, value }: Matcher): boolean {
  switch (operator) {
    case '=':
      return value === '';
    case '!=':
      return value !== '';
    case '=~':
      return regular(value)?.test('') ?? true;
    default:
      return !(regular(value)?.test('') ?? false);
  }
}

function contradicts(one: Matcher, other: Matcher): boolean {
  if (one.operator === '=' && other.operator === '=') return one.value !== other.value;
  const [exact, rest] = one.operator === '=' ? [one, other] : [other, one];
  if (exact.operator !== '=') return one.value === other.value && opposite[one.operator] === other.operator;
  if (rest.operator === '!=') return exact.value === rest.value;
  const fits = regular(rest.value)?.test(exact.value);
  return fits !== undefined && fits !== (rest.operator === '=~');
}

const opposite: Readonly<Record<string, string>> = { '=~': '!~', '!~': '=~', '=': '!=', '!=': '=' };

/** Prometheus anchors its expressions; undefined for what cannot be read. Go's flags and names of groups are written out. */
function regular(value: string): RegExp | undefined {
  const flags = /^\(\?([imsU]+)\)/.exec(value);
  const source = value.slice(flags?.[0].length ?? 0).replaceAll('(?P<', '(?<');
  try {
    return new RegExp(`^(?:${source})$`, `s${flags?.[1]?.includes('i') ? 'i' : ''}`);
  } catch {
    return /\\[pPQEAzC]|\[\[:|\(\?[imsU-]+[:)]/.test(value) ? /(?:)/ : undefined;
  }
}

function unquoted(literal: string): string {
  const inner = literal.slice(1, -1);
  return literal.startsWith('`')
    ? inner
    : inner.replace(/\\(.)/g, (_, character: string) => escapes[character] ?? character);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function textOf(node: SyntaxNode, text: string): string {
  return text.slice(node.from, node.to);
}
