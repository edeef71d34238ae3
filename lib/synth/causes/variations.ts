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
  private readonly known = new Map<string, Objects | undefined>();
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
  }

  /** The objects of the unchanged environment. @param unit only those of one unit, as `unitKey` gives it @default - all */
  objects(unit?: string): Objects {
    return (
      this.once(`as it is ${unit ?? ''}`, () => this.expansion && objectsOf(this.expansion, unit)) ??
      new Map<string, Rendered>()
    );
  }

  /** The objects with another value of a setting; undefined where the environment is then rejected. */
  varied(setting: Path, value: unknown, unit?: string): Objects | undefined {
    return this.once(JSON.stringify([setting, String(value), unit]), () => {
      const expansion = this.expandedWith(withValue(this.source.data, setting, value));
      return expansion && objectsOf(expansion, unit);
    });
  }

  private expandedWith(data: unknown): Expansion | undefined {
    const { known } = this.loaded;
    const source = new ChangedSource(this.source, data);
    try {
      const { settings } = loadEnvironment(this.file.name, source, (names) => this.schemaOf(names, data));
      const expansion = settings && expand(settings, source, known.scorers, known);
      return expansion?.findings.some(({ severity }) => severity === 'error') ? undefined : expansion;
    } catch {
      // Nobody wrote this value, so an unforeseen error is not a defect: the value counts as rejected.
      return undefined;
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

  private once(key: string, make: () => Objects | undefined): Objects | undefined {
    if (!this.known.has(key)) this.known.set(key, make());
    return this.known.get(key);
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

/** Units whose content depends on other units: hashes of everything tested, and delivery. */
function isOfOthers({ stage, name }: Pick<Unit, 'stage' | 'name'>): boolean {
  return stage === 'smoke' || name === 'namespaces' || name === 'owned-namespaces' || name === 'replica-sets';
}

function objectsOf(expansion: Expansion, only: string | undefined): Objects | undefined {
  const unit = expansion.units.find((each) => unitKey(each) === only);
  const alone = unit !== undefined && !isOfOthers(unit);
  const units = alone ? expansion.units.map((each) => (each === unit ? each : emptied(each))) : expansion.units;
  const rendering = new Rendering({ ...expansion, units });
  const objects = new Map<string, Rendered>();
  const add = (folder: string, rendered: Rendered) => objects.set(`${folder} ${identity(rendered.manifest)}`, rendered);
  for (const files of rendering.files())
    for (const { folder, rendered } of files) if (!alone || folder === only) add(folder, rendered);
  if (!alone) for (const rendered of rendering.delivery.bootstrap()) add('argocd', rendered);
  return rendering.failures.some(({ severity }) => severity === 'error') ? undefined : objects;
}

/** The unit without content: others may still refer to it. */
function emptied(unit: Unit): Unit {
  return unit.content.type === 'chart' ? unit : { ...unit, content: constructs(() => undefined) };
}
