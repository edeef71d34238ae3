import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseAllDocuments, Scalar, type CollectionTag, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Manifest } from '../../lib/model/manifest';

/**
 * Units by `cluster/unit`, each with its manifests. A unit named as a stage belongs to that stage, any other to `workloads`.
 * `example-fleet.ts` says which clusters there are.
 */
export type Units = Readonly<Record<string, readonly Manifest[]>>;

/** One fleet, and exactly what its rule finds there, each as `path: message`. */
export interface Example {
  readonly units: Units;
  readonly finds: readonly string[];
}

const folder = join(__dirname, '../../lib/rules');
const ending = '.examples.yaml';

/** `!repeat [x, 5]` is `xxxxx`: some text is wrong for its length alone. */
const repeat: CollectionTag = { tag: '!repeat', collection: 'seq', resolve: repeated };

function repeated(node: YAMLMap.Parsed | YAMLSeq.Parsed): Scalar {
  const [text, times] = node.toJSON() as [string, number];
  return new Scalar(text.repeat(times));
}

const files = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => [basename(path, ending), join(folder, path)]),
);

/** The codes of the rules that have examples, sorted. */
export const codes: readonly string[] = [...files.keys()].sort();

/** The examples of a rule, in the order of their file: the first is the one that the documentation shows. */
export function examplesOf(code: string): readonly Example[] {
  const path = files.get(code);
  if (path === undefined) throw new Error(`no ${code}${ending} under lib/rules`);
  return parseAllDocuments(readFileSync(path, 'utf8'), { customTags: [repeat] }).map((document) => {
    if (document.errors.length > 0) throw new Error(`${path}: ${document.errors.join('; ')}`);
    const { finds, ...units } = document.toJS({ maxAliasCount: 0 }) as Units & { finds: readonly string[] };
    return { units, finds };
  });
}
