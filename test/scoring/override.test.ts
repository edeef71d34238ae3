import fc from 'fast-check';
import { timeSpan } from '../../lib/environment/values/duration-syntax';
import { builtIn, enginesOf } from '../../lib/scoring/catalogue';
import { engineSchema } from '../../lib/scoring/engine';
import { expectedConfig } from '../../lib/scoring/expectation';
import { overridden, type EngineOverride } from '../../lib/scoring/override';
import { engine } from './build';

const span = fc.integer({ min: 1, max: 999 }).map((count) => timeSpan.parse(`${count}s`));
const token = fc.constantFrom('none' as const, { name: 'other', key: 'key' });
const override: fc.Arbitrary<EngineOverride> = fc.record(
  {
    description: fc.constant('Another score.'),
    score: fc.constantFrom('other_score', 'Other'),
    interval: span,
    prometheus: fc.constant('https://thanos.example:9091'),
    query: fc.constant('sum(up)'),
    range: span,
    step: span,
    sourceAuth: token,
    scoringAuth: token,
    dimension: fc.constantFrom('${scoreName}', '${app}'),
    values: fc.constant({ min: 0, max: 50, unit: 'points' }),
    location: fc.constantFrom('Internal' as const, 'External' as const),
  },
  { requiredKeys: [] },
);
const engines = fc.constantFrom(...enginesOf(builtIn));

test('an engine stays an engine, and without an override itself', () => {
  fc.assert(
    fc.property(engines, override, (each, changes) => {
      expect(engineSchema.safeParse(overridden(each, changes)).success).toBe(true);
      expect(overridden(each, {})).toEqual(each);
    }),
  );
});

test('as long as an engine answers for itself, its /config says what is declared', () => {
  fc.assert(
    fc.property(engines, override, (each, changes) => {
      const after = overridden(each, changes);
      if (after.configSyncMode === 'None') expect(after.name).toBe(`${each.name}-declared`);
      else expect(expectedConfig(after)).toEqual(expectedConfig(each));
    }),
  );
});

test('tokens are changed and taken away, each on its side', () => {
  const asked = engine({
    scoring: { path: '/scoring', name: 'free_cpu', interval: '30s', auth: { name: 'api', key: 'token' } },
  });
  expect(overridden(asked, { scoringAuth: 'none' }).scoring).toEqual({
    path: '/scoring',
    name: 'free_cpu',
    interval: '30s',
  });
  expect(overridden(asked, { sourceAuth: { name: 'a', key: 'b' } })).toMatchObject({
    configSyncMode: 'Full',
    source: { auth: { name: 'a', key: 'b' } },
    scoring: { auth: { name: 'api', key: 'token' } },
  });
});
