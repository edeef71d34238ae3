import type { Construct } from 'constructs';
import type { z } from 'zod';
import type { EnvironmentSource } from '../environment/environment-source';
import { issueFindings, rememberKeys, type KnownKeys } from '../environment/issues';
import { formatPath, type Path, type Position } from '../model/origin';

/** A check for each prop: a prop without a check, or a check without a prop, does not compile. */
export type Shape<Props> = Readonly<Record<keyof Props, z.ZodType>>;

/**
 * Props as their schema reads them, with their defaults.
 *
 * @param name of the construct's class; a build may rename a class whose name occurs twice
 * @throws Error with a line for each wrong prop: `Minio at app/minio: size: got "5 GB"; a size is …`
 */
export function parseProps<Parsed>(
  construct: Construct,
  name: string,
  schema: z.ZodType<Parsed>,
  props: object,
): Parsed {
  const known: KnownKeys = new WeakMap();
  const parsed = schema.safeParse(props, { error: rememberKeys(known) });
  if (parsed.success) return parsed.data;
  const findings = issueFindings(parsed.error.issues, sourceOf(props), known);
  throw propsError(construct, name, findings);
}

/** The error of a construct that cannot use its props. */
export function propsError(
  { node }: Construct,
  name: string,
  problems: readonly { readonly path: string; readonly message: string }[],
): Error {
  const lines = problems.map(({ path, message }) => `${path === '' ? '' : `${path}: `}${message}`);
  return new Error(lines.map((line) => `${name} at ${node.path}: ${line}`).join('\n'));
}

/** Props are not in a file: their position is their path. */
function sourceOf(props: object): EnvironmentSource {
  const position = (path: Path): Position => ({ file: formatPath(path), line: 0, column: 0 });
  return {
    file: '',
    data: props,
    findings: [],
    position,
    keyPosition: position,
    has: () => false,
    written: () => undefined,
  };
}
