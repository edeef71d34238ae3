import { join, relative, resolve } from 'node:path';

/** Where a run reads and writes. */
export interface Folders {
  /** The environment files. */
  readonly environments: string;
  /** The rendered trees, one folder for each environment. */
  readonly out: string;
  /** What a person applies once, one file for each environment. */
  readonly argocd: string;
  /** Whether the schema for editors is written beside the environment files: where they and the output are of one project. */
  readonly schemaBeside: boolean;
}

/** The folders of a run; with another place for the output, everything that is written goes there. */
export function folders(environments: string, out?: string): Folders {
  if (out !== undefined && resolve(out) !== resolve('dist'))
    return { environments, out, argocd: join(out, 'argocd'), schemaBeside: false };
  const inside = !relative('', environments).startsWith('..');
  return { environments, out: 'dist', argocd: 'argocd', schemaBeside: inside };
}
