import type { SyntaxNode, Tree } from '@lezer/common';
import { selectorFault } from './promql-selectors';
import { functions, signatureOfAggregation, type PromqlType, type Signature } from './promql-signatures';
import { argumentsOf, children, firstChild } from './promql-tree';
import { groupingLabels, labelsOf } from './series-labels';

/** A part of a query that Prometheus rejects, or that never yields anything. */
export interface QueryFault {
  readonly at: number;
  readonly message: string;
}

/** The first fault that the grammar accepts: one of types, which Prometheus rejects, or one by which no series can result. */
export function typeFault(tree: Tree, text: string): QueryFault | undefined {
  const top = firstChild(tree.topNode);
  if (top === undefined) return undefined;
  const checker = new Checker(text);
  const type = checker.typeOf(top);
  if (type === 'range')
    checker.refuse(top, 'a range such as x[5m] has no value per step; wrap it in a function such as rate()');
  if (type === 'string') checker.refuse(top, 'a string is not a series');
  return checker.fault;
}

const words: Readonly<Record<PromqlType, string>> = {
  range: 'a range',
  scalar: 'a number',
  string: 'a string',
  vector: 'a set of series',
};

const comparisons = ['Eql', 'Neq', 'Gtr', 'Gte', 'Lss', 'Lte'];
const setOperators = ['And', 'Or', 'Unless'];
const operators = [...comparisons, ...setOperators, 'Add', 'Sub', 'Mul', 'Div', 'Mod', 'Pow', 'Atan2'];
const selectors = ['VectorSelector', 'MatrixSelector', 'SubqueryExpr', 'StepInvariantExpr', 'ParenExpr'];

class Checker {
  fault: QueryFault | undefined;

  constructor(private readonly text: string) {}

  /** Only the first fault counts: the others follow from it, or are reported once it is fixed. */
  refuse(node: SyntaxNode, message: string): void {
    this.fault ??= { at: node.from, message };
  }

  /** What an expression yields; undefined where it is not known. */
  typeOf(node: SyntaxNode): PromqlType | undefined {
    switch (node.name) {
      case 'NumberDurationLiteral':
        return 'scalar';
      case 'StringLiteral':
        return 'string';
      case 'VectorSelector': {
        const fault = selectorFault(node, this.text);
        if (fault !== undefined) this.fault ??= fault;
        return 'vector';
      }
      case 'MatrixSelector':
        return this.range(node, ['VectorSelector'], 'a range follows a selector only; write a subquery, [5m:]');
      case 'SubqueryExpr':
        return this.range(node, undefined, '');
      case 'FunctionCall':
        return this.call(node);
      case 'AggregateExpr':
        return this.aggregate(node);
      case 'BinaryExpr':
        return this.binary(node);
      case 'OffsetExpr':
        return this.offset(node);
      default: {
        const inner = children(node).find(({ name }) => name !== 'UnaryOp');
        return inner === undefined ? undefined : this.typeOf(inner);
      }
    }
  }

  private range(node: SyntaxNode, only: readonly string[] | undefined, otherwise: string): PromqlType {
    const [inner, ...durations] = children(node);
    for (const duration of durations)
      if (/^(?:-.*|(?:0+(?:\.0*)?(?:ms|[smhdwy])?)+)$/.test(this.textOf(duration).replace(/\s/g, '')))
        this.refuse(duration, 'a duration here must be more than 0');
    if (inner === undefined) return 'range';
    const type = this.typeOf(inner);
    if (only !== undefined && !only.includes(inner.name)) this.refuse(inner, otherwise);
    else if (type !== undefined && type !== 'vector')
      this.refuse(inner, `a range needs a set of series, and this is ${words[type]}`);
    return 'range';
  }

  private offset(node: SyntaxNode): PromqlType | undefined {
    const inner = firstChild(node);
    if (inner === undefined) return undefined;
    const before = lastOperand(inner);
    if (before.name === 'OffsetExpr') this.refuse(node, 'offset is here twice; keep one of the two');
    else if (!selectors.includes(before.name)) this.refuse(inner, 'offset follows a selector or a range only');
    return this.typeOf(inner);
  }

  private call(node: SyntaxNode): PromqlType | undefined {
    const name = this.textOf(node.getChild('FunctionIdentifier'));
    const known = functions.get(name);
    if (known === undefined) {
      for (const argument of argumentsOf(node)) this.typeOf(argument);
      return 'vector';
    }
    this.take(node, name, known);
    return known.yields;
  }

  private aggregate(node: SyntaxNode): PromqlType {
    const name = this.textOf(node.getChild('AggregateOp'));
    this.take(node, name, signatureOfAggregation(name));
    return 'vector';
  }

  private take(node: SyntaxNode, name: string, { takes, optional }: Signature): void {
    const given = argumentsOf(node);
    const types = given.map((argument) => this.typeOf(argument));
    const fewest = optional === 'more' ? takes.length - 1 : takes.length - optional;
    if (given.length < fewest || (optional !== 'more' && given.length > takes.length)) {
      const wanted = takes.map((type) => words[type]).join(', ');
      const rather = optional === 0 ? '' : fewest === given.length ? '' : ' at most';
      this.refuse(node, `${name}() takes${rather} ${takes.length === 0 ? 'nothing' : wanted}`);
      return;
    }
    types.forEach((type, index) => {
      const wanted = takes[Math.min(index, takes.length - 1)];
      const argument = given[index];
      if (type === undefined || wanted === undefined || argument === undefined || type === wanted) return;
      if (wanted === 'range') this.refuse(node, `${name}() takes a range; write it with one, as in ${name}(x[5m])`);
      else this.refuse(argument, `${name}() takes ${words[wanted]} here, and this is ${words[type]}`);
    });
  }

  private binary(node: SyntaxNode): PromqlType | undefined {
    const parts = children(node);
    const at = parts.findIndex(({ name }) => operators.includes(name));
    const [left, right, operator] = [parts[0], parts.at(-1), parts[at]];
    if (left === undefined || right === undefined || operator === undefined) return undefined;
    const [one, other] = [this.typeOf(left), this.typeOf(right)];
    const wrong = [
      { type: one, operand: left },
      { type: other, operand: right },
    ].find(({ type }) => type === 'range' || type === 'string');
    if (wrong?.type !== undefined)
      this.refuse(wrong.operand, `${this.textOf(operator)} takes numbers and series, and this is ${words[wrong.type]}`);
    const isComparison = comparisons.includes(operator.name);
    const modifier = node.getChild('BoolModifier');
    const hasBool = modifier !== null && this.textOf(modifier).includes('bool');
    if (hasBool && !isComparison) this.refuse(modifier, 'bool belongs to comparisons only');
    if (one === undefined || other === undefined) return undefined;
    if (setOperators.includes(operator.name) && (one === 'scalar' || other === 'scalar'))
      this.refuse(operator, `${this.textOf(operator)} joins two sets of series, and one of these is a number`);
    if (one === 'scalar' && other === 'scalar') {
      if (isComparison && !hasBool) this.refuse(operator, 'two numbers are compared with bool only, as in 1 > bool 2');
      return 'scalar';
    }
    if (one === 'vector' && other === 'vector') this.matching(node, operator, left, right);
    return 'vector';
  }

  /** Checks how two sets of series match. */
  private matching(node: SyntaxNode, operator: SyntaxNode, left: SyntaxNode, right: SyntaxNode): void {
    const clause =
      node.getChild('MatchingModifierClause') ?? node.getChild('BoolModifier')?.getChild('MatchingModifierClause');
    const group = clause?.getChild('GroupLeft') ?? clause?.getChild('GroupRight');
    if (group && setOperators.includes(operator.name))
      this.refuse(group, `${this.textOf(operator)} matches many with many; remove ${this.textOf(group)}`);
    if (operator.name === 'Or' || operator.name === 'Unless' || clause?.getChild('On')) return;
    const ignored = clause ? groupingLabels(clause, this.text) : [];
    const [one, other] = [left, right].map((operand) => {
      const labels = labelsOf(operand, this.text);
      return labels && [...labels].filter((label) => !ignored.includes(label)).sort();
    });
    if (one === undefined || other === undefined || group) return;
    if (one.join() !== other.join())
      this.refuse(
        operator,
        `the series on the left have the labels ${list(one)}, those on the right ${list(other)}, so none match; aggregate both by the same, or say on(...)`,
      );
  }

  private textOf(node: SyntaxNode | null): string {
    return node === null ? '' : this.text.slice(node.from, node.to);
  }
}

/** The grammar takes an offset for that of the whole, which to Prometheus is that of the last operand: in a / a offset 5m. */
function lastOperand(node: SyntaxNode): SyntaxNode {
  const last = node.name === 'BinaryExpr' || node.name === 'UnaryExpr' ? children(node).at(-1) : undefined;
  return last === undefined ? node : lastOperand(last);
}

function list(labels: readonly string[]): string {
  return labels.length === 0 ? '(none)' : `(${labels.join(', ')})`;
}
