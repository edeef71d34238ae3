import { engineUuid } from '../../../scoring/engine-uuid';
import { metadataMap } from '../../../scoring/metadata';
import { knownItems } from '../../../scoring/score-items';
import { cleanScoreName } from '../../../model/score-name';
import type { OutputFile } from '../../component';
import type { ReachedEngine } from '../reached-engines';
import type { Told } from './group-files';
import { header, heading, indented, line } from './yaml-lines';

/** Every engine that an environment registers, sorted by id: strategies may choose it, and agents get its summary. */
export function catalogueFile(engines: readonly ReachedEngine[], { most }: Told): OutputFile {
  const told = engines.flatMap((each) => [...engineLines(each), ...agentLines(most.get(each.engine.id) ?? [])]);
  const lines = engines.length === 0 ? ['engines: {}'] : ['engines:', ...told];
  const note =
    '# agents: what they are told, but for the clusters of groups/; after # the field that a value comes from.';
  return { path: 'scoring/catalogue.yaml', text: `${[header, note, ...lines].join('\n')}\n` };
}

function agentLines(told: readonly string[]): string[] {
  return told.length === 0 ? [] : [heading(4, 'agents'), ...indented(6, told)];
}

function engineLines({ scorer, engine, registered }: ReachedEngine): string[] {
  const { id, name, scoring, destination, configSyncMode, dimensionFormat } = engine;
  const items = knownItems(engine) ?? [`as ${dimensionFormat} makes them`];
  const written = destination === 'AddOnPlacementScore';
  return [
    heading(2, id),
    line(4, 'uuid', engineUuid(id)),
    line(4, 'description', engine.description),
    line(4, 'scorer', scorer),
    line(4, 'dynamicScorer', name),
    line(4, 'configURL', registered.spec.configURL),
    line(4, 'configSyncMode', configSyncMode),
    line(4, 'scoreName', scoring.name),
    ...(written
      ? [line(4, 'addOnPlacementScore', cleanScoreName(scoring.name)), line(4, 'items', items)]
      : [line(4, 'destination', destination)]),
    heading(4, 'metadata'),
    ...Object.entries(metadataMap(engine)).map(([key, value]) => line(6, key, value)),
  ];
}
