import * as fc from 'fast-check';

/** A cluster of a fleet that is being made up. */
export interface Site {
  readonly name: string;
  readonly platform: 'kind' | 'eks' | 'openshift';
  readonly role: 'hub' | 'managed';
  readonly labels: Readonly<Record<string, string>>;
  readonly nodes: number;
  readonly address?: string;
  readonly appsDomain?: string;
}

/** Entries of `external`. */
export interface External {
  readonly on: unknown;
  readonly kind: string;
  readonly name: string;
  readonly why: string;
}

/** One block of an environment, and what it asks of the others. */
export interface Draft {
  readonly block: Readonly<Record<string, unknown>>;
  /** By chart, clusters that must have it. */
  readonly charts?: Readonly<Record<string, readonly Site[]>>;
  readonly external?: readonly External[];
}

/** The platform and role words, names that objects inherit, names that sort in another way than they count. */
const names = [
  ...['hub01', 'edge', 'constructor', 'a', 'worker-1', 'worker-2'],
  ...['worker-10', 'z9', 'ocp', 'valueof', 'x-1', 'north'],
];

const labels = fc.dictionary(
  fc.constantFrom('power', 'example.com/site', 'constructor'),
  fc.constantFrom('kepler', '', 'a'),
  { maxKeys: 2 },
);

const anyPlatform = fc.constantFrom('kind', 'eks', 'openshift');

const parts = fc.record({
  platform: anyPlatform,
  labels,
  nodes: fc.integer({ min: 1, max: 4 }),
  addressed: fc.boolean(),
  domain: fc.boolean(),
});

/** Every mix of platforms, or one for all, one of the clusters the hub; mostly few, for what goes wrong with twelve goes wrong with three. */
export const anySites: fc.Arbitrary<readonly Site[]> = fc
  .record({
    chosen: fc.shuffledSubarray(names, { minLength: names.length }),
    entries: fc.array(parts, { minLength: names.length, maxLength: names.length }),
    hub: fc.nat(),
    alike: fc.option(anyPlatform, { freq: 1, nil: undefined }),
    size: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.constant(names.length)),
  })
  .map(({ chosen, entries, hub, size, alike }) =>
    entries.slice(0, size).map(({ platform: own, addressed, domain, ...entry }, at): Site => {
      const platform = alike ?? own;
      return {
        name: chosen[at] ?? '',
        role: at === hub % size ? 'hub' : 'managed',
        platform,
        ...entry,
        // A NodePort of a kind cluster is its only way out.
        ...((platform === 'kind' || addressed) && { address: addressOf(at) }),
        ...(platform === 'openshift' && domain && { appsDomain: `apps.c${at}.example.com` }),
      };
    }),
  );

function addressOf(at: number): string {
  return [`node-${at}.example.com`, `fd00::${at + 2}`][at % 5] ?? `172.18.0.${at + 2}`;
}

/** The entry of `clusters`. */
export function clusterEntry({ platform, role, labels: of, nodes, address, appsDomain }: Site): object {
  return {
    ...(nodes > 1 && { nodes }),
    platform,
    // What is the default anyway is written by some.
    ...((role === 'hub' || nodes === 3) && { role }),
    ...(address !== undefined && { address }),
    ...(appsDomain !== undefined && { appsDomain }),
    ...(Object.keys(of).length > 0 && { labels: of }),
  };
}

/** Every form of `on` that selects just these clusters. */
export function onJust(chosen: readonly Site[], all: readonly Site[]): fc.Arbitrary<unknown> {
  const same = (select: (site: Site) => boolean) => all.every((site) => select(site) === chosen.includes(site));
  const words = { all: () => true, hub: isHub, managed: (site: Site) => !isHub(site) };
  const selectors = chosen.flatMap(({ labels: of }) => [
    of,
    ...Object.entries(of).map((pair) => Object.fromEntries([pair])),
  ]);
  const byLabels = selectors.filter((selector) =>
    same((site) => Object.entries(selector).every(([key, value]) => site.labels[key] === value)),
  );
  const fixed: unknown[] = [
    ...Object.entries(words).flatMap(([word, select]) => (same(select) ? [word] : [])),
    ...byLabels.map((selector) => ({ labels: selector })),
    ...(chosen.length === 1 ? chosen.map(({ name }) => name) : []),
  ];
  const list = fc.shuffledSubarray(
    chosen.map(({ name }) => name),
    { minLength: chosen.length },
  );
  return fixed.length === 0 ? list : fc.oneof(fc.constantFrom(...fixed), list);
}

/** Some of the clusters, one at least. */
export function someOf(all: readonly Site[]): fc.Arbitrary<readonly Site[]> {
  const groups = [all, all.filter(isHub), all.filter((site) => !isHub(site))].filter(({ length }) => length > 0);
  return fc.oneof(fc.constantFrom(...groups), fc.subarray([...all], { minLength: 1 }));
}

export function isHub({ role }: Site): boolean {
  return role === 'hub';
}

/** A map with some of these keys. */
export function some<T extends object>(values: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(values, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<Partial<T>>;
}

/** What a container asks for and may use. */
export const resources = fc.constantFrom(
  { requests: { cpu: '0.05', memory: '64Mi' }, limits: { cpu: '1', memory: '1Gi' } },
  { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '1.5', memory: '1Gi' } },
);
