import { stringify } from 'yaml';
import { isRepeated } from '../model/repeated-manifest';
import { fastYaml } from './fast-yaml';
import { quotedString } from './yaml-strings';

/**
 * One YAML document, keys in the order given, ending with a newline. Readers of YAML 1.2 and of 1.1 (kubectl and
 * Argo CD use go-yaml) read the same value from it.
 */
export function toYaml(manifest: object): string {
  const text = texts.get(manifest) ?? fastYaml(manifest) ?? libraryYaml(manifest);
  if (isRepeated(manifest)) texts.set(manifest, text);
  return text;
}

/** Of manifests that several clusters have. */
const texts = new WeakMap<object, string>();

/** What the `yaml` library writes: the measure for `fastYaml`. */
export function libraryYaml(manifest: object): string {
  return stringify(manifest, {
    version: '1.2',
    schema: 'core',
    compat: 'yaml-1.1',
    customTags: (tags) => [quotedString, ...tags],
    aliasDuplicateObjects: false,
    lineWidth: 0,
    blockQuote: 'literal',
    singleQuote: false,
    doubleQuotedAsJSON: true,
  });
}
