import { z } from 'zod';
import { components } from '../components/catalogue';
import { fileFindings, readEnvironmentFile, type EnvironmentFile } from '../environment/environment-file';
import { compose } from '../environment/composition/compose';
import { environmentSchema, type EnvironmentSettings } from '../environment/environment';
import type { EnvironmentSource } from '../environment/environment-source';
import { unnamedInventory, withInventory } from '../environment/inventory';
import { loadEnvironment, type Loaded } from '../environment/loader';
import type { Names } from '../environment/names';
import { Source } from '../environment/source';
import { builtInScorers, loadPlugins, type KnownScorers } from '../plugins/load-plugins';
import type { Finding } from '../model/finding';
import { isObject } from '../model/json';
import { catalogue } from '../rules/catalogue';
import { toComponent } from './own-components';
import { withoutTaken } from './own-taken';
import { builtIn } from '../scoring/catalogue';
import type { Scorer } from '../scoring/scorer';

/** The settings of one environment: the common part typed here, each component's block typed by the component. */
export type Settings = EnvironmentSettings & Readonly<Record<string, unknown>>;

/**
 * The one schema of an environment file, composed from the components' own.
 *
 * @param data the file that it will read; it needs no schema of other blocks. @default - a schema for every block
 */
export function composedSchema(
  names: Names,
  scorers: readonly Scorer[] = builtIn,
  own: OwnParts = noParts,
  data?: unknown,
): z.ZodType<Settings> {
  const read = ({ name, always = false }: { name: string; always?: boolean }) =>
    always || !isObject(data) || Object.hasOwn(data, name);
  const all = [...components, ...own.components.map(toComponent)];
  const blocks = Object.fromEntries(
    all.map((component) => [component.name, read(component) ? component.settings(names, scorers) : z.undefined()]),
  );
  return environmentSchema(names, [...catalogue, ...own.rules.map(({ what }) => what)], blocks);
}

/** The components and rules of an environment's plug-ins. */
export type OwnParts = Pick<KnownScorers, 'components' | 'rules'>;

const noParts: OwnParts = { components: [], rules: [] };

/** An environment file with the scorers that it may name. */
export interface LoadedEnvironment extends Loaded<Settings> {
  readonly known: KnownScorers;
}

/**
 * Step 1: reads one environment, in one file or several, and checks everything that the files alone can show. Its plug-ins come
 * first: the names of their scorers are keys of the schema, so findings about a plug-in come alone.
 */
export function load(file: EnvironmentFile): LoadedEnvironment {
  const outside = fileFindings(file);
  const read = readEnvironmentFile(file);
  const refused = (source: EnvironmentSource, findings: readonly Finding[], known = builtInScorers) => ({
    source,
    known,
    findings: [...outside, ...findings],
  });
  if (!(read instanceof Source)) return refused(new Source(file.path, ''), [read]);
  const composed = compose(read, file.files);
  if (!('data' in composed)) return refused(read, composed);
  const known = withoutTaken(loadPlugins(composed));
  if (known.findings.length > 0) return refused(composed, known.findings, known);
  const unnamed = unnamedInventory(read);
  if (unnamed.length > 0) return refused(composed, unnamed, known);
  const whole = withInventory(composed, file.files);
  if (!('data' in whole)) return refused(composed, whole, known);
  const loaded = loadEnvironment(file.name, whole, (names) => composedSchema(names, known.scorers, known, whole.data));
  const malformed = loaded.findings.filter(({ path }) => /^plugins(\[|$)/.test(path));
  if (malformed.length > 0) return refused(whole, malformed, known);
  if (outside.length === 0) return { known, ...loaded };
  // Where the file name itself is invalid, an environment of another name is not news.
  return refused(
    whole,
    loaded.findings.filter(({ path }) => path !== 'environment'),
    known,
  );
}

/** Everything that an environment may name, from its plug-ins alone. */
export function knownOf(file: EnvironmentFile): KnownScorers {
  const source = readEnvironmentFile(file);
  const composed = source instanceof Source ? compose(source, file.files) : [];
  return 'data' in composed ? loadPlugins(composed) : builtInScorers;
}
