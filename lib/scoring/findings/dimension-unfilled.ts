import { findingKind } from '../../model/finding-kind';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';
import { unfilledPlaceholders } from '../score-items';

export const dimensionUnfilled = findingKind({
  code: 'dimension-unfilled',
  severity: 'warning',
  why: 'A placeholder whose label is missing in the results becomes empty text, so items get half a name, or none.',
  fix: 'Let the query keep the label in its `by (…)`, or take the placeholder out of the format.',
  messages: {
    unfilled: 'got ${{name}}, but no result has the label "{name}"; {detail}, or leave the placeholder out',
  },
});

/** The placeholders that the query or the scorer leaves empty, as far as can be told. */
export function checkFilled(engine: Engine): readonly EngineFault[] {
  return unfilledPlaceholders(engine).map((name) =>
    dimensionUnfilled.fault(
      'unfilled',
      {
        name,
        detail:
          engine.results.type === 'per-series'
            ? `let the query group by it too`
            : `the scorer answers with other labels`,
      },
      { engine: engine.id, path: ['dimensionFormat'] },
    ),
  );
}
