import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from './canonical-json';
import { byGroup, type KindSchema, type SchemaModule } from './kind-schemas';
import type { Mended } from './mend-crd';
import { readCrds } from './read-crd';
import { readCoreKinds, readWrappedKinds, schemasOf } from './read-openapi';
import type { PinnedFile, SourceKind } from './sources';

/** The cut schemas, and what was learnt of the files that they came from. */
export interface Fetched {
  readonly modules: readonly SchemaModule[];
  /** Sums of files for which sources.json names none, by URL. */
  readonly unlisted: ReadonlyMap<string, string>;
  /** What was changed of upstream's CRDs because an API server would refuse it, a line each. */
  readonly mended: readonly string[];
}

/** Reads every pinned file from its URL; throws where a file's sum is not the one of sources.json. */
export async function fetchFromUrls(files: readonly PinnedFile[]): Promise<Fetched> {
  const unlisted = new Map<string, string>();
  const texts = await Promise.all(
    files.map(async (file) => {
      const content = await download(file.url);
      const sum = sha256(content);
      if (file.sha256 === undefined) unlisted.set(file.url, sum);
      else if (sum !== file.sha256)
        throw new Error(
          `${file.url}: got SHA-256 ${sum}; sources.json says ${file.sha256}, so upstream's file changed`,
        );
      return { file, text: new TextDecoder().decode(content) };
    }),
  );
  const mended: Mended = [];
  return { modules: assemble(texts, mended), unlisted, mended };
}

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: got HTTP ${response.status}; the file must be there`);
  return new Uint8Array(await response.arrayBuffer());
}

function assemble(
  texts: readonly { readonly file: PinnedFile; readonly text: string }[],
  mended: Mended,
): SchemaModule[] {
  const custom = texts.flatMap(({ file, text }): KindSchema[] => {
    if (file.format === 'crd') return readCrds(text, file.kinds, file.url, mended);
    return file.format === 'openapi-v2' ? readWrappedKinds(schemasOf(text), file.kinds) : [];
  });
  const core = texts.filter(({ file }) => file.format === 'openapi-v3');
  const schemas = Object.assign({}, ...core.map(({ text }) => schemasOf(text))) as ReturnType<typeof schemasOf>;
  const coreKinds = core.flatMap(({ file }) => file.kinds);
  return [...(coreKinds.length > 0 ? [readCoreKinds(schemas, coreKinds)] : []), ...byGroup(custom)];
}

/**
 * Reads a local folder instead: `<group>.yaml` with the CRDs of a group (kinds of an aggregated API among them, wrapped
 * as CRDs), `kubernetes.openapi.json` with the core kinds. Prose may be gone from it already.
 */
export async function fetchFromFolder(folder: string, files: readonly PinnedFile[]): Promise<Fetched> {
  const coreKinds = files.filter(({ format }) => format === 'openapi-v3').flatMap(({ kinds }) => kinds);
  const groups = new Map<string, SourceKind[]>();
  for (const kind of files.filter(({ format }) => format !== 'openapi-v3').flatMap(({ kinds }) => kinds))
    groups.set(kind.group, [...(groups.get(kind.group) ?? []), kind]);

  const core: SchemaModule[] = [];
  if (coreKinds.length > 0) {
    const text = await readFile(join(folder, 'kubernetes.openapi.json'), 'utf8');
    core.push(readCoreKinds(schemasOf(text), coreKinds));
  }
  const custom = await Promise.all(
    [...groups].map(async ([group, kinds]) => {
      const file = join(folder, `${group}.yaml`);
      return { text: await readFile(file, 'utf8'), kinds, file };
    }),
  );
  const mended: Mended = [];
  const kinds = custom.flatMap(({ text, kinds: wanted, file }) => readCrds(text, wanted, file, mended));
  return { modules: [...core, ...byGroup(kinds)], unlisted: new Map(), mended };
}
