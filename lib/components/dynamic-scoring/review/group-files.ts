import { summaries, type SkipReason, type Telling } from '../../../scoring/controller';
import type { AgentCluster, Traced } from '../../../scoring/summary';
import { compare } from '../../../model/compare';
import { groupBy } from '../../../model/json';
import type { OutputFile } from '../../component';
import type { ScoringPlan } from '../plan';
import type { ReachedEngine } from '../reached-engines';
import { scoringConfig } from '../telling';
import { header, heading, indented, line, scalar } from './yaml-lines';

/** The summaries that agents get for each engine, grouped by clusters that get the same. */
export interface Told {
  /** By engine, the summary that the agents of most clusters get; lines of YAML without indentation. */
  readonly most: ReadonlyMap<string, readonly string[]>;
  /** The other clusters, grouped by their differences. */
  readonly groups: readonly Group[];
}

interface Group {
  /** Sorted by name. */
  readonly clusters: readonly string[];
  readonly otherwise: ReadonlyMap<string, readonly string[]>;
}

/** What the agents will get, once every scorer runs and answers as it is declared. */
export function toldBy(engines: readonly ReachedEngine[], { agents, masks }: ScoringPlan): Told {
  const config = scoringConfig(masks);
  const registered = engines.map((engine) => engine.registered);
  const secrets = engines.flatMap(tokens);
  const texts = engines.map(() => new Map<string, Text>());
  const summariesOf = (name: string) => {
    const told = new Map(summaries(registered, config, { name, secrets }).map((each) => [each.engine, each]));
    return engines.map(({ engine }) => {
      const telling = told.get(engine.name);
      return telling === undefined ? '' : tellingLines(telling, name).join('\n');
    });
  };
  const masked = groupBy(masks, ({ cluster }) => cluster);
  const alike = new Map<string, readonly string[]>();
  const tellings = agents.map(({ name }) => {
    const key = JSON.stringify(masked.get(name)?.map(({ score }) => score) ?? []);
    const own = alike.get(key) ?? summariesOf(name);
    // Clusters with the same masks get the same summaries, unless these contain the name of the cluster.
    if (!own.some((text) => text.includes(name))) alike.set(key, own);
    return own.map((text, index) => {
      const known = texts[index]?.get(text) ?? { text, clusters: 0 };
      known.clusters++;
      texts[index]?.set(text, known);
      // One text in memory for all clusters that get it.
      return known.text;
    });
  });
  const most = texts.map(
    (each) => [...each.values()].reduce((a, b) => (b.clusters > a.clusters ? b : a), nothing).text,
  );
  const groups = new Map<string, { clusters: string[]; otherwise: Map<string, string[]> }>();
  agents.forEach(({ name }, at) => {
    const otherwise = engines.flatMap(({ engine }, index): [string, string[]][] => {
      const text = tellings[at]?.[index] ?? '';
      return text === most[index] ? [] : [[engine.id, linesOf(text)]];
    });
    if (otherwise.length === 0) return;
    const key = JSON.stringify(otherwise);
    const known = groups.get(key);
    if (known) known.clusters.push(name);
    else groups.set(key, { clusters: [name], otherwise: new Map(otherwise) });
  });
  return {
    most: new Map(engines.map(({ engine }, index) => [engine.id, linesOf(most[index] ?? '')])),
    groups: [...groups.values()].map(({ clusters, otherwise }) => ({ clusters: clusters.sort(compare), otherwise })),
  };
}

/** What the agents of some clusters get for an engine. */
interface Text {
  readonly text: string;
  clusters: number;
}

const nothing: Text = { text: '', clusters: 0 };

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}

/** A file for each group of clusters whose agents get something else than most, named by its first cluster. */
export function groupFiles({ groups }: Told): OutputFile[] {
  return groups.map(({ clusters, otherwise }) => ({
    path: `scoring/groups/${clusters[0] ?? ''}.yaml`,
    text: `${[
      header,
      '# What the agents of these clusters are told otherwise than catalogue.yaml says of the others.',
      heading(0, 'clusters'),
      ...clusters.map((name) => `  - ${scalar(name)}`),
      'engines:',
      ...[...otherwise].flatMap(([id, lines]) => [heading(2, id), ...indented(4, lines)]),
    ].join('\n')}\n`,
  }));
}

/** The tokens that an engine asks for; a cluster that lacks one is refused before anything is rendered. */
function tokens({ engine }: ReachedEngine): AgentCluster['secrets'] {
  const auths = [engine.scoring.auth, engine.source.type === 'None' ? undefined : engine.source.auth];
  return auths.flatMap((auth) => (auth === undefined ? [] : [{ name: auth.name, keys: [auth.key] }]));
}

/** As lines of YAML; the cluster's own name is written `<cluster>`. */
function tellingLines(telling: Telling, cluster: string): string[] {
  if (telling.type === 'skipped') return [line(0, 'told', false), line(0, 'why', reasons[telling.reason])];
  const { summary, worker } = telling;
  const values = Object.entries(summary) as [string, Traced<string | number>][];
  const score = worker.placementScore;
  return [
    line(0, 'told', true),
    ...values.filter(isSaid).map(([key, { value, from }]) => line(0, key, value, from.join(', '))),
    heading(0, 'agent'),
    line(2, 'worker', worker.key),
    ...(worker.sharedWith.length === 0 ? [] : [line(2, 'sharedWith', worker.sharedWith)]),
    line(2, 'queries', worker.queries.length),
    ...(score === undefined
      ? []
      : [
          line(
            2,
            'addOnPlacementScore',
            `${score.namespace === cluster ? '<cluster>' : score.namespace}/${score.name}`,
          ),
          line(2, 'item', score.items.fixed ?? score.items.format),
        ]),
  ];
}

/** Empty values say nothing that their absence does not. */
function isSaid([, { value }]: [string, Traced<string | number>]): boolean {
  return value !== '' && value !== 0;
}

const reasons: Readonly<Record<SkipReason, string>> = {
  'no-scoring-config': 'there is no DynamicScoringConfig of the one name that is read',
  'no-score-name': 'it has no score name',
  masked: 'a mask of the environment',
  'not-active': 'its scorer does not answer',
  'never-synced': 'its configuration was never read',
  'no-source-type': 'it has no source type',
  'source-endpoint-invalid': 'its source is no URL',
  'source-auth-incomplete': 'the token of its source lacks name or key',
  'scoring-endpoint-invalid': 'its scoring endpoint is no URL',
  'scoring-auth-incomplete': 'the token of its scorer lacks name or key',
  'no-query': 'it has no query',
  'no-range': 'it has no range',
  'no-step': 'it has no step',
  'no-interval': 'it has no interval',
  'no-location': 'it has no location',
  'no-destination': 'it has no destination',
};
