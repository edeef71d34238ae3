import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** One of the queries of a source; `start` is its offset inside the whole string. */
export interface QueryPart {
  readonly text: string;
  readonly start: number;
}

/** The queries that the agent sends: it cuts the string at every `;`, also inside quotes, and sends empty parts too. */
export function splitQuery(query: string): readonly QueryPart[] {
  let start = 0;
  return query.split(';').map((text) => {
    const part = { text, start };
    start += text.length + 1;
    return part;
  });
}

/** The syntax tree of one part, by Prometheus' own grammar. It is tolerant: faults are error nodes inside the tree. */
export function parseQuery(text: string): Tree {
  return parser.parse(text);
}

/** The arguments of a function call or of an aggregation. */
export function argumentsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const body = node.getChild('FunctionCallBody');
  return body === null ? [] : children(body);
}

/** The nodes directly below, comments left out. */
export function children(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'LineComment') found.push(child);
  }
  return found;
}

/** The first node directly below; undefined for a leaf. */
export function firstChild(node: SyntaxNode): SyntaxNode | undefined {
  return children(node)[0];
}

/** Nodes that change when or how an expression is read, not what it yields. */
export const wrappers = ['ParenExpr', 'OffsetExpr', 'StepInvariantExpr', 'UnaryExpr', 'SubqueryExpr', 'MatrixSelector'];
