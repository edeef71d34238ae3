import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { findingAt, type Finding } from '../../model/finding';
import { fieldsOf } from '../../model/json';
import { refKey } from '../../model/ref';
import type { Unit } from '../../model/unit';
import { buildUnit } from '../../synth/build';
import type { Expansion } from '../../synth/expand';
import { checkFolder } from '../check/check-folder';
import type { ChartUse } from './charts-used';
import { isNamespaced, type ChartObject } from './declared';

/** A chart with the objects that Helm rendered. */
export interface RenderedUse {
  readonly use: ChartUse;
  readonly objects: readonly ChartObject[];
}

/**
 * Checks the objects of charts on a cluster together with those of the fleet, by schemas and rules. This proves the references
 * from either into the other: an object that a chart only declares does not count here.
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

/** A template may name no namespace: the object is then in that of the release. */
function inNamespace(object: ChartObject, { chart }: ChartUse): ChartObject {
  const metadata = fieldsOf(object.metadata);
  if (metadata.namespace !== undefined || !isNamespaced(object, chart)) return object;
  return { ...object, metadata: { ...metadata, namespace: chart.namespace } };
}
