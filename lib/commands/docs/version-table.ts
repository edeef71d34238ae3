import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Versions {
  readonly groups: readonly {
    readonly group: string;
    readonly repository: string;
    readonly version: string;
    readonly kinds: readonly string[];
  }[];
}

/** The Kubernetes and CRD versions that the schemas of `imports/` stand for, as a Markdown table. */
export function versionTable(root: string): string {
  const { groups } = JSON.parse(readFileSync(join(root, 'imports/versions.json'), 'utf8')) as Versions;
  const rows = groups.map(({ group, repository, version, kinds }) => {
    const names = kinds.join(', ');
    return `| ${group} | ${version} | [${repository}](https://github.com/${repository}) | ${names} |`;
  });
  return ['| API group | version | upstream | kinds |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
