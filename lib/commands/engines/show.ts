import type { Engine } from '../../scoring/engine';
import { engineUuid } from '../../scoring/engine-uuid';
import { metadataMap } from '../../scoring/metadata';
import { knownItems } from '../../scoring/score-items';
import { cleanScoreName } from '../../model/score-name';
import { table } from '../report/table';
import type { KnownEngine, Registration } from './known-engines';

/** One engine for programs: what is known of it, and of each of its registrations. */
export function shown({ engine, source, registrations }: KnownEngine) {
  return {
    id: engine.id,
    uuid: engineUuid(engine.id),
    from: source,
    description: engine.description,
    metadata: metadataMap(engine),
    ...asked(engine),
    registrations: registrations.map(({ environment, engine: own, configURL, agents }) => ({
      environment,
      configURL,
      agents,
      ...asked(own),
    })),
  };
}

/** How agents ask for it, and what they write. */
function asked(engine: Engine) {
  const { name, scoring, source, configSyncMode, destination, dimensionFormat } = engine;
  return {
    dynamicScorer: name,
    configSyncMode,
    scoreName: scoring.name,
    addOnPlacementScore: destination === 'None' ? null : cleanScoreName(scoring.name),
    items: knownItems(engine) ?? dimensionFormat,
    query: source.type === 'None' ? null : source.query,
    interval: scoring.interval,
  };
}

/** One engine for people: what is known of it, its metadata, and each of its registrations. */
export function showLines(known: KnownEngine): readonly string[] {
  const { metadata, registrations, ...facts } = shown(known);
  return [
    ...table(factRows(facts)),
    '',
    'metadata',
    ...table(Object.entries(metadata), '  '),
    '',
    registrations.length === 0 ? 'registered in no environment' : 'registered in',
    ...known.registrations.flatMap(registrationLines),
  ];
}

function registrationLines(registration: Registration): string[] {
  const { environment, configURL, agents, engine } = registration;
  const rows = factRows({ configURL, agents: agents.join(', '), ...asked(engine) });
  return [`  ${environment}`, ...table(rows, '    ')];
}

type Fact = string | readonly string[] | null;

function factRows(facts: Readonly<Record<string, Fact>>): [string, string][] {
  return Object.entries(facts).flatMap(([key, value]): [string, string][] =>
    value === null ? [] : [[key, typeof value === 'string' ? value : value.join(', ')]],
  );
}
