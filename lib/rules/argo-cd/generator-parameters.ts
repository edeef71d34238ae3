import { fieldsOf, isObject, objectsOf, type Fields } from '../../model/json';
import type { Manifest } from '../../model/manifest';
import type { Path } from '../../model/origin';

/** A parameter of a template that its generators do not give. */
export interface UnknownParameter {
  readonly at: Path;
  readonly got: string;
  readonly known: readonly string[];
}

const ofClusters = ['name', 'nameNormalized', 'server', 'project'];

/** The parameters of an ApplicationSet's template that no generator gives; none where a generator's own are not known. */
export function unknownParameters({ spec }: Manifest): readonly UnknownParameter[] {
  const { generators, template, goTemplate } = fieldsOf(spec);
  const each = objectsOf(generators).map(parametersOf);
  if (each.length === 0 || each.some((names) => names === undefined)) return [];
  // The template is filled for each generator by itself.
  const known = [...new Set(each.flatMap((names) => names ?? []))].filter((name) =>
    each.every((names) => names?.includes(name)),
  );
  const unknown: UnknownParameter[] = [];
  const visit = (value: unknown, at: Path): void => {
    if (typeof value === 'string') {
      for (const got of asked(value, goTemplate === true)) if (!known.includes(got)) unknown.push({ at, got, known });
    } else if (isObject(value)) for (const [key, inner] of Object.entries(value)) visit(inner, [...at, key]);
    else if (Array.isArray(value))
      value.forEach((inner, index) => {
        visit(inner, [...at, index]);
      });
  };
  visit(template, ['spec', 'template']);
  return unknown;
}

/** Whether the generators make one Application only, which may have any name. */
export function givesOne({ spec }: Manifest): boolean {
  const [generator, ...others] = objectsOf(fieldsOf(spec).generators);
  if (generator === undefined || others.length > 0) return false;
  return fieldsOf(generator.clusters).flatList === true || objectsOf(fieldsOf(generator.list).elements).length === 1;
}

/** The names at the top that a generator gives; undefined where they are not known. */
function parametersOf(generator: Fields): readonly string[] | undefined {
  const [type, ...others] = Object.keys(generator).filter((name) => name !== 'selector');
  const own = type === undefined || others.length > 0 ? {} : fieldsOf(generator[type]);
  if (own.template !== undefined) return undefined;
  if (type === 'list') {
    if (own.elementsYaml !== undefined) return undefined;
    const elements = objectsOf(own.elements);
    return elements.length === 0 ? undefined : [...new Set(elements.flatMap((element) => Object.keys(element)))];
  }
  if (type === 'clusters' && own.flatList === true) return ['clusters'];
  if (type === 'clusters') return [...ofClusters, 'metadata', 'values'];
  return undefined;
}

/** The names at the top that a text asks for: `{{ .metadata.labels.a }}` asks for `metadata`. */
function asked(text: string, isGo: boolean): readonly string[] {
  const actions = Array.from(text.matchAll(/\{\{-?\s*([^}]*?)\s*-?\}\}/g), ([, action = '']) => action);
  // Only what a template reads as it stands: not what it tests first, nor what it sets by itself.
  const form = isGo ? /^\.([A-Za-z_]\w*)(\.[\w.]+)?(\s*\|.*)?$/ : /^([A-Za-z_][\w-]*)(\.\S+)?$/;
  if (isGo && actions.some((action) => /^(range|with|if|define|block|else)\b|:=|\bdefault\b/.test(action))) return [];
  return actions.flatMap((action) => form.exec(action)?.[1] ?? []);
}
