import { findingKind } from '../../model/finding-kind';
import { findingAt, type Fault, type Finding } from '../../model/finding';
import { formatPath } from '../../model/origin';
import { groupBy } from '../../model/json';
import { compare } from '../../model/compare';
import { digestOf, settingsDigest, type LockedChart } from './chart-lock';
import type { ChartRenders } from './chart-renders';
import type { EnvironmentCharts } from './charts-used';
import { differences, imagesIn } from './declared';
import { checkedWithFleet, type RenderedUse } from './with-fleet';

export const chartUnrendered = findingKind({
  code: 'chart-unrendered',
  why: 'Argo CD renders the chart with the same values, so its Application would fail in the same way.',
  fix: 'Correct the version, repository or values that Helm names; with --from, put the chart into that folder.',
  messages: { failed: 'got an error from Helm: {reason}' },
});

export const chartUnstable = findingKind({
  code: 'chart-unstable',
  why: 'A chart that generates a new random value in each render is never in sync: Argo CD renders it again and again, and restarts the pods that read the value.',
  fix: 'Set the value that differs, or turn off the part of the chart that generates it.',
  messages: { differs: 'got two renders that differ, first in line {line}: {text}' },
});

/** The findings about the charts of an environment, and their entries in the lock. */
export interface Held {
  readonly findings: readonly Finding[];
  readonly locked: readonly LockedChart[];
}

/** Compares each rendered chart with its declaration, and checks all of them together with the fleet. */
export function holdCharts({ charts, expansion }: EnvironmentCharts, renders: ChartRenders): Held {
  const findings: Finding[] = [];
  const locked: LockedChart[] = [];
  const rendered: RenderedUse[] = [];
  for (const use of charts) {
    const { chart, source, provides, unit, file } = use;
    const report = (fault: Fault) =>
      findings.push(
        findingAt(fault, {
          position: file.position(unit.settings),
          path: formatPath(unit.settings),
          cluster: unit.cluster,
        }),
      );
    const render = renders.of(use);
    if ('failed' in render) {
      report(chartUnrendered.fault('failed', { reason: render.failed }));
      continue;
    }
    const { text, objects, differs } = render;
    if (differs) report(chartUnstable.fault('differs', differs));
    for (const fault of differences(objects, chart, provides)) report(fault);
    rendered.push({ use, objects });
    locked.push({
      ...{ chart: source.chart, version: source.version, repoURL: source.repoURL },
      settings: settingsDigest(use),
      digest: digestOf(text),
      images: [...new Set(objects.flatMap((object) => imagesIn(object)))].sort(compare),
    });
  }
  if (expansion && findings.length === 0)
    for (const [cluster, its] of groupBy(rendered, ({ use }) => use.unit.cluster))
      findings.push(...checkedWithFleet(cluster, its, expansion));
  return { findings, locked };
}
