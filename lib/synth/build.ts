import { ApiObject, App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { findingKind } from '../model/finding-kind';
import type { Fault, Finding } from '../model/finding';
import { shapeFault } from '../model/manifest-shape';
import { formatPath, type Path } from '../model/origin';
import { identity, label, type Manifest } from '../model/manifest';
import { fieldsOf, positionsOf, settingOf } from '../model/setting';
import type { Constructs, Rendered, Unit } from '../model/unit';
import { FieldTracer } from './traced-fields';

export const buildFailed = findingKind({
  code: 'build-failed',
  why: 'A construct refused its settings; the rest of the fleet was checked all the same.',
  fix: 'Read the message: it names the unit and the construct. Where the settings look right, report a bug.',
  messages: {
    threw: 'in {where}: {firstLine}',
    twice: 'in {where}: got {object} twice; rename one of them',
    shape: 'in {where}: got {got:json} in a {kind}; {field} is {expected}',
  },
});

/** What became of one unit: its manifests in the order of their constructs, or why there are none. */
export interface Built {
  readonly rendered: readonly Rendered[];
  readonly problem?: Pick<Finding, 'code' | 'message' | 'path'> & { readonly settings: Path };
}

/**
 * Builds one unit in an App of its own, which nothing refers to afterwards.
 *
 * @param tracer finds the settings of single fields
 */
export function buildUnit(unit: Unit, content: Constructs, tracer = new FieldTracer(undefined)): Built {
  const app = new App();
  // The unit's name is not part of construct paths: messages name the unit anyway.
  const chart = new Chart(app, unit.name, { disableResourceNameHashes: true });
  try {
    content.build(chart);
    const invalid = chart.node.findAll().flatMap((node) => node.node.validate().map((message) => ({ node, message })));
    if (invalid[0] !== undefined) return failed(unit, chart, invalid[0].node, invalid[0].message);
    return { rendered: render(unit, chart, tracer) };
  } catch (error) {
    return failed(unit, chart, newest(chart), error instanceof Error ? error.message : String(error));
  }
}

function render(unit: Unit, chart: Chart, tracer: FieldTracer): Rendered[] {
  return chart.node.findAll().flatMap((node) => {
    if (!ApiObject.isApiObject(node)) return [];
    const manifest = node.toJson() as Manifest;
    const settings = settingOf(node) ?? unit.settings;
    const origin = { cluster: unit.cluster, unit: unit.name, construct: pathOf(node, chart), settings };
    const written = positionsOf(node);
    if (written) return [{ manifest, origin: { ...origin, written } }];
    const [own, traced] = [fieldsOf(node), tracer.fields(manifest, settings)];
    // A list that several clusters share stays shared.
    const fields = own.length === 0 ? traced : [...own, ...traced];
    return [{ manifest, origin: fields.length === 0 ? origin : { ...origin, fields } }];
  });
}

function pathOf(node: IConstruct, chart: Chart): string {
  return node.node.path.slice(chart.node.path.length + 1);
}

/** The construct that was made last: where a constructor throws, it is the one, or the one around it. */
function newest(from: IConstruct): IConstruct {
  const last = from.node.children.at(-1);
  return last === undefined ? from : newest(last);
}

function failed(unit: Unit, chart: Chart, node: IConstruct, message: string): Built {
  const construct = pathOf(node, chart);
  const settings = settingOf(node) ?? unit.settings;
  // Without the cluster: what fails alike on many is one finding.
  const where = `${unit.name}${construct === '' ? '' : `/${construct}`}`;
  const firstLine = message.split('\n')[0] ?? '';
  return {
    rendered: [],
    problem: buildFailed.fault('threw', { where, firstLine }, { settings, path: formatPath(settings) }),
  };
}

/** Why the objects cannot be filed and delivered, whatever their schemas say: a malformed field, or two of one name. */
export function unfileable(where: string, rendered: readonly Rendered[]): Fault | undefined {
  const seen = new Set<string>();
  for (const { manifest } of rendered) {
    const fault = shapeFault(manifest);
    if (fault) {
      const { path, got, expected } = fault;
      return buildFailed.fault('shape', { where, got, kind: manifest.kind, field: formatPath(path), expected });
    }
    const key = identity(manifest);
    if (seen.has(key)) return buildFailed.fault('twice', { where, object: label(manifest) });
    seen.add(key);
  }
  return undefined;
}
