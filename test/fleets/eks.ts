import * as fc from 'fast-check';
import { some, type Draft, type Site } from './site';

/** The types that `files/node-features.json` of the generated fleets tells of. */
export const describedTypes = ['c7a.12xlarge', 'c7g.16xlarge'] as const;

const types = [...describedTypes, 'm6i.large', 'hpc7g.16xlarge', 'u-6tb1.metal', 'inf2.xlarge'];

const sizes = fc
  .record({
    min: fc.integer({ min: 1, max: 2 }),
    more: fc.nat({ max: 2 }),
    desired: fc.boolean(),
    bounds: fc.boolean(),
  })
  .map(({ min, more, desired, bounds }) =>
    bounds ? { min, max: min + more, ...(desired && { desired: min + Math.floor(more / 2) }) } : {},
  );

const volume = some({ volume: fc.constantFrom(20, 100) });

const cluster = fc
  .record({
    region: fc.constantFrom('us-east-1', 'eu-central-1', 'us-gov-west-1'),
    letters: fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 2 }),
    sticky: fc.tuple(sizes, volume, fc.boolean()),
    groups: fc.array(fc.record({ sizes, volume, own: fc.boolean(), idle: fc.boolean() }), {
      minLength: types.length,
      maxLength: types.length,
    }),
    chosen: fc.oneof(fc.shuffledSubarray(types), fc.constant(types)),
    kubernetes: fc.constantFrom('1.32', '1.33', '1.34', '1.35', '1.36'),
    rest: some({
      secrets: fc.constant({ prefix: 'fleet/' }),
      s3: fc.constant({ buckets: ['acme-models', 'logs.acme'], serviceAccount: 'models/model-storage' }),
    }),
    grouped: fc.boolean(),
  })
  .map(({ region, letters, sticky, groups, chosen, kubernetes, rest, grouped }) => {
    const zones = letters.map((letter) => `${region}${letter}`);
    return {
      account: '012345678901',
      region,
      zones,
      kubernetes,
      sticky: { type: 't3.xlarge', ...sticky[0], ...sticky[1], ...(sticky[2] && { zones: zones.slice(1) }) },
      ...(grouped && {
        groups: chosen.map((type, at) => ({
          type,
          ...(groups[at]?.own && { zones: zones.slice(0, 1) }),
          ...(groups[at]?.idle ? { min: 0 } : groups[at]?.sizes),
          ...groups[at]?.volume,
        })),
      }),
      ...rest,
    };
  });

/** The block `eks` for some of the EKS clusters; nothing where there is none. */
export function anyEks(all: readonly Site[]): fc.Arbitrary<Draft | undefined> {
  const own = all.filter(({ platform }) => platform === 'eks');
  if (own.length === 0) return fc.constant(undefined);
  return fc
    .tuple(fc.subarray(own, { minLength: 1 }), fc.array(cluster, { minLength: own.length, maxLength: own.length }))
    .map(([chosen, entries]) => ({ block: Object.fromEntries(chosen.map(({ name }, at) => [name, entries[at]])) }));
}
