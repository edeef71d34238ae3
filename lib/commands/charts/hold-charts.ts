import { parseAllDocuments } from 'yaml';
import { findingKind } from '../../model/finding-kind';
import { findingAt, type Fault, type Finding } from '../../model/finding';
import { formatPath } from '../../model/origin';
import { groupBy, isObject } from '../../model/json';
import { compare } from '../../model/compare';
import { digestOf, settingsDigest, type LockedChart } from './chart-lock';
import type { EnvironmentCharts } from './charts-used';
import { differences, imagesIn, type ChartObject } from './declared';
import { helmTemplate } from './helm';
import { checkedWithFleet, type RenderedUse } from './with-fleet';

export const chartUnrendered = findingKind({
  code: 'chart-unrendered',
  why: 'Argo CD renders the chart with the same values, and its Application would fail in the same way.',
  fix: 'Correct version, repository or values as Helm says; with --from, put the chart into that folder.',
  messages: { failed: 'got nothing from Helm; it says: {reason}' },
});

export const chartUnstable = findingKind({
  code: 'chart-unstable',
  why: 'A chart that draws a value anew is never in sync: Argo CD renders it again and again, and restarts what reads the value.',
  fix: 'Set the value that differs, or turn off the part of the chart that draws it.',
  messages: { differs: 'got two renders that differ, first in line {line}: {text}' },
});

/** What Helm makes of the charts of an environment, and what is wrong with it. */
export interface Held {
  readonly findings: readonly Finding[];
  readonly locked: readonly LockedChart[];
}

/** Renders each chart twice and holds it against what is declared of it, and together with the fleet. */
export function holdCharts({ charts, expansion }: EnvironmentCharts, helm: string, from: string | undefined): Held {
  const findings: Finding[] = [];
  const locked: LockedChart[] = [];
  const rendered: RenderedUse[] = [];
  for (const use of charts) {
    const { chart, source, provides, unit, file } = use;
    const tell = (fault: Fault) =>
      findings.push(
        findingAt(fault, {
          position: file.position(unit.settings),
          path: formatPath(unit.settings),
          cluster: unit.cluster,
        }),
      );
    const [first, second] = [1, 2].map(() => helmTemplate(helm, chart, source, from));
    if (first === undefined || second === undefined || 'failed' in first || 'failed' in second) {
      tell(chartUnrendered.fault('failed', { reason: first && 'failed' in first ? first.failed : '' }));
      continue;
    }
    if (first.text !== second.text) tell(chartUnstable.fault('differs', firstDifference(first.text, second.text)));
    const objects = objectsIn(first.text);
    for (const fault of differences(objects, chart, provides)) tell(fault);
    rendered.push({ use, objects });
    locked.push({
      ...{ chart: source.chart, version: source.version, repoURL: source.repoURL },
      settings: settingsDigest(use),
      digest: digestOf(first.text),
      images: [...new Set(objects.flatMap((object) => imagesIn(object)))].sort(compare),
    });
  }
  if (expansion && findings.length === 0)
    for (const [cluster, its] of groupBy(rendered, ({ use }) => use.unit.cluster))
      findings.push(...checkedWithFleet(cluster, its, expansion));
  return { findings, locked };
}

function objectsIn(text: string): ChartObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    const value: unknown = document.toJS();
    return isObject(value) ? [value] : [];
  });
}

function firstDifference(one: string, other: string): { readonly line: number; readonly text: string } {
  const others = other.split('\n');
  const lines = one.split('\n');
  const at = lines.findIndex((line, index) => line !== others[index]);
  return { line: at + 1, text: (lines[at] ?? '').trim() };
}
