import { stringify } from 'yaml';
import { fastYaml } from './fast-yaml';
import { quotedString } from './yaml-strings';

/**
 * One YAML document, keys in the order given, ending with a newline. Readers of YAML 1.2 and of 1.1 (kubectl and
 * Argo CD use go-yaml) read the same value from it.
 */
export function toYaml(manifest: object): string {
  return fastYaml(manifest) ?? libraryYaml(manifest);
}

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
