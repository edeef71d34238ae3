import type { Code } from './codes';
import type { Evidence, Fault, Severity } from './finding';
import { list, oneOf, plain, show, Written } from './words';

/** Every sentence that a kind may say, by a name of its own. `{name}` stands for data, in one of the forms of `fill`. */
export type Messages = Readonly<Record<string, string>>;

/** What is known of one kind of finding before any is raised: its documentation, and every sentence that it may say. */
export interface FindingKind<Known extends Messages = Messages> {
  readonly code: Code;
  readonly severity: Severity;
  /** Why it is rejected or warned of: one or two sentences. */
  readonly why: string;
  /** What usually mends it: one sentence. */
  readonly fix: string;
  readonly messages: Known;
  /**
   * One case of it. `data` has a value for each placeholder of the message; `got`, `expected` and `suggestion` are kept
   * beside the sentence, whether the message names them or not. `where` is as much of the place as the caller knows.
   */
  fault<Id extends keyof Known>(id: Id, data: Data<Known[Id]>): Fault;
  fault<Id extends keyof Known, const Where extends object>(id: Id, data: Data<Known[Id]>, where: Where): Fault & Where;
}

/** The values that a message asks for, and the evidence that may go with any message. */
export type Data<Message extends string> = Evidence & Pick<Readonly<Record<string, unknown>>, Placeholder<Message>>;

type Placeholder<Text extends string> = Text extends `${string}{${infer Rest}`
  ? Leading<Rest> | Placeholder<Rest>
  : never;
/** The name at the start of what follows a brace; `{ on: hub01 }` is YAML and not a placeholder. */
type Leading<Rest extends string> = Rest extends `${infer Inner}}${string}`
  ? Inner extends `${string}${' ' | '{'}${string}`
    ? never
    : Inner extends `${infer Name}:${string}`
      ? Name
      : Inner
  : never;

interface Definition<Known extends Messages> {
  readonly code: Code;
  /** @default error */
  readonly severity?: Severity;
  readonly why: string;
  readonly fix: string;
  readonly messages: Known;
}

/** Defines a kind of finding; export it from the file that raises it, and add its code to `codes.ts`. */
export function findingKind<const Known extends Messages>(definition: Definition<Known>): FindingKind<Known> {
  const { code, severity = 'error', why, fix, messages } = definition;
  return {
    code,
    severity,
    why,
    fix,
    messages,
    fault: <Where extends object>(id: keyof Known, data: Evidence, where?: Where): Fault & Where => {
      const { got, expected, suggestion } = data;
      const fault: Fault = {
        code,
        severity,
        message: fill(String(messages[id]), { ...data }),
        ...(got !== undefined && { got }),
        ...(expected !== undefined && { expected }),
        ...(suggestion !== undefined && { suggestion }),
      };
      return { ...fault, ...where } as Fault & Where;
    },
  };
}

/**
 * A template with its data: `{name}` is text as it stands, or a list `a, b and 4 more`; `{name:json}` a value as JSON, which
 * tells the text "5" from the number 5; `{name:or}` a choice: `"a", "b" or "c"`.
 */
function fill(template: string, data: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)(?::(json|or))?\}/g, (_, name: string, form: string | undefined) => {
    const value = data[name];
    if (form === 'or' && Array.isArray(value)) return oneOf(value);
    if (form === 'json' || value instanceof Written) return show(value);
    if (Array.isArray(value)) return list(value);
    return plain(value);
  });
}
