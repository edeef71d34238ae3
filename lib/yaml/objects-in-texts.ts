import { isObject } from '../model/json';
import { isKubernetesObject, type Manifest } from '../model/manifest';
import type { Path } from '../model/origin';
import { readYaml } from './read-yaml';
import { splitDocuments } from './split-documents';

/** An object that stands in a text of another one, and the text's place. */
export interface WrittenObject {
  readonly value: Manifest;
  readonly path: Path;
}

/** What begins something that a program fills in: Go and Jinja templates, variables of shells and of others. */
const openings = /\{\{|\{%|<%|\$\{|\$\(|\$[A-Za-z_]|%\{|@@|__[A-Z]/;

/** Whether a program has still to fill a text in, so that it need not be what its name says. */
export function isTemplate(text: string): boolean {
  return openings.test(text);
}

/** The objects in the texts of a ConfigMap, which a program applies; none in a text that is a template or no YAML. */
export function objectsInTexts({ apiVersion, kind, data }: Manifest): WrittenObject[] {
  if (kind !== 'ConfigMap' || apiVersion !== 'v1' || !isObject(data)) return [];
  return Object.entries(data).flatMap(([key, text]) => {
    if (typeof text !== 'string' || !text.includes('apiVersion') || !text.includes('kind') || isTemplate(text))
      return [];
    return [...splitDocuments(text)].flatMap(({ text: part }) => {
      const read = readYaml(part);
      return 'value' in read && isKubernetesObject(read.value) ? [{ value: read.value, path: ['data', key] }] : [];
    });
  });
}
