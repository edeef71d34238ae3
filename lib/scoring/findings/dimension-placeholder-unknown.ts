import { findingKind } from '../../model/finding-kind';
import { parseFormat, placeholders } from '../dimension-format';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';

export const dimensionPlaceholderUnknown = findingKind({
  code: 'dimension-placeholder-unknown',
  why: 'The agent replaces nine placeholders; anything else stays in the name of the score item as it is written.',
  fix: 'Use the placeholder that the message suggests.',
  messages: {
    unknown: 'got "{got}" at column {column} of the format; {fix}',
  },
});

/** Each thing in the dimension format that looks like a placeholder and is none. */
export function checkPlaceholders(engine: Pick<Engine, 'id' | 'dimensionFormat'>): readonly EngineFault[] {
  return parseFormat(engine.dimensionFormat).unknown.map(({ text, column, suggestion }) => {
    const all = placeholders.map((name) => `\${${name}}`).join(', ');
    const fix = suggestion === undefined ? `use one of ${all}` : `did you mean "${suggestion}"?`;
    return dimensionPlaceholderUnknown.fault(
      'unknown',
      { got: text, column, fix },
      { engine: engine.id, path: ['dimensionFormat'] },
    );
  });
}
