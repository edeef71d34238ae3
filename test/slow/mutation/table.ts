import { edges } from '../../../lib/graph/edges';
import { everyAgent, type Edge } from '../../../lib/graph/edge';
import type { Manifest } from '../../../lib/model/manifest';
import { formatRef, type Ref } from '../../../lib/model/ref';
import type { Rendered } from '../../../lib/model/unit';
import { referenceDangling } from '../../../lib/rules/kubernetes/reference-dangling';
import { referenceKeyMissing } from '../../../lib/rules/kubernetes/reference-key-missing';
import { referencePortMissing } from '../../../lib/rules/kubernetes/reference-port-missing';
import { RuleRun } from '../../../lib/rules/engine/run';
import { urlDangling } from '../../../lib/rules/kubernetes/url-dangling';
import { build, rows } from '../../graph/row-example';
import { fleet as example, input } from '../../rules/example-fleet';
import { elsewhere } from './mutants';

/** The rules that miss the target of a reference. */
const rules = [referenceDangling, referenceKeyMissing, referencePortMissing, urlDangling];
const cluster = 'worker01';
/** Its repository is the one that the table's examples name. */
const fleet = { ...example, gitops: { ...example.gitops, repoURL: 'https://git.example/r.git' } };

/** A kind of edge: a row of the graph's table and a kind that has it. */
export interface TableEdge {
  readonly name: string;
  /** What the rules say of an object with the reference, where all that it needs is there. */
  readonly whole: readonly string[];
  /** What they say once it leads elsewhere; undefined where it cannot be led elsewhere. */
  readonly broken: readonly string[] | undefined;
}

/** Every kind of edge that the graph knows, each with a mutant. */
export function tableEdges(): TableEdge[] {
  return rows.map(({ row, kind }) => {
    const { manifest, to } = build(row, kind);
    const rendered = { manifest: manifest as Manifest, origin: { cluster, unit: 'demo', settings: [] } };
    const own = edges(rendered, fleet.hub.name);
    const present = own.flatMap((edge) => there(edge));
    const edge = own.find((each) => formatRef(each.to) === to);
    return {
      name: `${kind} ${row.at}${'name' in row && row.name !== '' ? ` ${row.name}` : ''} → ${to}`,
      whole: judged(rendered, present),
      broken: edge && judged(redirected(rendered, edge), present),
    };
  });
}

function there({ to }: Edge): Ref[] {
  return [{ ...to, cluster: to.cluster === everyAgent ? cluster : to.cluster }];
}

function judged(rendered: Rendered, present: readonly Ref[]): string[] {
  const run = new RuleRun(input({ fleet, present, agents: [cluster] }), {}, rules);
  run.collect(rendered);
  return run.judge().map(({ path, message }) => `${path}: ${message}`);
}

function redirected(rendered: Rendered, edge: Edge): Rendered {
  const manifest = structuredClone(rendered.manifest);
  const parent = edge.fieldPath
    .slice(0, -1)
    .reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], manifest);
  const place = parent as Record<string | number, unknown>;
  const key = edge.fieldPath.at(-1)!;
  place[key] = elsewhere(String(place[key]), edge);
  return { ...rendered, manifest };
}
