import { edgeMutantsOf, mutantsOf, type Mutant } from './mutation/mutants';
import { shipped, type Shipped } from './mutation/shipped';
import { survivors } from './mutation/survivors';

/**
 * Every field of every kind is broken, in each way; of the objects that have a field so many are tried, evenly drawn from
 * all, and one of them must be missed. Nothing hangs on chance, so the same tree gives the same survivors.
 */
const tries = 3;

const environments = new Map<string, Shipped>(shipped().map((environment) => [environment.name, environment]));
const fields = new Map<string, Mutant[]>();
const edges = new Map<string, Mutant[]>();
for (const [name, { manifests }] of environments)
  manifests.forEach((rendered, index) => {
    for (const mutant of mutantsOf(name, index, rendered)) add(fields, mutant.key, mutant);
    for (const [key, mutant] of edgeMutantsOf(name, index, rendered)) add(edges, key, mutant);
  });

function add(map: Map<string, Mutant[]>, key: string, mutant: Mutant | undefined): void {
  const known = map.get(key) ?? [];
  map.set(key, mutant ? [...known, mutant] : known);
}

function isNoticed(mutants: readonly Mutant[]): boolean {
  const step = Math.max(1, Math.floor(mutants.length / tries));
  const chosen = mutants.filter((_, at) => at % step === 0).slice(0, tries);
  return chosen.some(
    ({ environment, index, rendered }) => environments.get(environment)!.codesWith(index, rendered).length > 0,
  );
}

const sorts = [...fields.keys()];
const unnoticed = sorts.filter((key) => !isNoticed(fields.get(key)!));

describe('the shipped environments', () => {
  test('have nothing wrong with them to begin with', () => {
    const errors = [...environments.values()].flatMap((environment) =>
      environment.findings().filter(({ severity }) => severity === 'error'),
    );
    expect(errors).toEqual([]);
  });
});

describe('one field broken at a time', () => {
  test('are several hundred mutants', () => {
    expect(sorts.length).toBeGreaterThan(600);
  });

  test('leaves no survivor of which nobody says why', () => {
    expect(unnoticed.filter((key) => !survivors.some(({ keys }) => keys.test(key)))).toEqual([]);
  });

  test('is noticed in at least 95 % of what breaks the promise', () => {
    const missed = unnoticed.filter((key) => survivors.some(({ keys, breaks }) => breaks && keys.test(key)));
    const noticed = sorts.length - unnoticed.length;
    expect(noticed / (noticed + missed.length)).toBeGreaterThanOrEqual(0.95);
  });

  test('has no reason for survivors that there are not', () => {
    const idle = survivors.filter(({ keys }) => !unnoticed.some((key) => keys.test(key)));
    expect(idle.map(({ keys }) => String(keys))).toEqual([]);
  });
});

describe('every sort of reference', () => {
  test('has a mutant that leads elsewhere', () => {
    const without = [...edges].filter(([, mutants]) => mutants.length === 0);
    expect(without.map(([key]) => key)).toEqual([]);
  });

  test('is missed when it leads elsewhere', () => {
    const missed = [...edges].filter(([, mutants]) => mutants.length > 0 && !isNoticed(mutants)).map(([key]) => key);
    expect(missed).toEqual([]);
  });
});
