import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { edgesOf } from '../../lib/graph/edges';
import { kindKey, objectsIn } from '../../lib/graph/located';
import { offersOf } from '../../lib/graph/offers';
import { catalogue } from '../../lib/rules/catalogue';
import { findings } from './example-fleet';

const files = readdirSync(join(__dirname, '../../lib/rules'), { recursive: true, encoding: 'utf8' }).map((path) =>
  basename(path),
);
const cases = catalogue.map((rule) => [rule.code, rule] as const);

/** Every manifest of every example, as a run reads it. */
const everyExample = catalogue
  .flatMap(({ bad, good }) => [bad.units, good])
  .flatMap((units) => Object.entries(units))
  .flatMap(([key, manifests]) => {
    const [cluster = '', unit = ''] = key.split('/');
    return manifests.map((manifest) => {
      const rendered = { manifest, origin: { cluster, unit, settings: [] } };
      const objects = objectsIn(rendered, 'hub01');
      return { rendered, objects, edges: objects.flatMap(edgesOf), offers: objects.flatMap(offersOf) };
    });
  });

describe('every rule', () => {
  test.each(cases)('%s finds exactly what is wrong in its bad example', (_, rule) => {
    expect(findings(rule, rule.bad.units)).toEqual(rule.bad.findings);
    expect(rule.bad.findings).not.toEqual([]);
  });

  test.each(cases)('%s finds nothing in its good example', (_, rule) => {
    expect(findings(rule, rule.good)).toEqual([]);
  });

  test.each(cases)('%s is named as its file', (code) => {
    expect(files.filter((name) => name === `${code}.ts`)).toHaveLength(1);
  });

  test('stands once in the catalogue, in the order of the codes', () => {
    const codes = catalogue.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  test.each(cases)('%s takes facts only of the kinds that it names', (_, rule) => {
    const { kinds } = rule;
    if (kinds === undefined) return;
    const others = everyExample.filter(
      ({ objects }) => !objects.some(({ manifest }) => kinds.includes(kindKey(manifest))),
    );
    expect(others.length).toBeGreaterThan(100);
    for (const { rendered, ...collected } of others) expect([...rule.collect(rendered, collected)]).toEqual([]);
  });

  test.each(cases)('%s says the same whatever the order of the manifests', (_, rule) => {
    const reversed = Object.fromEntries(
      Object.entries(rule.bad.units).map(([unit, manifests]) => [unit, [...manifests].reverse()]),
    );
    expect(findings(rule, reversed).sort()).toEqual([...rule.bad.findings].sort());
  });
});
