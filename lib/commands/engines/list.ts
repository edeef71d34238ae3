import { table } from '../report/table';
import type { KnownEngine } from './known-engines';

/** Every engine on one line, under a heading. */
export function listLines(engines: readonly KnownEngine[]): readonly string[] {
  const rows = engines.map(({ engine: { id, scoring, metadata }, source, registrations }) => [
    id,
    scoring.name,
    metadata.goal ?? 'any',
    `${metadata.range.min} to ${metadata.range.max} ${metadata.unit}`,
    metadata.direction,
    source,
    registrations.length === 0 ? '-' : registrations.map(({ environment }) => environment).join(', '),
  ]);
  return table([['id', 'score name', 'goal', 'range', 'direction', 'from', 'registered in'], ...rows]);
}
