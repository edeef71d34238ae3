import { parseAllDocuments } from 'yaml';
import { isObject } from '../../model/json';
import { settingsDigest } from './chart-lock';
import type { ChartUse } from './charts-used';
import type { ChartObject } from './declared';
import { helmTemplate } from './helm';

/** What Helm made of a chart, or its last words where it failed. */
export type ChartRender = Rendered | { readonly failed: string };

interface Rendered {
  readonly text: string;
  readonly objects: readonly ChartObject[];
  /** The first line in which a second render differs. @default - both are equal */
  readonly differs?: { readonly line: number; readonly text: string };
}

/** Renders each chart twice, once for all clusters that get it with the same values. */
export class ChartRenders {
  private readonly known = new Map<string, ChartRender>();

  /** @param from the folder of the charts. @default - from their repositories */
  constructor(
    private readonly helm: string,
    private readonly from: string | undefined,
  ) {}

  of(use: ChartUse): ChartRender {
    const { chart, version, repoURL } = use.source;
    const key = JSON.stringify([chart, version, repoURL, settingsDigest(use)]);
    const known = this.known.get(key) ?? this.render(use);
    this.known.set(key, known);
    return known;
  }

  private render({ chart, source }: ChartUse): ChartRender {
    const first = helmTemplate(this.helm, chart, source, this.from);
    if ('failed' in first) return first;
    const second = helmTemplate(this.helm, chart, source, this.from);
    if ('failed' in second) return second;
    const rendered = { text: first.text, objects: objectsIn(first.text) };
    return first.text === second.text ? rendered : { ...rendered, differs: firstDifference(first.text, second.text) };
  }
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
