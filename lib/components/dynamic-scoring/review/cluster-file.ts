import { summaries, type SkipReason, type Telling } from '../../../scoring/controller';
import type { AgentCluster, Traced } from '../../../scoring/summary';
import type { OutputFile } from '../../component';
import type { ScoringPlan } from '../plan';
import type { ReachedEngine } from '../reached-engines';
import { scoringConfig } from '../telling';
import { header, heading, line } from './yaml-lines';

/** What the agent of each cluster will be told, once every scorer runs and answers as it is declared; one file at a time. */
export function* clusterFiles(engines: readonly ReachedEngine[], { agents, masks }: ScoringPlan): Iterable<OutputFile> {
  const config = scoringConfig(masks);
  const registered = engines.map((engine) => engine.registered);
  const secrets = engines.flatMap(tokens);
  for (const { name } of agents) {
    const cluster: AgentCluster = { name, secrets };
    const told = summaries(registered, config, cluster);
    yield clusterFile(name, engines, told);
  }
}

/** The tokens that an engine asks for; a cluster that lacks one is refused before anything is rendered. */
function tokens({ engine }: ReachedEngine): AgentCluster['secrets'] {
  const auths = [engine.scoring.auth, engine.source.type === 'None' ? undefined : engine.source.auth];
  return auths.flatMap((auth) => (auth === undefined ? [] : [{ name: auth.name, keys: [auth.key] }]));
}

function clusterFile(cluster: string, engines: readonly ReachedEngine[], told: readonly Telling[]): OutputFile {
  const lines = engines.flatMap(({ engine }) => {
    const telling = told.find((each) => each.engine === engine.name);
    return telling === undefined ? [] : tellingLines(engine.id, telling);
  });
  const body = lines.length === 0 ? ['engines: {}'] : ['engines:', ...lines];
  const intro = `# What the agent of ${cluster} is told of each engine; after # the field that a value comes from.`;
  return { path: `scoring/clusters/${cluster}.yaml`, text: `${[header, intro, ...body].join('\n')}\n` };
}

function tellingLines(id: string, telling: Telling): string[] {
  if (telling.type === 'skipped')
    return [heading(2, id), line(4, 'told', false), line(4, 'why', reasons[telling.reason])];
  const { summary, worker } = telling;
  const values = Object.entries(summary) as [string, Traced<string | number>][];
  const score = worker.placementScore;
  return [
    heading(2, id),
    line(4, 'told', true),
    ...values.filter(isSaid).map(([key, { value, from }]) => line(4, key, value, from.join(', '))),
    heading(4, 'agent'),
    line(6, 'worker', worker.key),
    ...(worker.sharedWith.length === 0 ? [] : [line(6, 'sharedWith', worker.sharedWith)]),
    line(6, 'queries', worker.queries.length),
    ...(score === undefined
      ? []
      : [
          line(6, 'addOnPlacementScore', `${score.namespace}/${score.name}`),
          line(6, 'item', score.items.fixed ?? score.items.format),
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
