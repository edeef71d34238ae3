import type { SyntaxNode, Tree } from '@lezer/common';
import { parseQuery, splitQuery, type QueryPart } from './promql-tree';
import { typeFault } from './promql-types';

/** Something wrong in a query; `column` counts from 1 over the whole string, all parts included. */
export interface QueryProblem {
  readonly column: number;
  readonly message: string;
}

const known = new Map<string, readonly QueryProblem[]>();

/** What Prometheus would refuse: the first fault of each part. Every cluster has the same queries, so each is read once. */
export function queryProblems(query: string): readonly QueryProblem[] {
  const problems = known.get(query) ?? readProblems(query);
  known.set(query, problems);
  return problems;
}

const knownExpressions = new Map<string, readonly QueryProblem[]>();

/** The faults of a rule's expression, which nothing cuts at its semicolons. */
export function expressionProblems(text: string): readonly QueryProblem[] {
  const problems = knownExpressions.get(text) ?? partProblem({ text, start: 0 });
  knownExpressions.set(text, problems);
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
  const problem = error === undefined ? typeFault(tree, text) : syntaxProblem(error, text);
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
    return { at: name.from, message: `"${text.slice(name.from, name.to)}" is not a function of PromQL` };
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
