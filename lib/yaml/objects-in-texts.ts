import { isObject } from '../model/json';
import { isKubernetesObject, type Manifest } from '../model/manifest';
import type { Path } from '../model/origin';
import { readYaml } from './read-yaml';
import { splitDocuments } from './split-documents';

/** An object in a text of another one, and the place of the text. */
export interface WrittenObject {
  readonly value: Manifest;
  readonly path: Path;
}

/** The beginnings of placeholders: of Go and Jinja templates, of shells and of other programs. */
const openings = /\{\{|\{%|<%|\$\{|\$\(|\$[A-Za-z_]|%\{|@@|__[A-Z]/;

/** Whether a text contains placeholders, so that it need not have the format of its name yet. */
export function isTemplate(text: string): boolean {
  return openings.test(text);
}

/** The objects in the texts of a ConfigMap, for a program to apply; none in a template, nor in a text that is not YAML. */
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
