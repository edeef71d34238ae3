import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, children, firstChild, parseQuery, splitQuery, wrappers } from './promql-tree';

/** The labels that the series of a query carry: these and no others, or not to be told from the query alone. */
export type SeriesLabels = ReadonlySet<string> | undefined;

/** By each query of the string (they are joined by `;`), the labels of its series. */
export function seriesLabels(query: string): readonly SeriesLabels[] {
  return splitQuery(query).map(({ text }) => {
    const top = firstChild(parseQuery(text).topNode);
    return top === undefined ? undefined : labelsOf(top, text);
  });
}

/** The labels of what an expression yields. */
export function labelsOf(node: SyntaxNode, text: string): SeriesLabels {
  if (wrappers.includes(node.name)) {
    const inner = children(node).find((child) => child.name !== 'UnaryOp');
    return inner === undefined ? undefined : labelsOf(inner, text);
  }
  switch (node.name) {
    case 'NumberDurationLiteral':
    case 'StringLiteral':
      return new Set();
    case 'AggregateExpr':
      return aggregated(node, text);
    case 'FunctionCall':
      return called(node, text);
    case 'BinaryExpr':
      return combined(node, text);
    default:
      return undefined;
  }
}

/** These pick series instead of making new ones of them. */
const picking = /^(topk|bottomk|limitk|limit_ratio)$/;

function aggregated(node: SyntaxNode, text: string): SeriesLabels {
  const operator = firstWord(node.getChild('AggregateOp'), text);
  const argument = argumentsOf(node).at(-1);
  const inner = argument === undefined ? undefined : labelsOf(argument, text);
  if (picking.test(operator)) return inner;
  const modifier = node.getChild('AggregateModifier');
  const named = modifier === null ? [] : groupingLabels(modifier, text);
  const made = operator === 'count_values' ? quoted(argumentsOf(node)[0], text) : [];
  if (modifier?.getChild('Without')) {
    return inner === undefined
      ? undefined
      : new Set([...[...inner].filter((label) => !named.includes(label)), ...made]);
  }
  const kept = inner === undefined ? named : named.filter((label) => inner.has(label));
  return new Set([...kept, ...made]);
}

function called(node: SyntaxNode, text: string): SeriesLabels {
  const name = firstWord(node.getChild('FunctionIdentifier'), text);
  const args = argumentsOf(node);
  if (/^(scalar|vector|time|pi)$/.test(name)) return new Set();
  if (/^(absent|absent_over_time|info)$/.test(name)) return undefined;
  const vector = args.find((argument) => !isScalar(argument));
  const inner = vector === undefined ? undefined : labelsOf(vector, text);
  if (inner === undefined) return undefined;
  if (/^(label_replace|label_join)$/.test(name)) return new Set([...inner, ...quoted(args[1], text)]);
  if (name === 'histogram_quantile') return new Set([...inner].filter((label) => label !== 'le'));
  return inner;
}

function combined(node: SyntaxNode, text: string): SeriesLabels {
  const operands = children(node).filter(({ name }) => isExpression(name));
  const [left, right] = operands;
  if (left === undefined || right === undefined) return undefined;
  if (isScalar(left)) return labelsOf(right, text);
  if (isScalar(right)) return labelsOf(left, text);
  const matching = node.getChild('MatchingModifierClause');
  if (node.getChild('Or') || matching?.getChild('GroupLeft') || matching?.getChild('GroupRight')) return undefined;
  if (node.getChild('And') || node.getChild('Unless')) return labelsOf(left, text);
  if (matching?.getChild('On')) return new Set(groupingLabels(matching, text));
  const inner = labelsOf(left, text);
  if (inner === undefined || !matching) return inner;
  const ignored = groupingLabels(matching, text);
  return new Set([...inner].filter((label) => !ignored.includes(label)));
}

function isExpression(name: string): boolean {
  return (
    wrappers.includes(name) ||
    ['AggregateExpr', 'BinaryExpr', 'FunctionCall', 'VectorSelector', 'NumberDurationLiteral'].includes(name)
  );
}

function isScalar(node: SyntaxNode): boolean {
  if (node.name === 'NumberDurationLiteral' || node.name === 'StringLiteral') return true;
  if (node.name === 'FunctionCall') return /Scalar|Time|Pi/.test(firstChild(node)?.firstChild?.name ?? '');
  if (node.name !== 'ParenExpr' && node.name !== 'UnaryExpr' && node.name !== 'BinaryExpr') return false;
  return children(node)
    .filter(({ name }) => isExpression(name))
    .every(isScalar);
}

/** The labels that `by`, `on` and their like name. */
export function groupingLabels(modifier: SyntaxNode, text: string): string[] {
  const grouping = modifier.getChild('GroupingLabels');
  return grouping === null
    ? []
    : children(grouping).map((label) => text.slice(label.from, label.to).replace(/["'`]/g, ''));
}

function quoted(node: SyntaxNode | undefined, text: string): string[] {
  return node?.name === 'StringLiteral' ? [text.slice(node.from + 1, node.to - 1)] : [];
}

function firstWord(node: SyntaxNode | null, text: string): string {
  return node === null ? '' : text.slice(node.from, node.to).toLowerCase();
}
