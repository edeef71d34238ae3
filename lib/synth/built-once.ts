import { isDeepStrictEqual } from 'node:util';
import type { Manifest } from '../model/manifest';
import type { Origin, Path } from '../model/origin';
import { unitKey, type Rendered, type Unit } from '../model/unit';
import type { Built } from './build';
import { manifestTemplate, type ManifestTemplate } from './cluster-template';
import type { FieldTracer } from './traced-fields';

/** After the first two, one of so many clusters of a class is built in full, and must come out the same. */
const proof = 100;

/** What the clusters of one class have in common, as far as it is known. */
interface Alike {
  readonly unit: Unit;
  readonly built: Built;
  /** Undefined until a second cluster was built; `none` where the two differ in more than their names. */
  templates?: readonly Template[] | 'none';
  clusters: number;
}

interface Template {
  readonly manifest: ManifestTemplate;
  readonly construct: string | undefined;
  /** Absent where they are the unit's own. */
  readonly settings: Path | undefined;
  /** Of the one manifest that all have: its fields come from the same settings, too. */
  readonly fields: Origin['fields'] | undefined;
}

/**
 * Builds units of equal content once: the first two clusters of a class in full, the others from what those two have in
 * common. That the classes are right is proved by the third cluster of each, and by one in a hundred.
 */
export class BuiltOnce {
  private readonly classes = new Map<string, Alike>();

  /** @param build in full */
  constructor(
    private readonly tracer: FieldTracer,
    private readonly build: (unit: Unit) => Built,
  ) {}

  /** @throws where a unit is said to be like another and is not: a defect */
  of(unit: Unit): Built {
    const key = classOf(unit);
    if (key === undefined) return this.build(unit);
    const known = this.classes.get(key);
    if (known === undefined) {
      const built = this.build(unit);
      this.classes.set(key, { unit, built, clusters: 1, ...(built.problem && { templates: 'none' }) });
      return built;
    }
    if (known.templates === 'none') return this.build(unit);
    known.clusters++;
    if (known.templates === undefined) {
      const built = this.build(unit);
      known.templates = this.common(known, { unit, built }) ?? 'none';
      if (known.templates === 'none') return built;
    }
    const rendered = this.filled(known.templates, unit);
    if (known.clusters === 3 || known.clusters % proof === 0) this.prove(rendered, unit, known.unit);
    return { rendered };
  }

  private filled(templates: readonly Template[], unit: Unit): Rendered[] {
    return templates.map((template) => {
      const manifest = template.manifest(unit.cluster);
      const { construct, settings = unit.settings } = template;
      const fields = template.fields ?? this.tracer.fields(manifest, settings);
      return { manifest, origin: originOf(unit, construct, settings, fields) };
    });
  }

  private common(one: Alike, other: Pick<Alike, 'unit' | 'built'>): readonly Template[] | undefined {
    if (other.built.problem !== undefined || other.built.rendered.length !== one.built.rendered.length)
      return undefined;
    const templates: Template[] = [];
    for (const [index, item] of one.built.rendered.entries()) {
      const twin = other.built.rendered[index];
      const template = twin && this.template([item, one.unit], [twin, other.unit]);
      if (template === undefined) return undefined;
      templates.push(template);
    }
    return templates;
  }

  private template([one, unit]: [Rendered, Unit], [other, otherUnit]: [Rendered, Unit]): Template | undefined {
    const { construct, settings } = one.origin;
    const isOwn = settings === unit.settings;
    const isSame = isOwn
      ? other.origin.settings === otherUnit.settings
      : isDeepStrictEqual(settings, other.origin.settings);
    const manifest = manifestTemplate(one.manifest, other.manifest, [unit.cluster, otherUnit.cluster]);
    if (!isSame || manifest === undefined || construct !== other.origin.construct) return undefined;
    if (!this.isTraced(one) || !this.isTraced(other)) return undefined;
    const isShared = manifest('') === one.manifest && isDeepStrictEqual(settings, other.origin.settings);
    return {
      manifest,
      construct,
      settings: isOwn ? undefined : settings,
      fields: isShared ? (one.origin.fields ?? []) : undefined,
    };
  }

  /** Whether nothing but the values of the fields tells where they come from. */
  private isTraced({ manifest, origin }: Rendered): boolean {
    const { written, fields = [], settings } = origin;
    return written === undefined && isDeepStrictEqual(fields, this.tracer.fields(manifest, settings));
  }

  private prove(rendered: readonly Rendered[], unit: Unit, like: Unit): void {
    const { rendered: whole, problem } = this.build(unit);
    if (problem === undefined && isDeepStrictEqual(whole, rendered) && inOrder(whole) === inOrder(rendered)) return;
    throw new Error(`${unitKey(unit)} is said to be built as ${unitKey(like)}, and is not`);
  }
}

function classOf({ component, name, content }: Unit): string | undefined {
  if (content.type !== 'constructs' || content.alike === undefined) return undefined;
  return JSON.stringify([component, name, content.alike]);
}

function originOf(
  { cluster, name: unit }: Unit,
  construct: string | undefined,
  settings: Path,
  fields: NonNullable<Origin['fields']>,
): Origin {
  const origin = { cluster, unit, ...(construct !== undefined && { construct }), settings };
  return fields.length === 0 ? origin : { ...origin, fields };
}

/** The order of fields is the order of lines. */
function inOrder(rendered: readonly Rendered[]): string {
  return JSON.stringify(rendered.map(({ manifest }): Manifest => manifest));
}
