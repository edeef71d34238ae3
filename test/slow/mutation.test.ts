import { catalogue } from '../../lib/rules/catalogue';
import { drawn, edgeMutantsOf, mutantsOf, type Mutant } from './mutation/mutants';
import { shipped, type Shipped } from './mutation/shipped';
import { looseEdges, survivors, type Verdict } from './mutation/survivors';
import { tableEdges } from './mutation/table';

/**
 * Every sort of field of every kind is broken in each way, in some of the objects that have it: those drawn are always the
 * same. Each mutant is held against schemas and rules; one that nothing reports must be among the survivors.
 */
const perSort = 3;

const environments = new Map<string, Shipped>(shipped().map((environment) => [environment.name, environment]));

function allOf(make: typeof mutantsOf): Mutant[] {
  return [...environments.values()].flatMap(({ name, manifests }) =>
    manifests.flatMap((rendered, index) => make(name, index, rendered)),
  );
}

function isReported({ environment, index, make }: Mutant): boolean {
  return environments.get(environment)!.codesWith(index, make()).length > 0;
}

/** By sort, the mutants that nothing reports; with how many were reported in all. */
function run(sorts: ReadonlyMap<string, readonly Mutant[]>): { reported: number; alive: Map<string, Mutant[]> } {
  let reported = 0;
  const alive = new Map<string, Mutant[]>();
  for (const [sort, mutants] of sorts) {
    const survived = mutants.filter((mutant) => !isReported(mutant));
    reported += mutants.length - survived.length;
    if (survived.length > 0) alive.set(sort, survived);
  }
  return { reported, alive };
}

test('the shipped environments have nothing wrong with them to begin with', () => {
  const errors = [...environments.values()].flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity === 'error'),
  );
  expect(errors).toEqual([]);
});

describe('one field broken at a time', () => {
  const sorts = drawn(allOf(mutantsOf), perSort);
  const { reported, alive } = run(sorts);
  const speaker = (sort: string) => survivors.find(({ matches }) => matches.test(sort));
  const counts: Record<Verdict, number> = { harmless: 0, elsewhere: 0, gap: 0 };
  for (const [sort, mutants] of alive) {
    const survivor = speaker(sort);
    if (survivor) counts[survivor.verdict] += mutants.length;
  }

  test('gives several hundred mutants', () => {
    expect(sorts.size).toBeGreaterThan(1500);
    expect(reported).toBeGreaterThan(2500);
  });

  test('leaves no survivor of which nobody says why', () => {
    const unlisted = [...alive].flatMap(([sort, mutants]) =>
      speaker(sort) ? [] : [`${sort}: ${mutants.map(({ where }) => where).join('; ')}`],
    );
    expect(unlisted).toEqual([]);
  });

  test('has no survivor listed that is reported, or that there is not', () => {
    const speaking = new Set([...alive.keys()].map(speaker));
    const idle = survivors.filter((survivor) => !speaking.has(survivor));
    expect(idle.map(({ verdict, text }) => `${verdict}: ${text}`)).toEqual([]);
  });

  test('is reported in at least 95 % of what breaks the promise', () => {
    expect(reported / (reported + counts.gap)).toBeGreaterThanOrEqual(0.95);
  });

  test('is reported in most of what breaks at all, though a program or a cloud alone may tell', () => {
    expect(reported / (reported + counts.gap + counts.elsewhere)).toBeGreaterThanOrEqual(0.78);
  });
});

describe('every reference of the shipped environments', () => {
  const sorts = drawn(allOf(edgeMutantsOf), 40);
  const { alive } = run(sorts);

  test('is missed when it leads elsewhere', () => {
    expect([...alive.keys()].sort()).toEqual(Object.keys(looseEdges).sort());
  });
});

describe('every kind of edge that the graph knows', () => {
  const kinds = tableEdges();

  test('is whole where its target is there', () => {
    expect(kinds.length).toBeGreaterThan(500);
    expect(kinds.filter(({ whole }) => whole.length > 0)).toEqual([]);
  });

  test('has a mutant, and that is missed', () => {
    expect(kinds.filter(({ broken = [] }) => broken.length === 0).map(({ name }) => name)).toEqual([]);
  });
});

describe('a rule that is taken out', () => {
  test.each([
    ['network-policy-cuts-service', 'networking.k8s.io/NetworkPolicy spec.ingress[*].ports[*].port other'],
    ['certificate-never-issued', 'cert-manager.io/Certificate spec.isCA removed'],
    [
      'work-without-feedback',
      'work.open-cluster-management.io/ManifestWork spec.manifestConfigs[*].feedbackRules removed',
    ],
  ])('lets its mutants live: %s', (code, sort) => {
    const mutants = drawn(allOf(mutantsOf), perSort).get(sort) ?? [];
    expect(mutants.some(isReported)).toBe(true);
    const without = shipped(catalogue.filter((rule) => rule.code !== code));
    const codes = mutants.flatMap(({ environment, index, make }) =>
      without.filter(({ name }) => name === environment).flatMap((each) => each.codesWith(index, make())),
    );
    expect(codes).toEqual([]);
  });
});
