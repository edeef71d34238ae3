import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { components } from '../components/catalogue';
import { environmentSchema, type EnvironmentSettings } from '../environment/environment';
import { loadEnvironment, type Loaded } from '../environment/loader';
import type { Names } from '../environment/names';
import { Source } from '../environment/source';
import { compare } from '../model/finding';
import { loadPlugins, type KnownScorers } from '../plugins/load-plugins';
import { catalogue } from '../rules/catalogue';
import { builtIn } from '../scoring/catalogue';
import type { Scorer } from '../scoring/scorer';

/** The settings of one environment: the common part typed here, each component's block typed by the component. */
export type Settings = EnvironmentSettings & Readonly<Record<string, unknown>>;

const ruleCodes = catalogue.map(({ code }) => code);

/** The one schema of an environment file, composed from the components' own. */
export function composedSchema(names: Names, scorers: readonly Scorer[] = builtIn): z.ZodType<Settings> {
  const blocks = Object.fromEntries(
    components.map((component) => [component.name, component.settings(names, scorers)]),
  );
  return environmentSchema(names, ruleCodes, blocks);
}

/** The environments of a folder, by name: one for each `.yaml` file, sorted. Empty where the folder is missing. */
export function environmentNames(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[^.].*\.ya?ml$/.test(entry.name))
    .map((entry) => entry.name.replace(/\.ya?ml$/, ''))
    .sort(compare);
}

/** An environment file with the scorers that it may name. */
export interface LoadedEnvironment extends Loaded<Settings> {
  readonly known: KnownScorers;
}

/**
 * Step 1: reads one environment file and checks everything that the file alone can show. Its plug-ins come first: names of
 * their scorers are keys of the schema, so while one of them fails nothing else is said.
 */
export function load(directory: string, name: string): LoadedEnvironment {
  const source = sourceOf(directory, name);
  const known = loadPlugins(source);
  if (known.findings.length > 0) return { source, known, findings: known.findings };
  return { known, ...loadEnvironment(name, source, (names) => composedSchema(names, known.scorers)) };
}

/** The scorers that any environment of a folder may name, each id once: what an editor may complete. */
export function scorersOf(directory: string): readonly Scorer[] {
  const all = environmentNames(directory).flatMap((name) => loadPlugins(sourceOf(directory, name)).scorers);
  const byId = new Map(all.map((scorer) => [scorer.id, scorer]));
  return [...byId.keys()].sort(compare).flatMap((id) => byId.get(id) ?? []);
}

function sourceOf(directory: string, name: string): Source {
  const file = [`${name}.yaml`, `${name}.yml`].map((base) => join(directory, base)).find((path) => existsSync(path));
  const path = file ?? join(directory, `${name}.yaml`);
  return new Source(path, readFileSync(path, 'utf8'));
}
