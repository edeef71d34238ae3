import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** One of the queries of a source; `start` is its offset inside the whole string. */
export interface QueryPart {
  readonly text: string;
  readonly start: number;
}

/** Something wrong in a query; `column` counts from 1 over the whole string, all parts included. */
export interface QueryProblem {
  readonly column: number;
  readonly message: string;
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

const known = new Map<string, readonly QueryProblem[]>();

/** What Prometheus would refuse: the first fault of each part. Every cluster has the same queries, so each is read once. */
export function queryProblems(query: string): readonly QueryProblem[] {
  const problems = known.get(query) ?? readProblems(query);
  known.set(query, problems);
  return problems;
}

function readProblems(query: string): readonly QueryProblem[] {
  const parts = splitQuery(query);
  const problems = parts.flatMap(partProblem);
  const quoted = parts.length > 1 && problems.length > 0 && firstError(parseQuery(query)) === undefined;
  if (!quoted) return problems;
  return [
    {
      column: query.indexOf(';') + 1,
      message:
        'the agent cuts a query at every ";", also inside quotes; match the character with "." in a regular expression',
    },
  ];
}

function partProblem({ text, start }: QueryPart): QueryProblem[] {
  if (text.trim() === '') return [{ column: start + 1, message: 'an empty query; Prometheus rejects it' }];
  const tree = parseQuery(text);
  const error = firstError(tree);
  const problem = error === undefined ? typeProblem(tree, text) : syntaxProblem(error, text);
  return problem === undefined ? [] : [{ column: start + problem.at + 1, message: problem.message }];
}

interface Fault {
  readonly at: number;
  readonly message: string;
}

function syntaxProblem(error: SyntaxNode, text: string): Fault {
  const rest = text.slice(error.from).trimStart();
  const at = text.length - rest.length;
  if (rest === '') {
    return {
      at: text.trimEnd().length,
      message: 'the query ends too early; close what was opened, or name the labels',
    };
  }
  const name = error.parent?.name === 'VectorSelector' ? error.parent.getChild('Identifier') : null;
  if (name !== null && rest.startsWith('(')) {
    return { at: name.from, message: `"${text.slice(name.from, name.to)}" is no function of PromQL` };
  }
  const token = /^(?:[\w:.]+|.)/s.exec(rest)?.[0] ?? rest;
  return { at, message: `"${token}" does not belong here` };
}

function firstError(tree: Tree): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  tree.iterate({
    enter: (node) => {
      if (found === undefined && node.type.isError) found = node.node;
      return found === undefined;
    },
  });
  return found;
}

/** What the grammar lets pass and Prometheus' type check does not: a range where one value per step is needed, and back. */
function typeProblem(tree: Tree, text: string): Fault | undefined {
  const top = firstChild(tree.topNode);
  if (top !== undefined && isRange(top)) {
    return {
      at: top.from,
      message: 'a range such as x[5m] has no value per step; wrap it in a function such as rate()',
    };
  }
  let fault: Fault | undefined;
  tree.iterate({
    enter: (node) => {
      if (fault !== undefined || node.name !== 'FunctionCall') return fault === undefined;
      const name = node.node.getChild('FunctionIdentifier');
      const called = name === null ? '' : text.slice(name.from, name.to);
      if (takesRange.test(called) && !argumentsOf(node.node).some(isRange)) {
        fault = { at: node.from, message: `${called}() takes a range; write it with one, as in ${called}(x[5m])` };
      }
      const wrong = (numberArguments[called] ?? [])
        .map((at) => argumentsOf(node.node)[at])
        .find((argument) => argument !== undefined && yieldsSeries(argument, text));
      if (fault === undefined && wrong !== undefined)
        fault = { at: wrong.from, message: `${called}() takes a number here, and this is a set of series` };
      return true;
    },
  });
  return fault;
}

const takesRange =
  /^(rate|irate|increase|delta|idelta|deriv|changes|resets|predict_linear|double_exponential_smoothing|\w+_over_time)$/;

/** Where functions take a number, counted from 0. */
const numberArguments: Readonly<Record<string, readonly number[]>> = {
  clamp: [1, 2],
  clamp_max: [1],
  clamp_min: [1],
  double_exponential_smoothing: [1, 2],
  histogram_fraction: [0, 1],
  histogram_quantile: [0],
  predict_linear: [1],
  quantile_over_time: [0],
  round: [1],
  vector: [0],
};

/** Functions that yield a number and not a set of series. */
const yieldNumbers = new Set(['pi', 'scalar', 'time']);

/** Whether an expression surely yields a set of series. */
function yieldsSeries(node: SyntaxNode, text: string): boolean {
  if (node.name === 'FunctionCall') {
    const name = node.getChild('FunctionIdentifier');
    return name !== null && !yieldNumbers.has(text.slice(name.from, name.to));
  }
  if (node.name === 'BinaryExpr' || node.name === 'UnaryExpr')
    return children(node).some((child) => yieldsSeries(child, text));
  if (node.name === 'VectorSelector' || node.name === 'AggregateExpr' || isRange(node)) return true;
  const inner = firstChild(node);
  return inner !== undefined && wrappers.includes(node.name) && yieldsSeries(inner, text);
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

function isRange(node: SyntaxNode): boolean {
  if (node.name === 'MatrixSelector' || node.name === 'SubqueryExpr') return true;
  const inner = firstChild(node);
  return inner !== undefined && wrappers.includes(node.name) && node.name !== 'UnaryExpr' && isRange(inner);
}
