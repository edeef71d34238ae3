import { ApiObject, App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Finding, FindingKind } from '../model/finding';
import { formatPath } from '../model/origin';
import type { Manifest } from '../model/manifest';
import { type Constructs, type Rendered, type Unit } from '../model/unit';

export const buildFailed: FindingKind = {
  code: 'build-failed',
  why: 'A construct refused its settings; the rest of the fleet was checked all the same.',
  fix: 'Read the message: it names the unit and the construct. Where the settings look right, report a bug.',
};

/** What became of one unit: its manifests in the order of their constructs, or why there are none. */
export interface Built {
  readonly rendered: readonly Rendered[];
  readonly problem?: Pick<Finding, 'code' | 'message' | 'path'>;
}

/** Builds one unit in an App of its own, which nothing refers to afterwards. */
export function buildUnit(unit: Unit, content: Constructs): Built {
  const app = new App();
  // The unit's name is no part of construct paths: messages name the unit anyway.
  const chart = new Chart(app, unit.name, { disableResourceNameHashes: true });
  try {
    content.build(chart);
    const invalid = chart.node.findAll().flatMap((node) => node.node.validate().map((message) => ({ node, message })));
    if (invalid[0] !== undefined) return failed(unit, pathOf(invalid[0].node, chart), invalid[0].message);
    return { rendered: render(unit, chart) };
  } catch (error) {
    return failed(unit, pathOf(newest(chart), chart), error instanceof Error ? error.message : String(error));
  }
}

function render(unit: Unit, chart: Chart): Rendered[] {
  return chart.node.findAll().flatMap((node) => {
    if (!ApiObject.isApiObject(node)) return [];
    const manifest = node.toJson() as Manifest;
    const origin = { cluster: unit.cluster, unit: unit.name, construct: pathOf(node, chart), settings: unit.settings };
    return [{ manifest, origin }];
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

function failed(unit: Unit, construct: string, message: string): Built {
  // Without the cluster: what fails alike on many is one finding.
  const where = `${unit.name}${construct === '' ? '' : `/${construct}`}`;
  const firstLine = message.split('\n')[0] ?? '';
  return {
    rendered: [],
    problem: { code: buildFailed.code, path: formatPath(unit.settings), message: `in ${where}: ${firstLine}` },
  };
}
