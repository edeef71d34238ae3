import type { z } from 'zod';
import { components } from '../components/catalogue';
import { fileFindings, readEnvironmentFile, type EnvironmentFile } from '../environment/environment-file';
import { environmentSchema, type EnvironmentSettings } from '../environment/environment';
import { unnamedInventory, withInventory } from '../environment/inventory';
import { loadEnvironment, type Loaded } from '../environment/loader';
import type { Names } from '../environment/names';
import { Source } from '../environment/source';
import { loadPlugins, type KnownScorers } from '../plugins/load-plugins';
import { catalogue } from '../rules/catalogue';
import { builtIn } from '../scoring/catalogue';
import type { Scorer } from '../scoring/scorer';

/** The settings of one environment: the common part typed here, each component's block typed by the component. */
export type Settings = EnvironmentSettings & Readonly<Record<string, unknown>>;

/** The one schema of an environment file, composed from the components' own. */
export function composedSchema(names: Names, scorers: readonly Scorer[] = builtIn): z.ZodType<Settings> {
  const blocks = Object.fromEntries(
    components.map((component) => [component.name, component.settings(names, scorers)]),
  );
  return environmentSchema(names, catalogue, blocks);
}

/** An environment file with the scorers that it may name. */
export interface LoadedEnvironment extends Loaded<Settings> {
  readonly known: KnownScorers;
}

/**
 * Step 1: reads one environment file and checks everything that the file alone can show. Its plug-ins come first: names of
 * their scorers are keys of the schema, so while one of them fails or is no name nothing else is said.
 */
export function load(file: EnvironmentFile): LoadedEnvironment {
  const outside = fileFindings(file);
  const read = readEnvironmentFile(file);
  const source = read instanceof Source ? read : new Source(file.path, '');
  const known = loadPlugins(source);
  if (!(read instanceof Source)) return { source, known, findings: [...outside, read] };
  if (known.findings.length > 0) return { source, known, findings: [...outside, ...known.findings] };
  const unnamed = unnamedInventory(read);
  if (unnamed.length > 0) return { source, known, findings: [...outside, ...unnamed] };
  const whole = withInventory(read, file.files);
  if (!('data' in whole)) return { source, known, findings: [...outside, ...whole] };
  const loaded = loadEnvironment(file.name, whole, (names) => composedSchema(names, known.scorers));
  const malformed = loaded.findings.filter(({ path }) => /^plugins(\[|$)/.test(path));
  if (malformed.length > 0) return { source: whole, known, findings: [...outside, ...malformed] };
  if (outside.length === 0) return { known, ...loaded };
  // Where the file itself has no possible name, that its environment has another is no news.
  const inside = loaded.findings.filter(({ path }) => path !== 'environment');
  return { source: whole, known, findings: [...outside, ...inside] };
}

/** The scorers that a file may name, read for nothing else. */
export function scorersOf(file: EnvironmentFile): readonly Scorer[] {
  const source = readEnvironmentFile(file);
  return source instanceof Source ? loadPlugins(source).scorers : builtIn;
}
