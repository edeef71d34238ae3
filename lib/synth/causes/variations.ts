import type { EnvironmentFile } from '../../environment/environment-file';
import type { EnvironmentSource } from '../../environment/environment-source';
import { loadEnvironment } from '../../environment/loader';
import type { Names } from '../../environment/names';
import type { Finding } from '../../model/finding';
import { fieldsOf } from '../../model/json';
import { identity } from '../../model/manifest';
import type { Path } from '../../model/origin';
import { constructs, unitKey, type Rendered, type Unit } from '../../model/unit';
import { expand, type Expansion } from '../expand';
import { composedSchema, load, type LoadedEnvironment } from '../load';
import { Rendering } from '../rendering';
import { withValue } from './other-values';

/** Every object of an environment, or of one unit of it, by its cluster's folder, its unit and its identity. */
export type Objects = ReadonlyMap<string, Rendered>;

/** An environment built repeatedly, each time with one setting changed: the setting causes the differences. */
export class Variations {
  readonly source: EnvironmentSource;
  readonly findings: readonly Finding[];
  /** The unchanged environment; absent where it is rejected. */
  readonly expansion: Expansion | undefined;
  private readonly loaded: LoadedEnvironment;
  private readonly unchanged: UnitObjects | undefined;
  private readonly expanded = new Map<string, Expanded>();
  private readonly schemas = new Map<string, ReturnType<typeof composedSchema>>();

  constructor(private readonly file: EnvironmentFile) {
    this.loaded = load(file);
    this.source = this.loaded.source;
    const { settings, known, source } = this.loaded;
    const expansion = settings && expand(settings, source, known.scorers, known);
    this.findings = [...this.loaded.findings, ...(expansion?.findings ?? [])].filter(
      ({ severity }) => severity === 'error',
    );
    this.expansion = this.findings.length > 0 ? undefined : expansion;
    this.unchanged = this.expansion && new UnitObjects(this.expansion);
  }

  /** The objects of the unchanged environment. @param unit only those of one unit, as `unitKey` gives it @default - all */
  objects(unit?: string): Objects {
    return this.unchanged?.of(unit) ?? new Map<string, Rendered>();
  }

  /** The objects with another value of a setting; undefined where the environment is then rejected. */
  varied(setting: Path, value: unknown, unit?: string): Objects | undefined {
    return this.of(withValue(this.source.data, setting, value), unit);
  }

  /** The objects of the environment with these settings; undefined where it is rejected. */
  of(data: unknown, unit?: string): Objects | undefined {
    return this.expandedWith(data).objects?.of(unit);
  }

  /** Why the environment with these settings is rejected, as far as they alone show it; empty where it is not. */
  refusals(data: unknown): readonly Pick<Finding, 'path'>[] {
    return this.expandedWith(data).refusals;
  }

  private expandedWith(data: unknown): Expanded {
    const key = JSON.stringify(data);
    const made = this.expanded.get(key) ?? this.expand(data);
    this.expanded.set(key, made);
    return made;
  }

  private expand(data: unknown): Expanded {
    const { known } = this.loaded;
    const source = new ChangedSource(this.source, data);
    const { environment } = fieldsOf(data);
    const name = typeof environment === 'string' ? environment : this.file.name;
    try {
      const { settings, findings } = loadEnvironment(name, source, (names) => this.schemaOf(names, data));
      const expansion = settings && expand(settings, source, known.scorers, known);
      const refusals = [...findings, ...(expansion?.findings ?? [])].filter(({ severity }) => severity === 'error');
      return { refusals, ...(refusals.length === 0 && expansion && { objects: new UnitObjects(expansion) }) };
    } catch {
      // Nobody wrote this value, so an unforeseen error is not a defect: the value counts as rejected.
      return { refusals: [{ path: '' }] };
    }
  }

  /** The schema takes longer to make than all else, and few settings are names that it depends on. */
  private schemaOf(names: Names, data: unknown): ReturnType<typeof composedSchema> {
    const { known } = this.loaded;
    const key = JSON.stringify([
      [...names.clusters],
      names.ownCharts,
      fieldsOf(data).platforms,
      Object.keys(fieldsOf(data)),
    ]);
    const made = this.schemas.get(key) ?? composedSchema(names, known.scorers, known, data);
    this.schemas.set(key, made);
    return made;
  }
}

interface Expanded {
  readonly refusals: readonly Pick<Finding, 'path'>[];
  /** Absent where there is any. */
  readonly objects?: UnitObjects;
}

/** The objects of an environment, or of one unit of it, each built once. */
class UnitObjects {
  private readonly known = new Map<string | undefined, Objects | undefined>();

  constructor(private readonly expansion: Expansion) {}

  of(unit: string | undefined): Objects | undefined {
    if (!this.known.has(unit)) this.known.set(unit, objectsOf(this.expansion, unit));
    return this.known.get(unit);
  }
}

/** The source with other data, but with the places of the real file. */
class ChangedSource implements EnvironmentSource {
  readonly findings = [];

  constructor(
    private readonly source: EnvironmentSource,
    readonly data: unknown,
  ) {}

  get file(): string {
    return this.source.file;
  }

  position(path: Path) {
    return this.source.position(path);
  }

  keyPosition(path: Path) {
    return this.source.keyPosition(path);
  }

  has(path: Path): boolean {
    return this.source.has(path);
  }

  written(path: Path): string | undefined {
    return this.source.written(path);
  }
}

/**
 * The objects of an environment, or those that one unit renders and delivers, such as its Application. A unit that is not there
 * has none.
 */
function objectsOf(expansion: Expansion, only: string | undefined): Objects | undefined {
  const units = expansion.units.map((each) => (only === undefined || unitKey(each) === only ? each : emptied(each)));
  const rendering = new Rendering({ ...expansion, units });
  const objects = new Map<string, Rendered>();
  const add = (folder: string, rendered: Rendered) => objects.set(`${folder} ${identity(rendered.manifest)}`, rendered);
  for (const files of rendering.files()) for (const { folder, rendered } of files) add(folder, rendered);
  if (only === undefined) for (const rendered of rendering.delivery.bootstrap()) add('argocd', rendered);
  return rendering.failures.some(({ severity }) => severity === 'error') ? undefined : objects;
}

/** The unit without content: others may still refer to it. */
function emptied(unit: Unit): Unit {
  return unit.content.type === 'chart' ? unit : { ...unit, content: constructs(() => undefined) };
}
