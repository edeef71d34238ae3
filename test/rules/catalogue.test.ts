import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { edgesOf } from '../../lib/graph/edges';
import { kindKey, objectsIn } from '../../lib/graph/located';
import { offersOf } from '../../lib/graph/offers';
import { catalogue } from '../../lib/rules/catalogue';
import { findings } from './example-fleet';
import { codes, examplesOf } from './examples';

const rules = readdirSync(join(__dirname, '../../lib/rules'), { recursive: true, encoding: 'utf8' });
const files = rules.map((path) => basename(path));
const cases = catalogue.map((rule) => [rule.code, rule] as const);
const examples = new Map(codes.map((code) => [code, examplesOf(code)]));

/** Every manifest of every example, as a run reads it. */
const everyManifest = [...examples.values()]
  .flat()
  .flatMap(({ units }) => Object.entries(units))
  .flatMap(([key, manifests]) => {
    const [cluster = '', unit = ''] = key.split('/');
    return manifests.map((manifest) => {
      const rendered = { manifest, origin: { cluster, unit, settings: [] } };
      const objects = objectsIn(rendered, 'hub01');
      return { rendered, objects, edges: objects.flatMap(edgesOf), offers: objects.flatMap(offersOf) };
    });
  });

describe('every rule', () => {
  test('stands once in the catalogue, in the order of the codes, and has examples', () => {
    expect(catalogue.map(({ code }) => code)).toEqual(codes);
  });

  test.each(cases)('%s finds in each of its examples exactly what is said there', (code, rule) => {
    const all = examples.get(code) ?? [];
    for (const { units, finds } of all) expect(findings(rule, units)).toEqual(finds);
    const silent = all.map(({ finds }) => finds.length === 0);
    // The documentation shows the first; one that finds nothing is the right way to say the same.
    expect({ first: silent[0], some: silent.includes(true) }).toEqual({ first: false, some: true });
  });

  test.each(cases)('%s says only what its messages say', (code, { messages }) => {
    const said = Object.values(messages).map((text) => {
      const parts = text.split(/\{\w+(?::\w+)?\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp(`: ${parts.join('.*')}$`, 's');
    });
    const lines = (examples.get(code) ?? []).flatMap(({ finds }) => finds);
    expect(lines.filter((line) => !said.some((form) => form.test(line)))).toEqual([]);
  });

  test.each(cases)('%s is named as its file', (code) => {
    expect(files.filter((name) => name === `${code}.ts`)).toHaveLength(1);
  });

  test.each(cases)('%s takes facts only of the kinds that it names', (_, rule) => {
    const { kinds } = rule;
    if (kinds === undefined) return;
    const others = everyManifest.filter(
      ({ objects }) => !objects.some(({ manifest }) => kinds.includes(kindKey(manifest))),
    );
    expect(others.length).toBeGreaterThan(100);
    for (const { rendered, ...collected } of others) expect([...rule.collect(rendered, collected)]).toEqual([]);
  });

  test.each(cases)('%s says the same whatever the order of the manifests', (code, rule) => {
    for (const { units, finds } of examples.get(code) ?? []) {
      const reversed = Object.fromEntries(
        Object.entries(units).map(([unit, manifests]) => [unit, [...manifests].reverse()]),
      );
      expect(findings(rule, reversed).sort()).toEqual([...finds].sort());
    }
  });
});
