import { Environment, Optional, type ASTNode } from '@marcbachmann/cel-js';
import type { Path } from '../model/origin';
import type { CelRule } from './known-kinds';

/** A rule ready to be evaluated; parsed at the first use. */
export interface CompiledRule {
  readonly text: string;
  /** From the value that the rule stands at to the field that it complains of. */
  readonly fieldPath: Path;
  /** Throws where the rule cannot be parsed or evaluated. */
  readonly holds: (self: unknown) => boolean;
  /** Whether it is about the change of a value: asked with both sides, and not when the object is made. */
  readonly isTransition: () => boolean;
  /** Whether it holds between two values. Throws as `holds` does. */
  readonly holdsBetween: (self: unknown, oldSelf: unknown) => boolean;
  readonly message: (self: unknown) => string;
}

type Program = ReturnType<Environment['parse']>;

const options = { enableOptionalTypes: true, homogeneousAggregateLiterals: false } as const;
const environment = new Environment(options).registerVariable('self', 'dyn').registerVariable('oldSelf', 'dyn');

/** A rule of a custom resource, ready to be asked; parsed when it is first needed. */
export function compileRule({
  rule,
  message,
  messageExpression,
  fieldPath,
  optionalOldSelf = false,
}: CelRule): CompiledRule {
  let program: Program | undefined;
  let transition = false;
  const context = (self: unknown, oldSelf: unknown = Optional.none()) => ({ self, oldSelf });
  const prepare = () => {
    if (program) return program;
    program = environment.parse(forJavaScript(rule));
    transition = !optionalOldSelf && names(program.ast).has('oldSelf');
    return program;
  };
  return {
    text: rule,
    fieldPath: fieldPath === undefined ? [] : parseFieldPath(fieldPath),
    holds(self) {
      const run = prepare();
      return transition || truth(run(context(self)));
    },
    isTransition() {
      const { ast } = prepare();
      return names(ast).has('oldSelf');
    },
    holdsBetween(self, oldSelf) {
      const run = prepare();
      return truth(run(context(self, optionalOldSelf ? Optional.of(oldSelf) : oldSelf)));
    },
    message(self) {
      const said = messageExpression === undefined ? undefined : tryText(messageExpression, context(self));
      return said ?? message ?? `failed rule: ${rule}`;
    },
  };
}

/** What is wrong with an expression of an admission policy or webhook; undefined where it can be read and knows its names. */
export function admissionExpressionFault(text: string): string | undefined {
  try {
    const known = /^(?:object|oldObject|request|params|namespaceObject|variables|authorizer)$/;
    const strange = [...names(environment.parse(text).ast)].find((name) => !known.test(name) && name.length > 1);
    return strange === undefined ? undefined : `knows no ${strange}`;
  } catch {
    return 'must be an expression of CEL';
  }
}

function truth(result: unknown): boolean {
  if (typeof result !== 'boolean') throw new Error(`it gives ${typeof result}, not true or false`);
  return result;
}

/** The API server falls back to `message` where the expression fails or gives no text. */
function tryText(expression: string, context: object): string | undefined {
  try {
    const text: unknown = environment.parse(forJavaScript(expression))({ ...context });
    return typeof text === 'string' && text.trim() !== '' ? text : undefined;
  } catch {
    return undefined;
  }
}

const posixClasses: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  blank: '\\\\t ',
  cntrl: '\\\\x00-\\\\x1f\\\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  space: '\\\\t\\\\n\\\\v\\\\f\\\\r ',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

/** Go's named classes mean something else to a JavaScript pattern, without an error. */
function forJavaScript(rule: string): string {
  return rule.replaceAll(/\[:([a-z]+):\]/g, (whole, name: string) => posixClasses[name] ?? whole);
}

/** Every identifier that an expression reads. */
function names(ast: ASTNode): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null && 'op' in value && 'args' in value) {
      if (value.op === 'id' && typeof value.args === 'string') found.add(value.args);
      visit(value.args);
    }
  };
  visit(ast);
  return found;
}

/** `.spec.ports['http']` as a path. */
function parseFieldPath(text: string): Path {
  return [...text.matchAll(/\.([A-Za-z_$][\w$]*)|\['((?:[^'\\]|\\.)*)'\]/g)].map(
    ([, plain, quoted]) => plain ?? quoted ?? '',
  );
}
