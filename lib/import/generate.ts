import { compare } from '../model/finding';
import { lockOf } from './lock';
import { writeKindTable } from './kind-table';
import { coreModule, type SchemaModule } from './kind-schemas';
import { generatedBy, readSchemas, writeSchemas } from './schema-files';
import { kindIndex, objectTypes } from './object-types';
import type { PinnedFile, Source } from './sources';
import { typedConstructs } from './typed';
import { kindValidators, metadataValidator } from './validators';

/** Inside `imports/`. */
export const lockFile = 'crds.lock.json';

/** Every file of imports/ by its path in there: a function of the cut schemas and of sources.json, of nothing else. */
export function generate(
  modules: readonly SchemaModule[],
  list: readonly Source[],
  files: readonly PinnedFile[],
): ReadonlyMap<string, string> {
  const written = new Map<string, string>();
  for (const module of modules) {
    const schemas = writeSchemas(module);
    written.set(`schemas/${module.name}.json`, schemas);
    // Read back, so that generating from the committed schemas can give no other result.
    const committed = readSchemas(module.name, schemas);
    written.set(`${module.name}.ts`, `// ${generatedBy}\n/* eslint-disable */\n${typedConstructs(committed)}`);
    written.set(`objects/${module.name}.ts`, `// ${generatedBy}\n/* eslint-disable */\n${objectTypes(committed)}`);
    written.set(`validators/${module.name}.js`, `// ${generatedBy}\n${kindValidators(committed)}`);
    if (module.name === coreModule)
      written.set('validators/metadata.js', `// ${generatedBy}\n${metadataValidator(committed)}`);
  }
  written.set('objects.ts', `// ${generatedBy}\n/* eslint-disable */\n${kindIndex(modules)}`);
  written.set('kinds.json', writeKindTable(modules));
  written.set('versions.json', json(versionTable(list)));
  written.set(lockFile, json(lockOf(modules, files)));
  return written;
}

/** What the table of docs/versions.md says: for each API group, the repository and the release that its schemas stand for. */
function versionTable(list: readonly Source[]): object {
  const rows = list.flatMap(({ repository, revision, tag, files }) =>
    files.flatMap(({ format, kinds }) =>
      kinds.map(({ group, kind, versions }) => ({
        group: format === 'openapi-v3' ? 'Kubernetes' : group,
        repository,
        version: tag ?? revision.slice(0, 12),
        kinds: versions.map((version) => `${kind} ${version}`),
      })),
    ),
  );
  const groups = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const key = `${row.group} ${row.repository}`;
    groups.set(key, { ...row, kinds: [...(groups.get(key)?.kinds ?? []), ...row.kinds].sort() });
  }
  return { groups: [...groups.values()].sort((a, b) => compare(a.group, b.group)) };
}

function json(value: object): string {
  return `${JSON.stringify({ '//': generatedBy, ...value }, null, 2)}\n`;
}
