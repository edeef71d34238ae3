import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compare, type Finding, type FindingKind } from '../model/finding';
import { environmentName } from './environment-name';
import { Source } from './source';
import { dnsLabel, nameSyntax } from './values/name-syntax';

export const environmentUnreadable: FindingKind = {
  code: 'environment-unreadable',
  why: 'What looks like an environment file but cannot be read may not be passed over: its environment would count as gone.',
  fix: 'Mend the file or its link, or give it another ending than .yaml.',
};

/** What stands in the folder of the environments under the name of one of them. */
export interface EnvironmentFile {
  /** Without `.yaml` or `.yml`. */
  readonly name: string;
  readonly path: string;
  /** Further files of the same name: `kind.yml` beside `kind.yaml`. */
  readonly others: readonly string[];
}

/**
 * The environment files of a folder, sorted by name: whatever ends in `.yaml` or `.yml` and is not hidden, be it a file,
 * a link or what cannot be read.
 *
 * @throws the error of the file system, where there is no such folder
 */
export function environmentFiles(directory: string): EnvironmentFile[] {
  const byName = new Map<string, string[]>();
  for (const base of readdirSync(directory).sort(compare)) {
    const [, name] = /^([^.].*)\.ya?ml$/i.exec(base) ?? [];
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), join(directory, base)]);
  }
  return [...byName]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([name, [path, ...others]]) => (path === undefined ? [] : [{ name, path, others }]));
}

/** The file's text, or why it cannot be read. */
export function readEnvironmentFile({ path }: EnvironmentFile): Source | Finding {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return new Source(path, readFileSync(path));
    return unreadable(path, stat.isDirectory() ? 'a folder' : 'something that is no file');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return unreadable(path, code === 'ENOENT' ? 'a link that leads nowhere' : `a file that cannot be read (${code})`);
  }
}

/** What is wrong with the file, whatever is in it. */
export function fileFindings({ name, path, others }: EnvironmentFile): Finding[] {
  const checked = dnsLabel.safeParse(name);
  const misnamed = checked.error?.issues.map(({ message }) =>
    atFile(nameSyntax.code, path, `got a file named ${JSON.stringify(name)}; ${message}`),
  );
  const twice = others.map((other) =>
    atFile(environmentName.code, other, `got a second file of this name beside ${path}; remove one of the two`),
  );
  return [...(misnamed ?? []), ...twice];
}

function unreadable(path: string, got: string): Finding {
  return atFile(environmentUnreadable.code, path, `got ${got}; an environment is a file of YAML`);
}

function atFile(code: string, file: string, message: string): Finding {
  return { code, severity: 'error', position: { file, line: 1, column: 1 }, path: '', message };
}
