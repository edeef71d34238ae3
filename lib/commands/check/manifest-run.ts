import { findingAt, type Finding } from '../../model/finding';
import type { Manifest } from '../../model/manifest';
import { formatPath, type Origin, type Path, type Position } from '../../model/origin';
import type { Rendered } from '../../model/unit';
import type { Rule } from '../../rules/engine/rule';
import type { RuleInput } from '../../rules/engine/rule-fleet';
import { RuleRun, type RuleSetting } from '../../rules/engine/run';
import { kindWithoutSchemaKind } from '../../schema/kind-without-schema';
import { schemaFaults } from '../../schema/schema-faults';
import type { DefinedKinds } from './folder-kinds';
import { shownName, UnknownKinds } from './unknown-kinds';

/** An object of a file, and the positions of its fields there. */
export interface Read {
  readonly manifest: Manifest;
  /** The unit in which Argo CD finds it; an object that is read from a file has no construct and no settings. */
  readonly origin: Omit<Origin, 'construct' | 'settings'>;
  readonly positionOf: (path: Path) => Position;
}

/** Objects of files, one at a time: each against its schema, then the rules over all of them. */
export class ManifestRun {
  /** The number of objects so far. */
  manifests = 0;
  /** The positions of each object's fields; the index takes the place of the construct in its origin. */
  private readonly places: Read['positionOf'][] = [];
  private readonly unknown = new UnknownKinds();
  private readonly schemaFindings: Finding[] = [];
  private readonly run: RuleRun;

  constructor(
    input: Omit<RuleInput, 'positionOf'>,
    private readonly kinds: DefinedKinds,
    rules: readonly Rule[],
    settings: Readonly<Record<string, RuleSetting>> = {},
    /** Handles an object that its schema rejects. */
    private readonly rejected: (rendered: Rendered, run: RuleRun) => void = (rendered, run) => {
      run.refuse(rendered);
    },
  ) {
    const positionOf = ({ construct = '' }: Origin, at: Path): Position | undefined =>
      this.places[Number(construct)]?.(at);
    this.run = new RuleRun({ ...input, positionOf }, settings, rules);
  }

  add({ manifest, origin, positionOf }: Read): void {
    this.manifests++;
    const construct = String(this.places.push(positionOf) - 1);
    const rendered = { manifest, origin: { ...origin, construct, settings: [] } };
    if (this.isSound(manifest, positionOf)) this.run.collect(rendered);
    else this.rejected(rendered, this.run);
  }

  /** All findings, once every object was added. */
  findings(): Finding[] {
    return [...this.schemaFindings, ...this.unknown.findings(), ...this.run.judge()];
  }

  /** Whether the rules may see an object: they read its fields by their types, so it must fit its schema. */
  private isSound(manifest: Manifest, positionOf: (path: Path) => Position): boolean {
    const faults = schemaFaults(manifest, this.kinds);
    for (const fault of faults) {
      const path = fault.object === manifest ? fault.path : fault.at;
      const position = () => positionOf(path);
      if (fault.code === kindWithoutSchemaKind.code) {
        // A rule reads definitions, which have no schema in imports/.
        if (fault.object.kind !== 'CustomResourceDefinition') this.unknown.add(fault, position);
        continue;
      }
      const field = formatPath(fault.path);
      const about = `${shownName(fault.object)}${field === '' ? '' : ` ${field}`}`;
      this.schemaFindings.push(findingAt(fault, { position: position(), path: about }));
    }
    return faults.every(({ code }) => code === kindWithoutSchemaKind.code) && this.kinds.isOfType(manifest);
  }
}
