import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isClusterScoped } from '../../kinds/scope';
import { groupKindKey } from '../../model/group-kind';
import { findingAt, type Finding } from '../../model/finding';
import { fieldsOf } from '../../model/json';
import { groupOf } from '../../model/manifest';
import { refKey } from '../../model/ref';
import type { Unit } from '../../model/unit';
import { buildUnit } from '../../synth/build';
import type { Expansion } from '../../synth/expand';
import { checkFolder } from '../check/check-folder';
import type { ChartUse } from './charts-used';
import type { ChartObject } from './declared';

/** A chart with what Helm made of it. */
export interface RenderedUse {
  readonly use: ChartUse;
  readonly objects: readonly ChartObject[];
}

/**
 * Schemas and rules over what charts put on a cluster, together with what the fleet puts there: so references from either into the
 * other are proved. What charts are only declared to provide counts for nothing here.
 */
export function checkedWithFleet(
  cluster: string,
  rendered: readonly RenderedUse[],
  { units, directory, settings, source }: Expansion,
): Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'scorewright-cluster-'));
  try {
    const own = units.filter((unit) => unit.cluster === cluster && unit.content.type === 'constructs');
    const byFile = new Map<string, Unit>();
    const write = (unit: Unit, objects: readonly object[]) => {
      const file = `${unit.name}.json`;
      byFile.set(file, unit);
      mkdirSync(join(folder, unit.component), { recursive: true });
      writeFileSync(
        join(folder, unit.component, file),
        JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
      );
    };
    for (const { use, objects } of rendered)
      write(
        use.unit,
        objects.map((object) => inNamespace(object, use)),
      );
    for (const unit of own)
      if (unit.content.type === 'constructs')
        write(
          unit,
          buildUnit(unit, unit.content).rendered.map(({ manifest }) => manifest),
        );
    const provided = new Set(rendered.flatMap(({ use }) => use.provides.map(refKey)));
    const external = directory.all().filter((ref) => ref.cluster === cluster && !provided.has(refKey(ref)));
    const off = Object.entries(fieldsOf(settings.rules)).flatMap(([code, rule]) =>
      fieldsOf(rule).severity === 'off' ? [code] : [],
    );
    const { findings } = checkFolder({ folder, cluster, namespace: 'default', profile: 'kubernetes', external, off });
    return findings.flatMap((finding) => {
      const unit = byFile.get(basename(finding.position?.file ?? ''));
      if (finding.severity !== 'error' || unit === undefined) return [];
      return [findingAt(finding, { position: source.position(unit.settings), path: finding.path, cluster })];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Helm leaves a namespace out where a template names none: the object then lies in that of the release. */
function inNamespace(object: ChartObject, { chart }: ChartUse): ChartObject {
  const metadata = fieldsOf(object.metadata);
  const kind = { group: groupOf(String(object.apiVersion)), kind: String(object.kind) };
  const declared = chart.creates.find((each) => groupKindKey(each) === groupKindKey(kind));
  if (metadata.namespace !== undefined || (declared?.clusterScoped ?? isClusterScoped(kind))) return object;
  return { ...object, metadata: { ...metadata, namespace: chart.namespace } };
}
