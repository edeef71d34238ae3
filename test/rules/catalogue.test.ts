import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../lib/rules/catalogue';
import { findings } from './example-fleet';

const cases = catalogue.map((rule) => [rule.code, rule] as const);

describe('every rule', () => {
  test.each(cases)('%s finds exactly what is wrong in its bad example', (_, rule) => {
    expect(findings(rule, rule.bad.units)).toEqual(rule.bad.findings);
    expect(rule.bad.findings).not.toEqual([]);
  });

  test.each(cases)('%s finds nothing in its good example', (_, rule) => {
    expect(findings(rule, rule.good)).toEqual([]);
  });

  test.each(cases)('%s is named as its file', (code) => {
    expect(existsSync(join(__dirname, `../../lib/rules/${code}.ts`))).toBe(true);
  });

  test('stands once in the catalogue, in the order of the codes', () => {
    const codes = catalogue.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  test.each(cases)('%s says the same whatever the order of the manifests', (_, rule) => {
    const reversed = Object.fromEntries(
      Object.entries(rule.bad.units).map(([unit, manifests]) => [unit, [...manifests].reverse()]),
    );
    expect(findings(rule, reversed).sort()).toEqual([...rule.bad.findings].sort());
  });
});
