import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { components } from '../components/catalogue';
import { environmentSchema, type EnvironmentSettings } from '../environment/environment';
import { loadEnvironment, type Loaded } from '../environment/loader';
import type { Names } from '../environment/names';
import { Source } from '../environment/source';
import { compare } from '../model/finding';
import { catalogue } from '../rules/catalogue';

/** The settings of one environment: the common part typed here, each component's block typed by the component. */
export type Settings = EnvironmentSettings & Readonly<Record<string, unknown>>;

const ruleCodes = catalogue.map(({ code }) => code);

/** The one schema of an environment file, composed from the components' own. */
export function composedSchema(names: Names): z.ZodType<Settings> {
  const blocks = Object.fromEntries(components.map((component) => [component.name, component.settings(names)]));
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

/** Step 1: reads one environment file and checks everything that the file alone can show. */
export function load(directory: string, name: string): Loaded<Settings> {
  const file = [`${name}.yaml`, `${name}.yml`].map((base) => join(directory, base)).find((path) => existsSync(path));
  const path = file ?? join(directory, `${name}.yaml`);
  return loadEnvironment(name, new Source(path, readFileSync(path)), composedSchema);
}
